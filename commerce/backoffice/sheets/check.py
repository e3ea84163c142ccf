"""Comparing an upload with what stands. Nothing changes."""

import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import IO

from django.core.files import File
from django.utils.translation import gettext as _

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import beat, move
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.cells import UNTOUCHED, OneOfCell, TextCell, clean_text
from commerce.backoffice.sheets.chunks import chunks
from commerce.backoffice.sheets.differences import CHANGED, COUNTS, NEW, UNCHANGED, WRONG, Difference
from commerce.backoffice.sheets.kinds import KINDS
from commerce.backoffice.sheets.limits import CHUNK
from commerce.backoffice.sheets.reading import Broken, Row, Source, open_source, unguarded
from commerce.backoffice.sheets.rich import RichCell
from commerce.backoffice.sheets.sheet import Column, Key, Sheet, Standing

Seen = dict[Hashable, int]


def check(job: Job) -> None:
    """Read the upload, write its differences, and make the job ready. Raises Broken for a file that is no sheet of ours,
    Cancelled when somebody asked to stop.
    """
    sheet = KINDS[job.kind]()
    with job.source.open("rb") as upload, tempfile.TemporaryFile() as file:
        source = understood(upload, sheet)
        counts: Counter[str] = Counter()
        for difference in compare_all(sheet, source, job):
            counts[COUNTS[difference.kind]] += 1
            file.write(difference.as_line())
        if not counts.total():
            raise Broken(_("There are headers and no rows."))
        file.seek(0)
        job.differences.save("differences.jsonl", File(file), save=True)
    options = job.options | {"form": source.form, "ignored": unknown_headers(sheet, source.headers)}
    total = counts["new"] + counts["changed"]
    move(job, JobStatus.READY, counts=dict(counts), options=options, total=total, position=0)


def understood(upload: IO[bytes], sheet: Sheet) -> Source:
    """The file as a table with the columns that the sheet needs. Raises Broken."""
    source = open_source(upload, sheet.headers())
    missing = [column.header for column in sheet.key_columns() if not column.missing and column.header not in source.headers]
    if missing:
        raise Broken(
            _("The column “%(column)s” is missing. The first row must name the columns: %(all)s.")
            % {"column": missing[0], "all": ", ".join(sheet.headers())}
        )
    if not any(name in sheet.fields and not sheet.fields[name].key for name in source.headers):
        raise Broken(_("There is no column that could change anything. Known: %(all)s.") % {"all": ", ".join(sheet.headers())})
    return source


def unknown_headers(sheet: Sheet, headers: Iterable[str]) -> list[str]:
    """Those that no column has: a typing error would else pass in silence."""
    return [header for header in headers if header and header not in sheet.fields]


def compare_all(sheet: Sheet, source: Source, job: Job) -> Iterator[Difference]:
    """Every row of the upload, chunk by chunk."""
    seen: Seen = {}
    for done, rows in enumerate(chunks(source.rows, CHUNK), 1):
        yield from compare(sheet, rows, seen)
        beat(job, done * CHUNK)


def compare(sheet: Sheet, rows: Sequence[Row], seen: Seen) -> Iterator[Difference]:
    """A chunk of rows beside what stands. `seen` is what came before: identity -> line."""
    keys = [key_of(sheet, row) for row in rows]
    sheet.look_up([row.cells for row in rows])
    standing = sheet.standing({key for key, errors in keys if not errors})
    first = sheet.key_columns()[0].header
    for row, (key, errors) in zip(rows, keys, strict=True):
        present = standing.get(key)
        if errors:
            yield Difference(row.line, key, WRONG, {}, row.errors | errors)
        elif present is None:
            yield Difference(row.line, key, WRONG, {}, row.errors | {first: sheet.unknown(key)})
        elif present.identity in seen:
            twice = _("Line %(line)d is about the same.") % {"line": seen[present.identity]}
            yield Difference(row.line, key, WRONG, {}, row.errors | {first: twice})
        else:
            seen[present.identity] = row.line
            yield compare_row(sheet, row, key, present)


def key_of(sheet: Sheet, row: Row) -> tuple[Key, dict[str, str]]:
    """Which row is meant, in its one way of writing; errors by header."""
    key, errors = [], {}
    for column in sheet.key_columns():
        text = raw(column, row.cells) or column.missing
        try:
            text = column.widget.render(column.widget.clean(text))
        except ValueError as error:
            errors[column.header] = str(error)
        key.append(text)
    return tuple(key), errors


def raw(column: Column, cells: Mapping[str, str]) -> str:
    """A cell without what protected it from spreadsheets."""
    text = clean_text(cells.get(column.header, ""))
    return unguarded(text) if isinstance(column.widget, (TextCell, OneOfCell)) else text


def compare_row(sheet: Sheet, row: Row, key: Key, standing: Standing) -> Difference:
    """One row beside what stands."""
    is_new = standing.values is None
    errors, cells, after, notes = dict(row.errors), {}, dict(standing.values or {}), {}
    for column in sheet.fields.values():
        if column.key or column.told or column.header in row.errors:
            continue
        text = raw(column, row.cells)
        before = "" if is_new else column.export(standing.values)
        if is_new and column.needed and not text:
            errors[column.header] = _("Write something here: the row is new.")
        if column.header not in row.cells or text in (UNTOUCHED, before):
            continue
        try:
            value = column.widget.clean(text)
        except ValueError as error:
            errors[column.header] = str(error)
            cells[column.header] = [before, text]
            continue
        after[column.header] = value
        written = column.widget.render(value)
        if written != before:
            cells[column.header] = [before, written]
            if isinstance(column.widget, RichCell) and (note := column.widget.note(text)):
                notes[column.header] = note
    if (cells or is_new) and not errors:
        errors = sheet.refuse(after, standing)
    kind = WRONG if errors else NEW if is_new else CHANGED if cells else UNCHANGED
    return Difference(row.line, key, kind, cells if kind != UNCHANGED else {}, errors, notes)
