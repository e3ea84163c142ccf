"""Recurring work of every store: one beat in `public`, due stores taken in batches, each sent its own task."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app, shared_task
from django.db import transaction
from django.utils import timezone

from sites.tenants.models import Store, StoreJob
from sites.tenants.tasks import HEADER, StoreTask

BATCH = 50
JITTER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Job:
    """A task that every live store runs, this often."""

    task: str
    every: timedelta


_jobs: dict[str, Job] = {}


def register_job(*, task: str, every: timedelta) -> None:
    """Have every live store run `task` (a name of a StoreTask) `every` so often. Called by apps when they are ready."""
    _jobs[task] = Job(task=task, every=every)


def registered_jobs() -> dict[str, Job]:
    """All recurring jobs by task name."""
    return dict(_jobs)


@shared_task(base=StoreTask, name="sites.tenants.run_due_jobs", on_platform=True)
def run_due_jobs() -> int:
    """Send what is due, batch by batch; how many were sent. Two beats at once share the work (SKIP LOCKED)."""
    now = timezone.now()
    plan_new_stores(now=now)
    sent = 0
    while taken := take_due_batch(now=now):
        for code, task in taken:
            current_app.tasks[task].apply_async(headers={HEADER: code}, countdown=random.uniform(0, JITTER_SECONDS))  # noqa: S311
        sent += len(taken)
    return sent


def plan_new_stores(*, now: datetime) -> None:
    """Give live stores a row for each job they lack, due at once."""
    known = set(StoreJob.objects.values_list("store_id", "job"))
    live = Store.objects.filter(status=Store.Status.LIVE).values_list("pk", flat=True)
    missing = [StoreJob(store_id=pk, job=job, next_run_at=now) for pk in live for job in _jobs if (pk, job) not in known]
    StoreJob.objects.bulk_create(missing, ignore_conflicts=True)


def take_due_batch(*, now: datetime) -> list[tuple[str, str]]:
    """(store id, task) of at most BATCH due rows, moved on to their next time."""
    with transaction.atomic():
        due = list(
            StoreJob.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(next_run_at__lte=now, store__status=Store.Status.LIVE, job__in=_jobs)
            .select_related("store")
            .order_by("next_run_at")[:BATCH]
        )
        for row in due:
            row.next_run_at = now + _jobs[row.job].every
        StoreJob.objects.bulk_update(due, ["next_run_at"])
    return [(row.store.code, row.job) for row in due]
