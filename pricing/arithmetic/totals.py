"""From priced lines to the sum of an order. Prices are net or gross, tax is computed once per rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from moneyed import Money

from pricing.arithmetic.money import rounded, rounded_like, spread, total

Basis = Literal["net", "gross"]
Rounding = Literal["group", "line"]
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """Something to pay: `unit` is net or gross as the basis says, `rate` in percent. Shipping is a line like any other."""

    key: str
    unit: Money
    quantity: int
    rate: Decimal


@dataclass(frozen=True, slots=True)
class LineTotal:
    """A line's amounts, in whole minor units; net + tax = gross."""

    key: str
    net: Money
    tax: Money
    gross: Money
    rate: Decimal


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """The tax of one rate."""

    rate: Decimal
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all lines; `net` + `tax` = `gross`, and each is the sum of its lines. A rate at which nothing is paid (free
    delivery) is not in `taxes`.
    """

    lines: tuple[LineTotal, ...]
    taxes: tuple[TaxTotal, ...]
    net: Money
    tax: Money
    gross: Money


class DoesNotAddUp(ArithmeticError):
    """The invariant is broken: a programming error, never shown as a price."""


def totals(lines: Sequence[PricedLine], *, currency: str, basis: Basis, rounding: Rounding = "group") -> Totals:
    """The sums of `lines`.

    Line amounts are unit x quantity, rounded half up. With `group` rounding the tax of each rate is computed from the sum of
    its lines and the cents are spread back over them by largest remainder; with `line` rounding each line's tax is computed
    and rounded alone. For a gross basis the gross line amounts stand, for a net basis the net ones.
    """
    amounts = [rounded(line.unit * line.quantity) for line in lines]
    taxes_of_lines: list[Money] = [Money(0, currency)] * len(lines)
    for rate in sorted({line.rate for line in lines}, reverse=True):
        at = [index for index, line in enumerate(lines) if line.rate == rate]
        own = [amounts[index] for index in at]
        shares = _taxes(own, rate=rate, currency=currency, basis=basis, rounding=rounding)
        for index, share in zip(at, shares, strict=True):
            taxes_of_lines[index] = share
    made = tuple(
        _line_total(line, amount, tax, basis) for line, amount, tax in zip(lines, amounts, taxes_of_lines, strict=True)
    )
    return checked(_summed(made, currency))


def _taxes(amounts: Sequence[Money], *, rate: Decimal, currency: str, basis: Basis, rounding: Rounding) -> Sequence[Money]:
    if rounding == "line":
        return [tax_of(amount, rate=rate, basis=basis) for amount in amounts]
    whole = tax_of(total(amounts, currency), rate=rate, basis=basis)
    return spread(whole, [abs(amount.amount) for amount in amounts])


def tax_of(amount: Money, *, rate: Decimal, basis: Basis) -> Money:
    """The tax in (gross) or on (net) an amount, half up to minor units: 20 % of 45.00 net is 9.00, in 54.00 gross 9.00."""
    share = rate / HUNDRED if basis == "net" else rate / (HUNDRED + rate)
    return rounded(amount * share)


def with_tax(amount: Money, *, rate: Decimal) -> Money:
    """A net unit price with its tax, for display: in minor units, but finer where those are off by more than a hundredth."""
    return _fit_to_show(amount * (1 + rate / HUNDRED), amount)


def without_tax(amount: Money, *, rate: Decimal) -> Money:
    """A gross unit price without its tax, for display: as `with_tax`."""
    return _fit_to_show(Money(amount.amount / (1 + rate / HUNDRED), amount.currency), amount)


def _fit_to_show(exact: Money, unit: Money) -> Money:
    cents = rounded(exact)
    error = abs(cents.amount - exact.amount)
    return cents if error * 100 <= abs(exact.amount) else rounded_like(exact, unit)


def _line_total(line: PricedLine, amount: Money, tax: Money, basis: Basis) -> LineTotal:
    net, gross = (amount, amount + tax) if basis == "net" else (amount - tax, amount)
    return LineTotal(line.key, net, tax, gross, line.rate)


def _summed(lines: tuple[LineTotal, ...], currency: str) -> Totals:
    rates = sorted({line.rate for line in lines if line.gross}, reverse=True)
    return Totals(
        lines=lines,
        taxes=tuple(
            TaxTotal(
                rate,
                total((line.net for line in lines if line.rate == rate), currency),
                total((line.tax for line in lines if line.rate == rate), currency),
            )
            for rate in rates
        ),
        net=total((line.net for line in lines), currency),
        tax=total((line.tax for line in lines), currency),
        gross=total((line.gross for line in lines), currency),
    )


def checked(sums: Totals) -> Totals:
    """The same sums. Raises DoesNotAddUp where net + tax is not gross, in a line or in all."""
    parts: tuple[Totals | LineTotal, ...] = (sums, *sums.lines)
    for part in parts:
        if part.net + part.tax != part.gross:
            raise DoesNotAddUp(f"{part.net} + {part.tax} is not {part.gross}.")
    return sums
