"""Amounts and their smallest unit."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from moneyed import Currency, Money, get_currency


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum."""


def minor_unit(currency: str | Currency) -> Decimal:
    """The smallest amount of a currency: 0.01 for GBP and ZAR, 1 for JPY, 0.001 for KWD (ISO 4217)."""
    known = get_currency(currency) if isinstance(currency, str) else currency
    return Decimal(1) / Decimal(known.sub_unit)


def rounded(amount: Money) -> Money:
    """Half up to the currency's minor unit: 0.125 GBP -> 0.13 GBP, -0.125 -> -0.13."""
    unit = minor_unit(amount.currency)
    return Money((amount.amount / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit, amount.currency)


def rounded_like(amount: Money, pattern: Money) -> Money:
    """Half up to as many places as `pattern` has, at least to minor units: 0.0222228 like 0.018519 -> 0.022223."""
    unit = min(minor_unit(amount.currency), Decimal(1).scaleb(int(pattern.amount.normalize().as_tuple().exponent)))
    return Money((amount.amount / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit, amount.currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Their sum; zero for none. Raises CurrencyMismatch."""
    summed = Money(0, currency)
    for amount in amounts:
        if amount.currency != summed.currency:
            raise CurrencyMismatch(f"{amount.currency} does not add to {summed.currency}.")
        summed += amount
    return summed


def spread(amount: Money, weights: Sequence[Decimal]) -> tuple[Money, ...]:
    """`amount` (a whole number of minor units) divided in proportion to `weights`, every cent placed.

    Largest remainder: each share is cut to minor units, the cents left go to the largest remainders, the first of equals
    first. With all weights zero, the first share takes all. Raises ValueError without weights.
    """
    if not weights:
        raise ValueError("There is nothing to spread over.")
    unit = minor_unit(amount.currency)
    units = int((amount.amount / unit).to_integral_value())
    if units * unit != amount.amount:
        raise ValueError(f"{amount} is not a whole number of {unit}.")
    whole = sum(weights, Decimal(0))
    if not whole:
        return (amount, *(Money(0, amount.currency) for _ in weights[1:]))
    exact = [Decimal(units) * weight / whole for weight in weights]
    shares = [int(share.to_integral_value(rounding=ROUND_DOWN)) for share in exact]
    missing = units - sum(shares)
    step = 1 if missing >= 0 else -1
    order = sorted(range(len(weights)), key=lambda at: (-abs(exact[at] - shares[at]), at))
    for at in order[: abs(missing)]:
        shares[at] += step
    return tuple(Money(share * unit, amount.currency) for share in shares)
