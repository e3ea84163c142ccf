"""The differences of an upload as a person reads them, a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.sheets.differences import CHANGED, NEW, UNCHANGED, WRONG, Difference, differences, page_of
from commerce.backoffice.sheets.limits import PAGE

# Address -> kinds of rows. What would change and what is wrong comes first; the rest is asked for.
FILTERS = {
    "": NEW + CHANGED + WRONG,
    "errors": WRONG,
    "new": NEW,
    "changed": CHANGED,
    "all": NEW + CHANGED + UNCHANGED + WRONG,
}
LABELS = {
    "": _("What is different"),
    "errors": _("Errors only"),
    "new": _("New"),
    "changed": _("Changed"),
    "all": _("All rows"),
}
WORDS = {NEW: _("new"), CHANGED: _("changed"), UNCHANGED: _("unchanged"), WRONG: _("error")}
COUNTED = {NEW: "new", CHANGED: "changed", UNCHANGED: "unchanged", WRONG: "errors"}
# As much of a long text as a table can show.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its column, what stands, what would stand, what is wrong, what to know."""

    column: str
    before: str
    after: str
    error: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: its line in the file, what it is about, what it is, and its cells."""

    line: int
    key: str
    kind: str
    word: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class FilterView:
    """A filter with how many rows it has."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PreviewView:
    """A page of the differences."""

    rows: tuple[RowView, ...]
    filters: tuple[FilterView, ...]
    chosen: str
    page: int
    pages: int
    total: int
    new: int
    changed: int
    unchanged: int
    errors: int


def preview_of(job: Job, chosen: str, page: str) -> PreviewView:
    """The page that was asked for; the first where it is none."""
    code = chosen if chosen in FILTERS else ""
    counts = {name: int(job.counts.get(name, 0)) for name in COUNTED.values()}
    sizes = {name: sum(counts[COUNTED[kind]] for kind in kinds) for name, kinds in FILTERS.items()}
    pages = max(1, -(-sizes[code] // PAGE))
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 and 1 <= int(page) <= pages else 1
    with job.differences.open("rb") as file:
        rows = tuple(row_view(difference) for difference in page_of(file, FILTERS[code], number))
    return PreviewView(
        rows=rows,
        filters=tuple(FilterView(name, str(LABELS[name]), sizes[name], name == code) for name in FILTERS),
        chosen=code,
        page=number,
        pages=pages,
        total=counts["new"] + counts["changed"],
        **counts,
    )


def row_view(difference: Difference) -> RowView:
    """A row in words."""
    columns = dict.fromkeys((*difference.cells, *difference.errors))
    cells = [
        CellView(
            column,
            short(difference.cells.get(column, ("", ""))[0]),
            short(difference.cells.get(column, ("", ""))[1]),
            difference.errors.get(column, ""),
            difference.notes.get(column, ""),
        )
        for column in columns
    ]
    return RowView(difference.line, " · ".join(difference.key), difference.kind, str(WORDS[difference.kind]), tuple(cells))


def short(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def errors_of(job: Job) -> Iterator[tuple[int, str, str, str, str]]:
    """(line, row, column, what was written, what is wrong) of every error."""
    with job.differences.open("rb") as file:
        for difference in differences(file, WRONG):
            for column, why in difference.errors.items():
                written = difference.cells.get(column, ("", ""))[1]
                yield difference.line, " · ".join(difference.key), column, written, why
