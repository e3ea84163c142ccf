"""What a cell may say: everything that is clear, nothing that could be two things."""

from decimal import Decimal

import pytest

from commerce.backoffice.sheets.cells import MomentCell, NumberCell, OneOfCell, SeveralOfCell, TextCell, WholeCell, YesNoCell

AMOUNT = NumberCell(places=6, least=Decimal(0), shown_places=2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("39.5", "39.5"), ("39,5", "39.5"), ("1.234,50", "1234.5"), ("1,234.50", "1234.5"), ("1 234,5", "1234.5"),
        ("0.018519", "0.018519"), ("0,125", "0.125"), ("12", "12"), ("1'234.5", "1234.5"), ("1.234.567,8", "1234567.8"),
    ],
)  # fmt: skip
def test_numbers_are_read_with_a_point_or_a_comma(text: str, number: str) -> None:
    assert AMOUNT.clean(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,234", "abc", "NaN", "Infinity", "-1", "1.1234567", "12345678901", "1e400", "1,2,3", "£5"])
def test_numbers_that_are_none_or_could_be_two_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        AMOUNT.clean(text)


def test_numbers_are_written_one_way() -> None:
    assert [AMOUNT.render(Decimal(n)) for n in ("45.000000", "0.018519", "1E+2", "0")] == [
        "45.00",
        "0.018519",
        "100.00",
        "0.00",
    ]


@pytest.mark.parametrize("text", ["", "1.5", "many", "99999999999"])
def test_whole_numbers_are_whole(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        WholeCell().clean(text)


def test_yes_and_no_are_not_guessed() -> None:
    assert YesNoCell().clean("Ja") is True
    assert YesNoCell().clean("0") is False
    for text in ("", "maybe", "2"):
        with pytest.raises(ValueError, match="yes or no"):
            YesNoCell().clean(text)


def test_one_and_several_of_what_there_is() -> None:
    cell = OneOfCell({"ip67": 1, "ip20": 2}, also={"Splash": 1}, empty=True)
    assert (cell.clean("IP67"), cell.clean("splash"), cell.clean(""), cell.render(2)) == (1, 1, None, "ip20")
    with pytest.raises(ValueError, match="ip20, ip67"):
        cell.clean("ip99")
    several = SeveralOfCell({"a": 1, "b": 2}, empty=True)
    assert several.clean("b | a|b") == (2, 1)
    assert several.render((2, 1)) == "b | a"


def test_a_moment_is_written_as_it_is_read() -> None:
    cell = MomentCell()
    assert cell.render(cell.clean("2026-11-30 09:05")) == "2026-11-30 09:05"
    with pytest.raises(ValueError, match="2026-11-30"):
        cell.clean("30/11/2026")


def test_texts_have_one_kind_of_newline_and_nothing_that_no_sheet_can_hold() -> None:
    assert TextCell().clean(" a\r\nb\x00\x0b ") == "a\nb"
    with pytest.raises(ValueError, match="At most 3"):
        TextCell(most=3).clean("abcd")
