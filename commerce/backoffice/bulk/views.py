"""Undoing in the admin: looked at first, then done in the background."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commerce.backoffice.bulk.undo import may_be_undone, plan_undo, start_undo
from commerce.backoffice.jobs.views import job_for
from commerce.backoffice.sheets.views import person
from commerce.backoffice.tasks import undo_many
from commerce.kernel.lifecycle import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
def undo_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the change shall be undone; undo it where it was asked. Raises PermissionDenied for those who could not have
    made the change.
    """
    job = job_for(request, pk)
    if request.method != "POST":
        if not may_be_undone(job):
            return redirect("job", job.pk)
        return render(request, "backoffice/bulk/undo.html", {"job": job, "plan": plan_undo(job)})
    try:
        with transaction.atomic():
            undoing = start_undo(job=job, by=person(request))
            transaction.on_commit(lambda: undo_many.delay(undoing.pk))
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
        return redirect("job", job.pk)
    return redirect("job", undoing.pk)
