"""A bulk change in the background, chunk by chunk."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from commerce.backoffice.bulk.change import BulkChange, refusals
from commerce.backoffice.bulk.kinds import CHANGES
from commerce.backoffice.bulk.recording import change_recorded
from commerce.backoffice.jobs.carry import Refused, carry_on
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import beat, end, hold
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.apply import show
from commerce.backoffice.sheets.limits import CHUNK
from commerce.storefront.quiet import quiet_shelf


def start_job(*, change: BulkChange, ids: Iterable[int], data: QueryDict, title: str, by: Any) -> Job:
    """A job for a change of so many products that nobody should wait for it. `data` is what the form was sent."""
    chosen = list(ids)
    kept = {name: data.get(name) for name in change.form_class().fields}
    job = Job(
        what=Job.What.BULK,
        kind=change.code,
        status=JobStatus.APPLYING,
        title=title[:255],
        by=by,
        total=len(chosen),
        options={"data": kept},
    )
    job.source.save("products.json", ContentFile(json.dumps(chosen).encode()), save=False)
    job.save()
    return job


def run_bulk(job_id: int) -> None:
    """Carry out a bulk change, from where it stands."""
    carry_on(job_id, JobStatus.APPLYING, change_all)


def change_all(job: Job) -> None:
    """Chunk by chunk; what is committed stays. Raises Refused where what was chosen is no more."""
    change = CHANGES[job.kind]()
    with job.source.open("rb") as file:
        ids = json.loads(file.read())
    with LogContext(user=job.by), quiet_shelf():
        show(ids[max(0, job.position - CHUNK) : job.position])
        while job.position < len(ids):
            show(change_part(job, change, ids[job.position : job.position + CHUNK]))
    end(job, JobStatus.DONE)


def change_part(job: Job, change: BulkChange, part: list[int]) -> frozenset[int]:
    """One chunk and its position, in one transaction; which products changed."""
    form = change.form_class(job.options["data"])
    if not form.is_valid():
        raise Refused(_("What was chosen is no more. Choose again."))
    with transaction.atomic():
        held = hold(job)
        outcome = change_recorded(job=job, change=change, ids=part, data=form.cleaned_data)
        counts = dict(held.counts)
        counts["applied"] = counts.get("applied", 0) + len(outcome.changed)
        counts["refused"] = counts.get("refused", 0) + len(outcome.refused)
        counts["unchanged"] = counts.get("unchanged", 0) + len(part) - len(outcome.changed) - len(outcome.refused)
        refused = {**held.options.get("refused", {}), **dict(refusals(outcome.refused))}
        beat(job, held.position + len(part), counts=counts, options={**held.options, "refused": refused})
    return outcome.changed
