"""From lines to the sum: the tables of docs/pricing.md, and the invariant for whatever else there is."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from pricing.arithmetic.money import minor_unit, total
from pricing.arithmetic.totals import Basis, DoesNotAddUp, PricedLine, Rounding, Totals, checked, tax_of, totals


def priced(currency: str, *lines: tuple[str, str, int, int]) -> list[PricedLine]:
    return [PricedLine(key, Money(unit, currency), quantity, Decimal(rate)) for key, unit, quantity, rate in lines]


def table(sums: Totals) -> list[tuple[str, str, str, str]]:
    return [(line.key, *(str(part.amount) for part in (line.net, line.tax, line.gross))) for line in sums.lines]


def whole(sums: Totals) -> tuple[str, str, str]:
    return str(sums.net.amount), str(sums.tax.amount), str(sums.gross.amount)


def test_net_prices_in_pounds() -> None:
    lines = priced("GBP", ("LDS02", "45.00", 2, 20), ("CABLE", "0.018519", 100, 20), ("delivery", "4.95", 1, 20))
    sums = totals(lines, currency="GBP", basis="net")
    assert table(sums) == [
        ("LDS02", "90.00", "18.00", "108.00"),
        ("CABLE", "1.85", "0.37", "2.22"),
        ("delivery", "4.95", "0.99", "5.94"),
    ]
    assert whole(sums) == ("96.80", "19.36", "116.16")


def test_gross_prices_in_rand() -> None:
    lines = priced("ZAR", ("GUITAR", "2499.00", 1, 15), ("STRINGS", "189.90", 3, 15), ("delivery", "99.00", 1, 15))
    sums = totals(lines, currency="ZAR", basis="gross")
    assert table(sums) == [
        ("GUITAR", "2173.04", "325.96", "2499.00"),
        ("STRINGS", "495.39", "74.31", "569.70"),
        ("delivery", "86.09", "12.91", "99.00"),
    ]
    assert whole(sums) == ("2754.52", "413.18", "3167.70")


@pytest.mark.parametrize(
    ("rounding", "taxes", "tax"), [("line", ["0.20", "0.10", "0.26"], "0.56"), ("group", ["0.20", "0.10", "0.25"], "0.55")]
)
def test_rounding_by_line_and_by_group_can_differ_by_a_cent(rounding: Rounding, taxes: list[str], tax: str) -> None:
    lines = priced("GBP", ("A", "0.99", 1, 20), ("B", "0.49", 1, 20), ("C", "1.29", 1, 20))
    sums = totals(lines, currency="GBP", basis="net", rounding=rounding)
    assert [str(line.tax.amount) for line in sums.lines] == taxes
    assert str(sums.tax.amount) == tax


@pytest.mark.parametrize(
    ("currency", "unit", "rate", "basis", "sums"),
    [("JPY", "1234", 10, "gross", ("3365", "337", "3702")), ("KWD", "1.2345", 5, "net", ("3.704", "0.185", "3.889"))],
)
def test_other_minor_units(currency: str, unit: str, rate: int, basis: Basis, sums: tuple[str, str, str]) -> None:
    assert whole(totals(priced(currency, ("A", unit, 3, rate)), currency=currency, basis=basis)) == sums


def test_several_rates_and_free_delivery() -> None:
    lines = priced("GBP", ("A", "45.00", 2, 20), ("B", "12.50", 1, 5), ("C", "8.00", 1, 0), ("delivery", "0", 1, 25))
    sums = totals(lines, currency="GBP", basis="net")
    assert [(tax.rate, str(tax.net.amount), str(tax.tax.amount)) for tax in sums.taxes] == [
        (20, "90.00", "18.00"),
        (5, "12.50", "0.63"),
        (0, "8.00", "0.00"),
    ]
    assert whole(sums) == ("110.50", "18.63", "129.13")


def test_no_lines_are_nothing() -> None:
    assert whole(totals([], currency="GBP", basis="net")) == ("0", "0", "0")


def test_sums_that_do_not_add_up_are_never_shown() -> None:
    right = totals(priced("GBP", ("A", "1.00", 1, 20)), currency="GBP", basis="net")
    with pytest.raises(DoesNotAddUp):
        checked(replace(right, tax=Money("0.21", "GBP")))


@pytest.mark.parametrize(("amount", "basis"), [("45.00", "net"), ("54.00", "gross")])
def test_tax_of_45_net_is_tax_in_54_gross(amount: str, basis: Basis) -> None:
    assert tax_of(Money(amount, "GBP"), rate=Decimal(20), basis=basis) == Money("9.00", "GBP")


RATES = st.sampled_from([Decimal(rate) for rate in ("0", "5", "8.1", "13.5", "15", "20", "25.5")])
LINES = st.lists(st.tuples(st.decimals(0, 99_999, places=6), st.integers(1, 9_999), RATES), max_size=25)


@given(
    lines=LINES,
    currency=st.sampled_from(["GBP", "ZAR", "JPY", "KWD"]),
    basis=st.sampled_from(get_args(Basis)),
    rounding=st.sampled_from(get_args(Rounding)),
)
def test_everything_adds_up(lines: list[tuple[Decimal, int, Decimal]], currency: str, basis: Basis, rounding: Rounding) -> None:
    given_lines = [PricedLine(str(at), Money(unit, currency), count, rate) for at, (unit, count, rate) in enumerate(lines)]
    sums = totals(given_lines, currency=currency, basis=basis, rounding=rounding)
    assert sums.net + sums.tax == sums.gross
    for part in ("net", "tax", "gross"):
        assert total((getattr(line, part) for line in sums.lines), currency) == getattr(sums, part)
    assert total((tax.tax for tax in sums.taxes), currency) == sums.tax
    assert total((tax.net for tax in sums.taxes), currency) == sums.net
    for line in sums.lines:
        assert line.net + line.tax == line.gross
        assert line.tax.amount >= 0
        assert line.net.amount >= 0
        assert line.net.amount % minor_unit(currency) == line.tax.amount % minor_unit(currency) == 0


@given(lines=LINES, basis=st.sampled_from(get_args(Basis)))
def test_by_group_the_tax_of_a_rate_is_that_of_its_sum(lines: list[tuple[Decimal, int, Decimal]], basis: Basis) -> None:
    given_lines = [PricedLine(str(at), Money(unit, "GBP"), count, rate) for at, (unit, count, rate) in enumerate(lines)]
    sums = totals(given_lines, currency="GBP", basis=basis)
    for tax in sums.taxes:
        amount = tax.net if basis == "net" else tax.net + tax.tax
        assert tax.tax == tax_of(amount, rate=tax.rate, basis=basis)
