"""Sheets as people make them, and sending them in."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from commerce.backoffice.jobs.models import Job
from sites.tenants.context import in_store
from sites.tenants.models import Store

Table = list[list[Any]]


def as_csv(rows: Table, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows as text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Table) -> bytes:
    """The rows as a workbook."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def table_of(answer: Any) -> Table:
    """The rows of an exported file."""
    content = b"".join(answer.streaming_content)
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content)).active
        return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def send(client: Client, kind: str, content: bytes | Table, name: str = "prices.csv") -> Any:
    """Upload a sheet; the answer."""
    data = content if isinstance(content, bytes) else as_csv(content)
    return client.post("/admin/sheets/upload/", {"kind": kind, "file": SimpleUploadedFile(name, data)})


def job_of(store: Store) -> Job:
    """The latest job of a store."""
    with in_store(store):
        return Job.objects.first()


def bring_in(client: Client, store: Store, kind: str, content: bytes | Table, *, choice: str = "valid") -> Job:
    """Upload and apply; the job."""
    answer = send(client, kind, content)
    assert answer.status_code == 302, answer.context["upload_form"].errors
    job = job_of(store)
    assert job.status == "ready", job.failure
    client.post(f"/admin/jobs/{job.pk}/apply/", {"choice": choice})
    return job_of(store)


def export(client: Client, kind: str, form: str = "csv", **filters: Any) -> Table:
    """The exported rows."""
    return table_of(client.post("/admin/sheets/export/", {"kind": kind, "form": form, **filters}))
