"""Undoing a bulk change: former values come back wherever the present ones are still those that it wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from commerce.backoffice.bulk.change import FIRST, BulkChange, Parts, Shown, names
from commerce.backoffice.bulk.kinds import CHANGES
from commerce.backoffice.bulk.models import Replaced
from commerce.backoffice.jobs.carry import carry_on
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import beat, end, hold
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.apply import REASONS, show
from commerce.backoffice.sheets.limits import CHUNK
from commerce.kernel.lifecycle import NotAllowed
from commerce.storefront.quiet import quiet_shelf


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """How many products the change wrote to, and of the first how they stand now and what comes back; an empty `after`:
    changed since, left alone.
    """

    total: int
    first: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of replaced values: parts to put back by product, products that are as before already, those that have
    changed since.
    """

    back: Mapping[int, Parts]
    same: frozenset[int]
    since: frozenset[int]


def undone(job: Job) -> Job | None:
    """The job that undoes this one, or has; one that was cancelled does not count."""
    return job.undone_by.exclude(status=JobStatus.CANCELLED).first()


def may_be_undone(job: Job) -> bool:
    """Whether there is something to put back, and nobody has yet."""
    return job.what == Job.What.BULK and not job.is_under_way and undone(job) is None and job.replaced.exists()


def plan_undo(job: Job) -> UndoPlan:
    """What undoing would do. Five queries."""
    change = CHANGES[job.kind]()
    rows = list(job.replaced.order_by("product_id", "pk")[:FIRST])
    now = change.standing([row.product_id for row in rows], parts_of(rows))
    sorted_out = sort_out(rows, now)
    known = names([row.product_id for row in rows])
    first = [
        Shown(
            known.get(row.product_id, ""),
            change.in_words({name: now.get(row.product_id, {}).get(name, value) for name, value in row.after.items()}),
            change.in_words(row.before) if row.product_id in sorted_out.back else "",
        )
        for row in rows
    ]
    return UndoPlan(job.replaced.count(), first)


@transaction.atomic
def start_undo(*, job: Job, by: Any) -> Job:
    """The job that undoes this one. Raises NotAllowed where it is under way, was undone, or changed nothing."""
    held = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if not may_be_undone(held):
        raise NotAllowed(_("This change is under way, has been undone already, or changed nothing."))
    return Job.objects.create(
        what=Job.What.UNDO,
        kind=held.kind,
        status=JobStatus.APPLYING,
        title=(_("Undone: %(title)s") % {"title": held.title})[:255],
        by=by,
        undoes=held,
        total=held.replaced.count(),
    )


def run_undo(job_id: int) -> None:
    """Undo a bulk change, from where it stands. May run twice: a part is put back once."""
    carry_on(job_id, JobStatus.APPLYING, undo_all)


def undo_all(job: Job) -> None:
    """Chunk by chunk; what is committed stays. Raises Cancelled when somebody asked to stop."""
    change = CHANGES[job.kind]()
    with LogContext(user=job.by), quiet_shelf():
        last = job.options.get("last", 0)
        before = Replaced.objects.filter(job=job.undoes_id, pk__lte=last).order_by("-pk")
        show(before.values_list("product_id", flat=True)[:CHUNK])
        # By the last one, not by how many: products may vanish meanwhile, and what was replaced in them.
        while rows := list(Replaced.objects.filter(job=job.undoes_id, pk__gt=last).order_by("pk")[:CHUNK]):
            last = rows[-1].pk
            show(undo_part(job, change, rows))
    end(job, JobStatus.DONE)


@transaction.atomic
def undo_part(job: Job, change: BulkChange, rows: Sequence[Replaced]) -> frozenset[int]:
    """One chunk and its position, in one transaction; which products changed."""
    held = hold(job)
    ids = sorted(row.product_id for row in rows)
    change.lock(ids)
    sorted_out = sort_out(rows, change.standing(ids, parts_of(rows)))
    outcome = change.put_back(sorted_out.back)
    since = _("Changed since, left alone.")
    refused = dict(outcome.refused) | dict.fromkeys(sorted(sorted_out.since - outcome.refused.keys()), since)
    counts = dict(held.counts)
    for name, number in (
        ("put_back", len(outcome.changed)),
        ("unchanged", len(sorted_out.same)),
        ("left", len(sorted_out.since)),
        ("refused", len(outcome.refused)),
    ):
        counts[name] = counts.get(name, 0) + number
    told = dict(held.options.get("refused", {}))
    known = names(sorted(refused)[: REASONS - len(told)])
    told |= {name: refused[pk] for pk, name in known.items()}
    options = {**held.options, "refused": told, "last": rows[-1].pk}
    beat(job, held.position + len(rows), counts=counts, options=options)
    return outcome.changed


def parts_of(rows: Sequence[Replaced]) -> set[str]:
    """The parts that were replaced in any of these."""
    return {name for row in rows for name in row.after}


def sort_out(rows: Sequence[Replaced], now: Mapping[int, Parts]) -> Sorted:
    """Compare what stands with what the change wrote, part by part. A product may be among `back` and `since`: of one whose
    second price somebody has changed, the first comes back.
    """
    back: dict[int, Parts] = {}
    same, since = set(), set()
    for row in rows:
        present = now.get(row.product_id, {})
        for name, former in row.before.items():
            if name in present and present[name] == former:
                same.add(row.product_id)
            elif name in present and present[name] == row.after.get(name):
                back.setdefault(row.product_id, {})[name] = former
            else:
                since.add(row.product_id)
    return Sorted(back, frozenset(same - back.keys() - since), frozenset(since))
