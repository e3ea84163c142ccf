"""Making a bulk change, and keeping what it replaced."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.backoffice.bulk.change import BulkChange
from commerce.backoffice.bulk.models import Replaced
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.states import JobStatus
from commerce.catalogue.many.facts import Outcome


@transaction.atomic
def change_recorded(*, job: Job, change: BulkChange, ids: Sequence[int], data: Mapping[str, Any]) -> Outcome:
    """Make the change to these products and keep what stood before and what stands now of each that changed."""
    change.lock(ids)
    about = change.about(data)
    before = change.standing(ids, about)
    outcome = change.apply(ids, data)
    after = change.standing(sorted(outcome.changed), about)
    Replaced.objects.bulk_create(
        Replaced(job=job, product_id=pk, before=differing(before[pk], now), after=differing(now, before[pk]))
        for pk, now in after.items()
    )
    return outcome


def differing(parts: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """The parts that are not the same among the others."""
    return {name: value for name, value in parts.items() if name not in others or others[name] != value}


@transaction.atomic
def change_at_once(
    *, change: BulkChange, ids: Sequence[int], data: Mapping[str, Any], title: str, by: Any
) -> tuple[Job | None, Outcome]:
    """A change that need not wait for the background: its job is over when it begins. No job where nothing changed."""
    now = timezone.now()
    job = Job.objects.create(
        what=Job.What.BULK,
        kind=change.code,
        status=JobStatus.DONE,
        title=title[:255],
        by=by,
        total=len(ids),
        position=len(ids),
        beat_at=now,
        finished_at=now,
    )
    outcome = change_recorded(job=job, change=change, ids=ids, data=data)
    if not outcome.changed:
        job.delete()
        return None, outcome
    job.counts = {
        "applied": len(outcome.changed),
        "refused": len(outcome.refused),
        "unchanged": len(ids) - len(outcome.changed) - len(outcome.refused),
    }
    job.save(update_fields=["counts"])
    return job, outcome
