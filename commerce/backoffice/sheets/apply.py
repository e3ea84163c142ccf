"""Carrying out what an upload would change."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from commerce.backoffice.jobs.carry import Refused
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import beat, end, hold
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.chunks import chunks
from commerce.backoffice.sheets.differences import CHANGED, NEW, differences
from commerce.backoffice.sheets.indexing import index_for_staff
from commerce.backoffice.sheets.kinds import KINDS
from commerce.backoffice.sheets.kinds.naming import products_named
from commerce.backoffice.sheets.limits import CHUNK
from commerce.backoffice.sheets.sheet import Applied, Change, Sheet
from commerce.kernel.lifecycle import NotAllowed
from commerce.storefront.quiet import quiet_shelf
from commerce.storefront.shelf.rebuild import BATCH, LARGE_BATCH, shelve
from commerce.storefront.tasks import reshelve
from sites.content.indexing import indexed_once
from sites.tenants.queues import SLOW

# What is the matter with a row, not with the server.
OF_A_ROW = (ValidationError, IntegrityError, DataError, NotAllowed)
# As many refusals are kept with their reasons; the rest is counted.
REASONS = 500


class NotAll(Refused):
    """One row could not be applied, and all or nothing was asked for."""


def apply(job: Job) -> None:
    """Apply from where the job stands to its end. Chunks that are committed stay so, whatever happens later; with "all or
    nothing" everything is one transaction. Raises Cancelled when somebody asked to stop, NotAll where that undid all.
    """
    sheet = KINDS[job.kind]()
    with LogContext(user=job.by), quiet_shelf(), indexed_once():
        if job.choice == Job.Choice.ALL:
            with transaction.atomic():
                touched = {pk for applied in steps(job, sheet) for pk in applied.products}
            show(touched)
        else:
            show(products_named({change.key[0] for change in last_chunk(job)}).values())
            for applied in steps(job, sheet):
                show(applied.products)
    end(job, JobStatus.DONE)


def steps(job: Job, sheet: Sheet) -> Iterator[Applied]:
    """Chunk by chunk, each with its position in one transaction: after a crash nothing is applied twice or left out."""
    with job.differences.open("rb") as file:
        wanted = (difference.as_change() for difference in differences(file, NEW + CHANGED))
        for part in chunks(islice(wanted, job.position, None), CHUNK):
            with transaction.atomic():
                held = hold(job)
                applied = apply_part(sheet, part)
                if applied.refused and job.choice == Job.Choice.ALL:
                    line, why = next(iter(applied.refused.items()))
                    raise NotAll(_("Line %(line)d: %(why)s Nothing was changed.") % {"line": line, "why": why})
                beat(job, held.position + len(part), **told(held, applied))
                follow(applied)
            yield applied


def follow(applied: Applied) -> None:
    """Have search for staff follow once this is committed."""
    products, copies = sorted(applied.renamed), sorted(applied.worded)
    if products or copies:
        transaction.on_commit(lambda: index_for_staff.delay(products, copies))


def apply_part(sheet: Sheet, part: Sequence[Change]) -> Applied:
    """Apply these; where one is refused by the database or a service, the others all the same."""
    try:
        with transaction.atomic():
            return sheet.apply(part)
    except OF_A_ROW as error:
        if len(part) == 1:
            return Applied(refused={part[0].line: sentence(error)})
    middle = len(part) // 2
    first, second = apply_part(sheet, part[:middle]), apply_part(sheet, part[middle:])
    return Applied(
        first.changed + second.changed,
        first.refused | second.refused,
        first.products | second.products,
        first.renamed | second.renamed,
        first.worded | second.worded,
    )


def sentence(error: Exception) -> str:
    """What is the matter, for the person."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, NotAllowed):
        return str(error.message)
    return _("This does not fit with what is there: something of it is taken, or has changed meanwhile.")


def told(job: Job, applied: Applied) -> dict[str, dict[str, object]]:
    """What the report says after this chunk."""
    counts = dict(job.counts)
    counts["applied"] = counts.get("applied", 0) + applied.changed
    counts["refused"] = counts.get("refused", 0) + len(applied.refused)
    kept = dict(job.options.get("refused", {}))
    kept |= dict(list(applied.refused.items())[: REASONS - len(kept)])
    return {"counts": counts, "options": {**job.options, "refused": kept}}


def show(product_ids: Iterable[int]) -> None:
    """Have listings show these products as they are now: a few at once; many in the background, a task for each part of them, so
    that the next rows need not wait.
    """
    ids = sorted(product_ids)
    if 0 < len(ids) <= BATCH:
        shelve(ids)
        return
    for part in chunks(ids, LARGE_BATCH):
        reshelve.apply_async((part,), queue=SLOW)


def last_chunk(job: Job) -> list[Change]:
    """What was committed just before a job was killed: its listing may not show it yet."""
    if not job.position:
        return []
    with job.differences.open("rb") as file:
        wanted = (difference.as_change() for difference in differences(file, NEW + CHANGED))
        return list(islice(wanted, max(0, job.position - CHUNK), job.position))
