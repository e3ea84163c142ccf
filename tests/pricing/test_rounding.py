"""Money and its smallest unit: half up, and every cent placed. The numbers are those of docs/pricing.md."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from pricing.arithmetic.money import CurrencyMismatch, minor_unit, rounded, rounded_like, spread, total
from pricing.arithmetic.totals import with_tax, without_tax

CURRENCIES = st.sampled_from(["GBP", "ZAR", "JPY", "KWD"])


@pytest.mark.parametrize(("code", "unit"), [("GBP", "0.01"), ("ZAR", "0.01"), ("JPY", "1"), ("KWD", "0.001")])
def test_the_minor_unit_comes_from_the_currency(code: str, unit: str) -> None:
    assert minor_unit(code) == Decimal(unit)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("0.125", "GBP", "0.13"),
        ("-0.125", "GBP", "-0.13"),
        ("0.124999", "GBP", "0.12"),
        ("100.5", "JPY", "101"),
        ("1.2345", "KWD", "1.235"),
        ("0", "ZAR", "0"),
    ],
)
def test_amounts_are_rounded_half_up(amount: str, currency: str, shown: str) -> None:
    assert rounded(Money(amount, currency)) == Money(shown, currency)


def test_currencies_do_not_mix() -> None:
    with pytest.raises(CurrencyMismatch):
        total([Money("1.00", "GBP"), Money("1.00", "ZAR")], "GBP")
    assert total([], "JPY") == Money(0, "JPY")


def test_the_cents_of_the_worked_example_go_to_the_largest_remainders() -> None:
    shares = spread(Money("0.55", "GBP"), [Decimal("0.99"), Decimal("0.49"), Decimal("1.29")])
    assert [share.amount for share in shares] == [Decimal("0.20"), Decimal("0.10"), Decimal("0.25")]


def test_of_equal_remainders_the_first_gets_the_cent() -> None:
    thirds = spread(Money("100.00", "GBP"), [Decimal(1)] * 3)
    assert [share.amount for share in thirds] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert [share.amount for share in spread(Money(100, "JPY"), [Decimal(1)] * 3)] == [34, 33, 33]


def test_without_weights_the_first_share_takes_all() -> None:
    assert spread(Money("0.05", "GBP"), [Decimal(0)] * 2) == (Money("0.05", "GBP"), Money(0, "GBP"))


def test_what_cannot_be_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to spread over"):
        spread(Money("1.00", "GBP"), [])
    with pytest.raises(ValueError, match="whole number"):
        spread(Money("0.001", "GBP"), [Decimal(1)])


@given(
    currency=CURRENCIES,
    units=st.integers(-(10**9), 10**9),
    weights=st.lists(st.decimals(0, 10**6, places=6), min_size=1, max_size=30),
)
def test_spreading_places_every_cent_and_none_far_off(currency: str, units: int, weights: list[Decimal]) -> None:
    unit = minor_unit(currency)
    shares = spread(Money(units * unit, currency), weights)
    assert total(shares, currency) == Money(units * unit, currency)
    whole = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        assert share.amount % unit == 0
        if whole:
            assert abs(share.amount - units * unit * weight / whole) < unit + Decimal("1e-9")


@given(currency=CURRENCIES, units=st.integers(0, 10**6), weights=st.lists(st.integers(0, 1000), min_size=2, max_size=12))
def test_nothing_falls_to_a_weight_of_zero(currency: str, units: int, weights: list[int]) -> None:
    shares = spread(Money(units * minor_unit(currency), currency), [Decimal(weight) for weight in weights])
    for share, weight in zip(shares, weights, strict=True):
        assert weight or not share or not any(weights)


@pytest.mark.parametrize(
    ("net", "rate", "gross"), [("45.00", 20, "54.00"), ("43.478260", 15, "50.00"), ("0.018519", 20, "0.022223"), ("0", 20, "0")]
)
def test_a_price_with_tax_is_shown_in_cents_unless_that_would_mislead(net: str, rate: int, gross: str) -> None:
    assert with_tax(Money(net, "GBP"), rate=Decimal(rate)) == Money(gross, "GBP")


def test_a_price_without_tax_is_shown_in_cents_unless_that_would_mislead() -> None:
    assert without_tax(Money("49.99", "ZAR"), rate=Decimal(15)) == Money("43.47", "ZAR")
    assert without_tax(Money("0.023", "ZAR"), rate=Decimal(15)) == Money("0.020", "ZAR")


def test_rounding_like_another_amount_never_drops_below_minor_units() -> None:
    assert rounded_like(Money("1.23456", "GBP"), Money(5, "GBP")) == Money("1.23", "GBP")
    assert rounded_like(Money("1.23456", "GBP"), Money("5.0001", "GBP")) == Money("1.2346", "GBP")
