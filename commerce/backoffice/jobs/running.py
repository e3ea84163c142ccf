"""Carrying a job on: signs of life, progress, asking whether to stop, the end."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.states import UNDER_WAY, JobLife, JobStatus
from commerce.kernel.lifecycle import NotAllowed

# A worker that was killed gives no more signs.
LOST = timedelta(minutes=5)


class Cancelled(Exception):
    """Somebody asked the job to stop."""


def move(job: Job, status: str, **values: Any) -> None:
    """Bring a job into another state. Raises NotAllowed where the table has no such move, or somebody was quicker."""
    if not JobLife.may(job.status, status):
        raise NotAllowed(_("This is over, or has not come so far yet."))
    moved = Job.objects.filter(pk=job.pk, status=job.status).update(status=status, beat_at=timezone.now(), **values)
    if not moved:
        raise NotAllowed(_("Somebody was quicker. Look at how it stands now."))
    job.refresh_from_db()


def beat(job: Job, position: int, **values: Any) -> None:
    """A sign of life with how far it is, also from within a transaction that is still open. Raises Cancelled when asked to."""
    cache.set(key(job), position, 3600)
    Job.objects.filter(pk=job.pk).update(position=position, beat_at=timezone.now(), **values)
    job.position = position
    if cache.get(key(job, "cancel")):
        raise Cancelled


def seen_position(job: Job) -> int:
    """How far it is, where the row does not say yet because its transaction is open."""
    return int(cache.get(key(job)) or job.position) if job.is_under_way else job.position


def ask_to_stop(job: Job) -> None:
    """What is under way stops after its present chunk; what waits stops at once. Raises NotAllowed when it is over."""
    if job.status in UNDER_WAY:
        cache.set(key(job, "cancel"), True, 3600)  # noqa: FBT003 - a value
        Job.objects.filter(pk=job.pk).update(cancel_asked=True)
    else:
        move(job, JobStatus.CANCELLED, finished_at=timezone.now())


def forget(job: Job) -> None:
    """Nothing of an earlier step counts for the next."""
    cache.delete_many([key(job), key(job, "cancel")])
    Job.objects.filter(pk=job.pk).update(cancel_asked=False)


def end(job: Job, status: str, *, failure: str = "") -> None:
    """It is over, for good or because something failed. Raises NotAllowed where it is over already."""
    move(job, status, failure=failure, finished_at=timezone.now())
    cache.delete_many([key(job), key(job, "cancel")])


def mark_lost(job: Job) -> bool:
    """A job whose worker was killed is marked as failed, so that somebody can go on with it; whether it was."""
    last = job.beat_at or job.created_at
    if job.status not in UNDER_WAY or timezone.now() - last < LOST:
        return False
    end(job, JobStatus.FAILED, failure=_("It stopped without a word: the server was restarted, or ran out of memory."))
    return True


def hold(job: Job) -> Job:
    """The job's row, locked until the transaction ends: two workers never apply the same chunk. Raises Cancelled where
    it is no longer being applied.
    """
    held = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if held.status != JobStatus.APPLYING or held.position != job.position:
        raise Cancelled
    return held


def key(job: Job, what: str = "position") -> str:
    """Where the cache keeps it; caches know their store."""
    return f"uplink.job.{job.pk}.{what}"
