"""Writing sheets: every row as it stands, chunk by chunk."""

import codecs
import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

from django.core.files import File
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import beat, end
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.cells import UNTOUCHED, NumberCell, OneOfCell, TextCell, WholeCell
from commerce.backoffice.sheets.kinds import KINDS
from commerce.backoffice.sheets.reading.rows import guarded
from commerce.backoffice.sheets.sheet import Sheet

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What one cell of a workbook can hold, and how many digits of a number.
LONGEST = 32_767
DIGITS = 15


def export(job: Job) -> None:
    """Write the file of an export and end the job. Raises Cancelled when somebody asked to stop."""
    sheet = KINDS[job.kind]()
    form, ids = job.options["form"], job.options.get("products")
    with tempfile.TemporaryFile() as file:
        position = 0

        def rows() -> Iterator[list[str]]:
            nonlocal position
            for part in written_rows(sheet, ids):
                yield from part
                position += len(part)
                beat(job, position)

        write(sheet, rows(), file, form)
        file.seek(0)
        job.result.save(f"{job.kind}.{form}", File(file), save=False)
    Job.objects.filter(pk=job.pk).update(result=job.result.name, counts={"exported": position})
    end(job, JobStatus.DONE)


def written_rows(sheet: Sheet, product_ids: Sequence[int] | None) -> Iterator[list[list[str]]]:
    """The rows in writing, chunk by chunk."""
    for keys in sheet.keys(product_ids):
        standing = sheet.standing(keys)
        yield [sheet.written(key, standing[key].values or {}) for key in keys if key in standing]


def write(sheet: Sheet, rows: Iterator[list[str]], file: IO[bytes], form: str) -> None:
    """Rows with their header into a file."""
    (write_workbook if form == XLSX else write_text)(sheet, rows, file)


def write_text(sheet: Sheet, rows: Iterator[list[str]], file: IO[bytes]) -> None:
    """CSV in UTF-8 with its mark, by which spreadsheets know it."""
    file.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(sheet.headers())
    protect = protected(sheet)
    for row in rows:
        writer.writerow([guarded(cell) if at in protect else cell for at, cell in enumerate(row)])
    text.flush()
    text.detach()


def write_workbook(sheet: Sheet, rows: Iterator[list[str]], file: IO[bytes]) -> None:
    """XLSX, row by row."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.code)
    page.freeze_panes = "B2"
    page.append([bold(page, header) for header in sheet.headers()])
    protect, numeric = protected(sheet), numbers(sheet)
    for row in rows:
        page.append([cell_of(cell, at in protect, at in numeric) for at, cell in enumerate(row)])
    book.save(file)


def cell_of(text: str, protect: bool, numeric: bool) -> Any:  # noqa: FBT001 - two sets, one cell
    """What the workbook holds: a number where nothing of it is lost, else text."""
    if numeric and text and len(Decimal(text).as_tuple().digits) <= DIGITS:
        return float(text) if "." in text else int(text)
    if len(text) >= LONGEST:
        return UNTOUCHED
    return guarded(text) if protect else text


def bold(page: Any, header: str) -> WriteOnlyCell:
    """A header cell."""
    cell = WriteOnlyCell(page, header)
    cell.font = Font(bold=True)
    return cell


def protected(sheet: Sheet) -> set[int]:
    """Columns of words, in which a spreadsheet could see a formula."""
    return {at for at, column in enumerate(sheet.fields.values()) if isinstance(column.widget, (TextCell, OneOfCell))}


def numbers(sheet: Sheet) -> set[int]:
    """Columns of numbers."""
    return {at for at, column in enumerate(sheet.fields.values()) if isinstance(column.widget, (NumberCell, WholeCell))}
