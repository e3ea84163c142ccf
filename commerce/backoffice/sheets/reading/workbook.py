"""Tables as Excel workbooks, read as a stream. What could run, or would fill the memory, is refused before it is read."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from commerce.backoffice.sheets.limits import MOST_COLUMNS, MOST_PARTS, MOST_ROWS, MOST_SHARED_TEXTS, MOST_UNPACKED
from commerce.backoffice.sheets.reading.broken import Broken

Lines = Iterator[tuple[int, list[str], dict[int, str]]]
BOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
TEXTS = "xl/sharedStrings.xml"
PROLOGUE = 4096
# Fifteen digits are what a spreadsheet knows of a number.
DIGITS = ".15g"
EXPONENT = re.compile(r"e", re.IGNORECASE)


def read_workbook(file: IO[bytes]) -> tuple[str, Lines]:
    """How the file was understood, and the lines of its first visible sheet. Raises Broken."""
    refuse_dangers(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError) as error:
        raise Broken(_("This Excel file is damaged. Open it, save it again, and send that.")) from error
    if not sheets:
        raise Broken(_("There is no sheet in this workbook."))
    sheet = sheets[0]
    # The size that a file states may be a lie or the whole grid.
    sheet.reset_dimensions()
    return f"XLSX, {sheet.title}", lines_of(sheet)


def refuse_dangers(file: IO[bytes]) -> None:
    """Raise Broken for macros, for bombs, and for XML that defines things of its own."""
    try:
        archive = zipfile.ZipFile(file)
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Broken(_("This Excel file is damaged. Open it, save it again, and send that.")) from error
    names = {part.filename for part in parts}
    if BOOK not in names or TYPES not in names:
        raise Broken(_("This is neither a CSV nor an XLSX file."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Broken(_("This workbook becomes too large when it is unpacked. Save it as CSV, or split it."))
    if any(part.filename == TEXTS and part.file_size > MOST_SHARED_TEXTS for part in parts):
        raise Broken(_("There is too much text in this workbook. Save it as CSV, or split it."))
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in start_of(archive, TYPES, 1 << 20):
        raise Broken(_("This workbook has macros. Save it as .xlsx without them."))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in start_of(archive, part.filename, PROLOGUE):
            raise Broken(_("This Excel file is damaged. Open it, save it again, and send that."))


def start_of(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of a part. Raises Broken where it cannot be unpacked."""
    try:
        with archive.open(name) as part:
            return part.read(size)
    except (zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError) as error:
        raise Broken(_("This Excel file is damaged. Open it, save it again, and send that.")) from error


def lines_of(sheet: Any) -> Lines:
    """Number, cells, errors by cell. Raises Broken for a sheet that does not end."""
    try:
        for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
            if line > 2 * MOST_ROWS:
                raise Broken(_("More than %(most)s rows. Split the file into several.") % {"most": f"{MOST_ROWS:,}"})
            texts, errors = [], {}
            for at, cell in enumerate(cells):
                if cell.data_type == "f":
                    errors[at] = _("A formula. Paste its value instead.")
                elif cell.data_type == "e":
                    errors[at] = _("An error of the spreadsheet: %(error)s") % {"error": cell.value}
                texts.append("" if at in errors else as_text(cell.value))
            yield line, texts, errors
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile, OSError) as error:
        raise Broken(_("This Excel file is damaged. Open it, save it again, and send that.")) from error


def as_text(value: Any) -> str:
    """A cell as somebody would have written it: 39.5, 4006381333931, 2026-11-21, yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        short = format(value, DIGITS)
        return format(value, ".0f") if EXPONENT.search(short) and value.is_integer() else short
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
