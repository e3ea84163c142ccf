"""The life of a job."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.lifecycle import Lifecycle


class JobStatus(models.TextChoices):
    """Where a job is."""

    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready to apply")
    APPLYING = "applying", _("being applied")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class JobLife(Lifecycle):
    """Checking: a file is read, nothing changes. Ready: the differences are shown, nothing has changed. Applying: changes
    are made, chunk by chunk; what is made stays. Done: all of it. Failed and cancelled: `position` says how much was made;
    a failed one goes on from there.
    """

    CHECKING, READY, APPLYING = JobStatus.CHECKING, JobStatus.READY, JobStatus.APPLYING
    DONE, FAILED, CANCELLED = JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED
    moves: ClassVar = {
        CHECKING: frozenset({READY, FAILED, CANCELLED}),
        READY: frozenset({APPLYING, CANCELLED}),
        APPLYING: frozenset({DONE, FAILED, CANCELLED}),
        FAILED: frozenset({APPLYING}),
    }


UNDER_WAY = (JobStatus.CHECKING, JobStatus.APPLYING)
