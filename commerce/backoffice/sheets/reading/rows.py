"""What a file is, whatever its name says, and its rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _

from commerce.backoffice.sheets.limits import MOST_COLUMNS, MOST_ROWS
from commerce.backoffice.sheets.reading.broken import Broken
from commerce.backoffice.sheets.reading.text import read_text
from commerce.backoffice.sheets.reading.workbook import read_workbook

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# What a spreadsheet would take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number as the spreadsheet counts it, its cells by header, and cells that could not be read."""

    line: int
    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: how it was understood, its headers, and its rows, to be read once."""

    form: str
    headers: tuple[str, ...]
    rows: Iterator[Row]


def open_source(file: IO[bytes], known: Iterable[str]) -> Source:
    """Understand a file by what is in it. `known` headers help to tell what separates the columns.

    Raises Broken, with a sentence for the person who sent it, for anything that is not a table of ours.
    """
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if not start:
        raise Broken(_("The file is empty."))
    if start.startswith(OLD_OFFICE):
        raise Broken(_("This is an old or a protected Excel file. Save it as .xlsx without a password, or as CSV."))
    form, lines = read_workbook(file) if start.startswith(ZIP) else read_text(file, set(known))
    first = next(lines, None)
    if first is None:
        raise Broken(_("The file is empty."))
    headers = headers_of(first[1])
    return Source(form, headers, rows_of(lines, headers))


def headers_of(cells: list[str]) -> tuple[str, ...]:
    """The header row. Raises Broken where a header comes twice, or there are too many."""
    headers = [cell.strip().lower() for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise Broken(_("More than %(most)d columns. Is this the right file?") % {"most": MOST_COLUMNS})
    twice = next((header for header in headers if header and headers.count(header) > 1), None)
    if twice:
        raise Broken(_("The column “%(column)s” comes twice.") % {"column": twice})
    return tuple(headers)


def rows_of(lines: Iterator[tuple[int, list[str], dict[int, str]]], headers: tuple[str, ...]) -> Iterator[Row]:
    """The rows that have something in them. Raises Broken beyond `MOST_ROWS`."""
    count = 0
    for line, cells, errors in lines:
        if not errors and not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Broken(_("More than %(most)s rows. Split the file into several.") % {"most": f"{MOST_ROWS:,}"})
        yield Row(
            line=line,
            cells={header: cells[at].strip() if at < len(cells) else "" for at, header in enumerate(headers) if header},
            errors={headers[at]: why for at, why in errors.items() if at < len(headers) and headers[at]},
        )


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with an apostrophe before it where it would."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.startswith("'") else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA_STARTS, "'")) else text
