"""Tables as text: any of the encodings and separators that spreadsheets write."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from commerce.backoffice.sheets.reading.broken import Broken

Lines = Iterator[tuple[int, list[str], dict[int, str]]]
DELIMITERS = ",;\t|"
STEP = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LONGEST_HEADER = 64 * 1024


def read_text(file: IO[bytes], known: set[str]) -> tuple[str, Lines]:
    """How the file was understood, and its lines: number, cells, errors by cell. Raises Broken."""
    encoding = encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    head = text.readline(LONGEST_HEADER)
    skipped = 0
    if head.lower().startswith("sep="):
        head, skipped = text.readline(LONGEST_HEADER), 1
    delimiter = delimiter_of(head, known)
    text.seek(0)
    for _line in range(skipped):
        text.readline()
    name = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
    shown = {"\t": _("tab")}.get(delimiter, delimiter)
    return f"CSV, {name[encoding]}, {shown}", lines_of(text, delimiter, skipped)


def encoding_of(file: IO[bytes]) -> str:
    """By its mark where there is one; else UTF-8 where all of it is that; else what Windows writes in western Europe."""
    file.seek(0)
    start = file.read(4)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    file.seek(0)
    possible = {"utf-8": codecs.getincrementaldecoder("utf-8")(), "cp1252": codecs.getincrementaldecoder("cp1252")()}
    while step := file.read(STEP):
        if b"\x00" in step:
            raise Broken(_("This is neither a CSV nor an XLSX file."))
        for encoding, decoder in list(possible.items()):
            try:
                decoder.decode(step)
            except UnicodeDecodeError:
                del possible[encoding]
    if "utf-8" in possible:
        try:
            possible["utf-8"].decode(b"", final=True)
        except UnicodeDecodeError:
            del possible["utf-8"]
    return next(iter(possible), "latin-1")


def delimiter_of(head: str, known: set[str]) -> str:
    """What separates the columns: that which finds most of the known headers, then that which finds most columns."""

    def found(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([head], delimiter=delimiter), [])
        return len({cell.strip().lower() for cell in cells} & known), len(cells)

    return max(DELIMITERS, key=found)


def lines_of(text: IO[str], delimiter: str, skipped: int) -> Lines:
    """Number of the first line, cells. Raises Broken for what is no CSV."""
    reader = csv.reader(text, delimiter=delimiter)
    line = skipped + 1
    try:
        for cells in reader:
            yield line, cells, {}
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise Broken(
            _("Line %(line)d cannot be read: a quotation mark is missing, or it is too long.") % {"line": line}
        ) from error
    except UnicodeError as error:
        raise Broken(_("Line %(line)d cannot be read: its letters are in no encoding we know.") % {"line": line}) from error
