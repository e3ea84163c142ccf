"""Reviews in a CSV file, row by row. Pure reading: nothing is saved here."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.dateparse import parse_date, parse_datetime

from commerce.reviews.models.moderated import NAME_LENGTH, TEXT_LENGTH
from commerce.reviews.services import ImportedReview

REQUIRED = ("sku", "stars", "date")
TRUE = frozenset({"1", "yes", "true", "y"})
KEY = "csv"


class Unreadable(ValueError):
    """The file as a whole cannot be read."""


class BadRow(ValueError):
    """One row cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, its SKU, and the record; or what is wrong with it."""

    number: int
    sku: str
    record: ImportedReview | None
    problem: str = ""


def read_rows(content: bytes, *, languages: list[str], zone: tzinfo) -> Iterator[Row]:
    """Every row of a file in UTF-8 or Latin-1, with commas, semicolons or tabs. `languages` are the store's, its own first;
    dates that name no zone are told by the clock of `zone`.

    Raises Unreadable without a heading that names SKU, stars and date.
    """
    text = decoded(content)
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=mark)
    names = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = names
    if missing := [name for name in REQUIRED if name not in names]:
        raise Unreadable(f"The first row names no column {', '.join(missing)}.")
    for number, cells in enumerate(reader, start=2):
        given = {name: (cells.get(name) or "").strip() for name in names if name}
        try:
            yield Row(number, given["sku"], record_of(given, languages, zone))
        except BadRow as error:
            yield Row(number, given["sku"], None, str(error))


def decoded(content: bytes) -> str:
    """The text; whatever is no UTF-8 is read as Latin-1."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def record_of(given: dict[str, str], languages: list[str], zone: tzinfo) -> ImportedReview:
    """The record of one row. Raises BadRow."""
    stars = given["stars"].partition(".")[0].partition(",")[0]
    if stars not in tuple("12345"):
        raise BadRow(f"stars are {given['stars']!r}, not 1 to 5")
    language = given.get("language", "").lower()[:2] or languages[0]
    if language not in languages:
        raise BadRow(f"the store does not speak {given['language']!r}")
    if len(given.get("text", "")) > TEXT_LENGTH:
        raise BadRow(f"the text is longer than {TEXT_LENGTH} characters")
    return ImportedReview(
        key=key_of(given),
        author_name=given.get("author", "")[:NAME_LENGTH],
        author_email=given.get("email", "")[:254],
        stars=int(stars),
        title=given.get("title", "")[:120],
        text=given.get("text", ""),
        written_at=moment(given["date"], zone),
        language=language,
        is_verified=given.get("verified", "").lower() in TRUE,
        reply=given.get("reply", "")[:2000],
    )


def moment(written: str, zone: tzinfo) -> datetime:
    """`2024-05-01` (at noon), `2024-05-01 12:30:00`, `2024-05-01T12:30:00+02:00`; without a zone of its own by the clock of
    `zone`. Raises BadRow.
    """
    try:
        day = parse_date(written) if len(written) == len("2024-05-31") else None
        at = None if day else parse_datetime(written)
    except ValueError:
        at = day = None
    if day:
        at = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - the zone follows
    if at is None:
        raise BadRow(f"the date {written!r} is not written as 2024-05-31")
    return at if at.tzinfo else at.replace(tzinfo=zone)


def key_of(given: dict[str, str]) -> str:
    """What tells one record from another: its id, else a digest of SKU, author, date and words."""
    if given.get("id"):
        return f"{KEY}:{given['id']}"[:80]
    words = "\x1f".join(given.get(name, "") for name in ("sku", "author", "date", "title", "text", "stars"))
    return f"{KEY}:{hashlib.sha1(words.encode(), usedforsecurity=False).hexdigest()}"
