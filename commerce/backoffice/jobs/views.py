"""A job on its way: progress, differences, report, and what can be done about it."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commerce.backoffice.bulk.kinds import CHANGES
from commerce.backoffice.bulk.undo import may_be_undone, undone
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.report import report_of
from commerce.backoffice.jobs.running import ask_to_stop, forget, mark_lost, move, seen_position
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.export import TYPES
from commerce.backoffice.sheets.forms import ApplyForm
from commerce.backoffice.sheets.kinds import KINDS
from commerce.backoffice.sheets.preview import errors_of, preview_of
from commerce.backoffice.sheets.reading.rows import guarded
from commerce.backoffice.sheets.views import BASE, file_name
from commerce.backoffice.tasks import apply_sheet, change_many, export_sheet, undo_many
from commerce.kernel.lifecycle import NotAllowed

TASKS = {
    Job.What.IMPORT: apply_sheet,
    Job.What.EXPORT: export_sheet,
    Job.What.BULK: change_many,
    Job.What.UNDO: undo_many,
}


class Echo:
    """A file that gives back what is written, for csv.writer."""

    def write(self, text: str) -> str:
        """The text."""
        return text


def job_for(request: HttpRequest, pk: int) -> Job:
    """The job, where this person may do what it does. A job whose worker was killed is known as failed from here on."""
    job = get_object_or_404(Job.objects.select_related("by"), pk=pk)
    made_by: Any = CHANGES if job.what in (Job.What.BULK, Job.What.UNDO) else KINDS
    if not request.user.has_perms((BASE, *made_by[job.kind].permissions)):
        raise PermissionDenied
    mark_lost(job)
    return job


@require_safe
def job_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress while it is under way, the differences when it is ready, then the report."""
    job = job_for(request, pk)
    context: dict[str, Any] = {"job": job, "position": seen_position(job), "percent": percent(job)}
    if job.status == JobStatus.READY:
        context["preview"] = preview_of(job, request.GET.get("show", ""), request.GET.get("p", ""))
    elif not job.is_under_way:
        context |= {"report": report_of(job), "may_be_undone": may_be_undone(job), "undone": undone(job)}
    return render(request, "backoffice/sheets/job.html", context)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone; when it is over, the browser fetches the screen anew."""
    job = job_for(request, pk)
    if not job.is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": job, "position": seen_position(job), "percent": percent(job)}
    return render(request, "backoffice/sheets/progress.html", context)


def percent(job: Job) -> int:
    """How far it is, 0 to 100."""
    return min(100, seen_position(job) * 100 // job.total) if job.total else 0


@require_POST
def apply_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply what is ready, or go on with what failed."""
    job = job_for(request, pk)
    form = ApplyForm(request.POST)
    choice = form.cleaned_data["choice"] if form.is_valid() else job.choice
    try:
        if job.status == JobStatus.READY and choice == Job.Choice.ALL and job.counts.get("errors"):
            raise NotAllowed(_("There are rows with errors, and you asked for all or nothing. Correct them and send it again."))
        if job.status == JobStatus.FAILED and not job.total:
            raise NotAllowed(_("This file could not be read. Correct it and send it again."))
        if undone(job):
            raise NotAllowed(_("This change has been undone."))
        with transaction.atomic():
            forget(job)
            move(job, JobStatus.APPLYING, choice=choice, failure="", finished_at=None)
            transaction.on_commit(lambda: TASKS[Job.What(job.what)].delay(job.pk))
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
    return redirect("job", job.pk)


@require_POST
def cancel_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it; what was applied stays."""
    job = job_for(request, pk)
    try:
        ask_to_stop(job)
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
    return redirect("job", job.pk)


@require_safe
def job_result(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The exported file."""
    job = job_for(request, pk)
    if not job.result:
        raise Http404
    form = job.options["form"]
    return FileResponse(job.result.open("rb"), as_attachment=True, filename=file_name(job.kind, form), content_type=TYPES[form])


@require_safe
def job_errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The errors as CSV: line, column, what was written, what is wrong."""
    job = job_for(request, pk)
    if not job.differences:
        raise Http404
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow(["line", "row", "column", "cell", "error"])
        for row in rows:
            yield writer.writerow([guarded(str(cell)) for cell in row])

    # Read before the answer begins: by the time it is sent, the store may have been left.
    rows = list(errors_of(job))
    answer = StreamingHttpResponse(lines(), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="errors-{job.pk}.csv"'
    return answer
