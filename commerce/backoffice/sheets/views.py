"""Import and export in the admin."""

import tempfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commerce.backoffice.jobs.models import KEPT, Job
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.check import understood
from commerce.backoffice.sheets.export import CSV, TYPES, write, written_rows
from commerce.backoffice.sheets.forms import ExportForm, UploadForm
from commerce.backoffice.sheets.kinds import KINDS
from commerce.backoffice.sheets.limits import AT_ONCE, MEGABYTE, MOST_BYTES, MOST_ROWS
from commerce.backoffice.sheets.reading import Broken
from commerce.backoffice.tasks import check_sheet, export_sheet
from commerce.catalogue.models import Product
from sites.tenants.context import current_store
from sites.users.models import User

BASE = "catalogue.change_product"
LATEST = 20


def need(request: HttpRequest, kind: str) -> None:
    """Raise PermissionDenied for those who may not change what is in such a sheet."""
    if not request.user.has_perms((BASE, *KINDS[kind].permissions)):
        raise PermissionDenied


@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """The forms, and what was done lately."""
    return show(request, UploadForm(), ExportForm())


def person(request: HttpRequest) -> User:
    """Who asks; the admin lets nobody in who is not logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def show(request: HttpRequest, upload_form: UploadForm, export_form: ExportForm, *, status: int = 200) -> HttpResponse:
    """The screen. Raises PermissionDenied."""
    if not request.user.has_perm(BASE):
        raise PermissionDenied
    context = {
        "upload_form": upload_form,
        "export_form": export_form,
        "jobs": Job.objects.select_related("by").defer("options")[:LATEST],
        "kinds": [described(code) for code in KINDS],
        "most_rows": MOST_ROWS,
        "kept_days": KEPT.days,
        "most_megabytes": MOST_BYTES // MEGABYTE,
    }
    return render(request, "backoffice/sheets/index.html", context, status=status)


def described(code: str) -> dict[str, Any]:
    """A kind with its columns, for the help on the screen."""
    sheet = KINDS[code]()
    columns = [(name, column.hint, column.key, column.needed) for name, column in sheet.fields.items()]
    return {"code": code, "label": sheet.label, "hint": sheet.hint, "columns": columns}


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file and compare it in the background; a file that is no sheet of ours is refused at once."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, form, ExportForm(), status=422)
    kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
    need(request, kind)
    job = Job(what=Job.What.IMPORT, kind=kind, title=file.name[:200], by=person(request), status=JobStatus.CHECKING)
    # The name that came along is only shown; it names no file of ours.
    job.source.save("upload", file, save=False)
    try:
        with job.source.open("rb") as kept:
            understood(kept, KINDS[kind]())
    except Broken as broken:
        job.source.delete(save=False)
        form.add_error("file", broken.message)
        return show(request, form, ExportForm(), status=422)
    job.save()
    transaction.on_commit(lambda: check_sheet.delay(job.pk))
    return redirect("job", job.pk)


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """The file at once, or a job that writes it where it is long."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return show(request, UploadForm(), form, status=422)
    need(request, form.cleaned_data["kind"])
    return exported(request, kind=form.cleaned_data["kind"], form=form.cleaned_data["form"], products=form.products())


def exported(request: HttpRequest, *, kind: str, form: str, products: list[int] | None) -> HttpResponseBase:
    """The rows of these products (None: of all) as a file, or the job that writes it."""
    count = Product.objects.count() if products is None else len(products)
    if not count:
        messages.warning(request, _("There is nothing to export."))
        return redirect("sheets")
    if count > AT_ONCE:
        label = KINDS[kind].label
        job = Job.objects.create(
            what=Job.What.EXPORT,
            kind=kind,
            title=f"{label}.{form}",
            by=person(request),
            status=JobStatus.APPLYING,
            total=count,
            options={"form": form, "products": products},
        )
        transaction.on_commit(lambda: export_sheet.delay(job.pk))
        return redirect("job", job.pk)
    sheet = KINDS[kind]()
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write(sheet, (row for part in written_rows(sheet, products) for row in part), file, form)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_name(kind, form), content_type=TYPES[form])


@require_safe
def empty_sheet(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The headers alone, to begin with."""
    if kind not in KINDS:
        raise Http404
    need(request, kind)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write(KINDS[kind](), iter(()), file, CSV)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_name(kind, CSV), content_type=TYPES[CSV])


def file_name(kind: str, form: str) -> str:
    """acme-prices.csv."""
    return f"{current_store().schema_name.replace('_', '-')}-{kind}.{form}"
