"""Whatever people send in is understood by what is in it, or refused with a sentence."""

import io
import zipfile

import pytest

from commerce.backoffice.sheets.reading import Broken, open_source, unguarded
from commerce.backoffice.sheets.reading import rows as reading
from commerce.backoffice.sheets.reading.rows import guarded
from tests.backoffice.sheets.sending import as_csv, as_xlsx

KNOWN = ["sku", "price", "name"]
ROWS = [["sku", "price", "name"], ["LDS02", "39,50", "Türsensor"]]


def read(content: bytes) -> list[dict[str, str]]:
    return [row.cells for row in open_source(io.BytesIO(content), KNOWN).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_every_encoding_and_separator_of_spreadsheets_is_understood(delimiter: str, encoding: str) -> None:
    assert read(as_csv(ROWS, delimiter=delimiter, encoding=encoding)) == [
        {"sku": "LDS02", "price": "39,50", "name": "Türsensor"}
    ]


def test_the_first_line_of_excel_that_names_the_separator_is_no_header() -> None:
    source = open_source(io.BytesIO(b"sep=;\r\nsku;price\r\nLDS02;1\r\n"), KNOWN)
    assert source.headers == ("sku", "price")
    assert [(row.line, row.cells["sku"]) for row in source.rows] == [(3, "LDS02")]


def test_lines_are_counted_as_the_spreadsheet_counts_them() -> None:
    content = b'sku,name\r\nA,"two\nlines"\r\n,\r\nB,x\r\n'
    assert [(row.line, row.cells["sku"]) for row in open_source(io.BytesIO(content), KNOWN).rows] == [(2, "A"), (5, "B")]


def test_a_workbook_is_known_by_its_content_and_numbers_are_as_they_were_written() -> None:
    content = as_xlsx([["sku", "price", "name"], ["A", 39.5, 4006381333931], ["B", 0.1 + 0.2, True]])
    assert read(content) == [
        {"sku": "A", "price": "39.5", "name": "4006381333931"},
        {"sku": "B", "price": "0.3", "name": "yes"},
    ]


def test_a_formula_and_an_error_are_refused_by_cell_and_the_row_stays_readable() -> None:
    content = as_xlsx([["sku", "price", "name"], ["A", "=1+1", "#REF!"]])
    (row,) = open_source(io.BytesIO(content), KNOWN).rows
    assert set(row.errors) == {"price"} or set(row.errors) == {"price", "name"}
    assert "formula" in row.errors["price"].lower()
    assert row.cells["sku"] == "A"


def rewritten(content: bytes, **parts: bytes) -> bytes:
    """The workbook with some of its parts replaced, or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item, old.read(item.filename))
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Broken) as caught:
        read(content)
    return caught.value.message


def test_macros_are_refused_whatever_the_file_is_called() -> None:
    assert "macros" in refused(rewritten(as_xlsx(ROWS), **{"xl/vbaProject.bin": b"x"}))
    types = zipfile.ZipFile(io.BytesIO(as_xlsx(ROWS))).read("[Content_Types].xml")
    hidden = types.replace(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
    assert "macros" in refused(rewritten(as_xlsx(ROWS), **{"[Content_Types].xml": hidden}))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    from commerce.backoffice.sheets.reading import workbook

    monkeypatch.setattr(workbook, "MOST_UNPACKED", 200_000)
    assert "too large" in refused(rewritten(as_xlsx(ROWS), **{"xl/media/a.bin": b"\0" * 300_000}))


def test_xml_that_defines_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><sst>&a;</sst>'
    assert "damaged" in refused(rewritten(as_xlsx(ROWS), **{"xl/sharedStrings.xml": bomb}))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old or a protected"),
        (b"%PDF-1.4\x00\x01", "neither"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"sku,sku\r\n1,2\r\n", "comes twice"),
        (b'sku,name\r\nA,"never ends', ""),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, word: str) -> None:
    if word:
        assert word in refused(content)
    else:
        read(content)


def test_more_rows_than_we_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    content = as_csv([["sku", "price"], *[[f"A{n}", "1"] for n in range(4)]])
    assert "More than 3 rows" in refused(content)


@pytest.mark.parametrize("text", ["=1+1", "+27 11", "-X", "@home", "'tis", "''", "plain", "", "=cmd|' /C calc'!A0"])
def test_what_protects_from_formulas_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))
