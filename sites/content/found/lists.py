"""Reading the lists of redirects that people bring: two columns, in whatever a spreadsheet saved."""

import codecs
import csv
from io import StringIO

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 10_000
DELIMITERS = ",;\t|"


class UnreadableList(ValueError):
    """The file cannot be read as two columns; the message says why, in the editor's language."""


def text_of(body: bytes) -> str:
    """The text, from UTF-8, UTF-16 with its mark, or else what Windows writes in the west (a superset of Latin-1).

    Raises UnreadableList for what is no text.
    """
    if len(body) > MOST_BYTES:
        raise UnreadableList(_("This file is larger than 2 MB. Please divide it."))
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    if b"\0" in body:
        raise UnreadableList(_("This is not a text file. Save the sheet as CSV first."))
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def pairs_of(text: str) -> list[tuple[int, str, str]]:
    """(line, from, to) of each line that holds something; a first line with headings is left out.

    Raises UnreadableList for no lines, too many, or one column.
    """
    delimiter = delimiter_of(text)
    try:
        rows = [
            (number, [cell.strip() for cell in row])
            for number, row in enumerate(csv.reader(StringIO(text), delimiter=delimiter), 1)
        ]
    except csv.Error as broken:
        raise UnreadableList(_("This file cannot be read as CSV: %s") % broken) from broken
    filled = [(number, row) for number, row in rows if any(row)]
    if filled and not looks_like_address(filled[0][1][0]):
        filled = filled[1:]
    if not filled:
        raise UnreadableList(_("There are no addresses in this file."))
    if len(filled) > MOST_ROWS:
        raise UnreadableList(_("There are more than 10,000 lines in this file. Please divide it."))
    if all(len(row) < 2 for _number, row in filled):
        raise UnreadableList(_("Two columns are needed: the old address and the new one."))
    return [(number, row[0], row[1] if len(row) > 1 else "") for number, row in filled]


def looks_like_address(cell: str) -> bool:
    """Whether it is a path or a web address, not a heading."""
    return cell.startswith(("/", "http://", "https://"))


def delimiter_of(text: str) -> str:
    """What divides the columns: the sign that most of the first lines hold."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    return max(DELIMITERS, key=lambda sign: sum(sign in line for line in lines))
