"""How long jobs are kept: their report, their files, and what undoing a bulk change needs."""

import logging
import posixpath
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from commerce.backoffice.bulk.models import Replaced
from commerce.backoffice.jobs.models import KEPT, Job
from commerce.backoffice.jobs.states import UNDER_WAY, JobStatus

logger = logging.getLogger(__name__)

FILES = ("source", "differences", "result")
AT_ONCE = 1000


def forget_jobs(*, at: datetime) -> int:
    """Delete jobs that ended, or that nobody went on with, more than `KEPT` before `at`, and their files; how many.

    With a bulk change goes what would undo it: until then it can be undone. What was undone cannot be undone again, and is
    forgotten at once. A change whose undoing is younger stays with it. Jobs under way are never touched.
    """
    drop(Replaced.objects.filter(job__undone_by__status=JobStatus.DONE))
    count = 0
    for pk in list(old_jobs(at - KEPT).values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have gone on with it since it was looked for.
            job = old_jobs(at - KEPT).filter(pk=pk).select_for_update(of=("self",)).first()
            if job is not None:
                forget(job)
                count += 1
    return count


def old_jobs(since: datetime) -> QuerySet[Job]:
    """Jobs whose last sign of life is from before `since`, undoings before what they undid."""
    aged = Job.objects.annotate(last=Coalesce("finished_at", "beat_at", "created_at"))
    old = aged.filter(last__lt=since).exclude(status__in=UNDER_WAY)
    young = aged.exclude(pk__in=old.values("pk")).filter(undoes__isnull=False).values("undoes")
    return old.exclude(pk__in=young).order_by("-pk")


def forget(job: Job) -> None:
    """One job: its rows now, its files once that is committed."""
    names = [file.name for field in FILES if (file := getattr(job, field))]
    drop(Replaced.objects.filter(job=job))
    job.delete()
    for name in names:
        transaction.on_commit(partial(remove_file, name))


def drop(rows: QuerySet[Any]) -> None:
    """Delete rows, some at a time: of 50,000 products there are as many, each with all that was replaced in it."""
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        rows.model._base_manager.filter(pk__in=ids).delete()


def remove_file(name: str) -> None:
    """A file and the folder that was made for it alone. One that cannot be removed is logged and keeps nothing back."""
    try:
        default_storage.delete(name)
        default_storage.delete(posixpath.dirname(name))
    except OSError:
        logger.exception("The file of a forgotten job could not be removed: %s", name)
