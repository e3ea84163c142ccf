"""Which price one unit costs this buyer, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum

from moneyed import Money

OWN_AMOUNTS = ("base", "own")


class NoPrice(LookupError):
    """A variant without a base price, or none that applies: it cannot be sold, and must not look free."""

    def __init__(self, variant_id: int, currency: str) -> None:
        self.variant_id, self.currency = variant_id, currency
        super().__init__(f"Variant {variant_id} has no price in {currency}.")


class Rank(IntEnum):
    """How personal a list is; the lower wins."""

    CUSTOMER = 0
    COMPANY = 1
    GROUP = 2
    EVERYONE = 3
    BASE = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A price row that could apply: its list's facts and its own."""

    list_id: int
    list_code: str
    rank: Rank
    priority: int
    kind: str
    basis: str
    status: str
    valid_from: datetime | None
    valid_until: datetime | None
    price_id: int
    min_quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PriceContext:
    """What is asked: one variant, so many, in this currency, at this time."""

    variant_id: int
    quantity: int
    currency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """One candidate and why it won or lost."""

    candidate: Candidate
    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PriceQuote:
    """What one unit costs, net or gross as the store's base list is; `trace` holds every candidate considered.

    `rate` is the tax in percent where it will be taxed; `unit` is exact and on the basis of the base list; of net and gross
    that one is `unit`, the other is rounded for display.
    """

    variant_id: int
    unit: Money
    net: Money
    gross: Money
    rate: Decimal
    compare_at: Money | None
    list_id: int
    list_code: str
    price_id: int
    min_quantity: int
    trace: tuple[Verdict, ...]


def personal_first(candidate: Candidate) -> tuple[int, int, str, int, int]:
    """The total order: rank, priority (high first), code, then the largest quantity step; the row's id settles the rest."""
    return candidate.rank, -candidate.priority, candidate.list_code, -candidate.min_quantity, candidate.price_id


def judge(candidate: Candidate, context: PriceContext, *, basis: str) -> Verdict:
    """Whether this row could be the price where base prices are on that basis, without regard to the others."""
    begins, ends, currency = candidate.valid_from, candidate.valid_until, str(candidate.amount.currency)
    obstacles = (
        (candidate.status != "live", f"the list is {candidate.status}"),
        (begins is not None and context.at < begins, f"starts {_minute(begins)}"),
        (ends is not None and context.at >= ends, f"ended {_minute(ends)}"),
        (currency != context.currency, f"is in {currency}"),
        (candidate.kind not in OWN_AMOUNTS, "its amounts are reductions, not prices"),
        (candidate.basis != basis, f"is {candidate.basis}, base prices are {basis}"),
        (context.quantity < candidate.min_quantity, f"from {candidate.min_quantity} pieces"),
    )
    reason = next((reason for stands, reason in obstacles if stands), None)
    return Verdict(candidate, accepted=reason is None, reason=reason or "applies")


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def winning(candidates: Sequence[Candidate], context: PriceContext) -> tuple[Candidate, tuple[Verdict, ...]]:
    """The first candidate that applies, most personal first, and every verdict. Raises NoPrice, also where another list
    has a price and the base list none: the base list says whether amounts are net or gross.
    """
    base = next((candidate for candidate in candidates if candidate.rank is Rank.BASE), None)
    if base is None:
        raise NoPrice(context.variant_id, context.currency)
    verdicts = [judge(candidate, context, basis=base.basis) for candidate in sorted(candidates, key=personal_first)]
    winner = next((verdict.candidate for verdict in verdicts if verdict.accepted), None)
    if winner is None:
        raise NoPrice(context.variant_id, context.currency)
    trace = tuple(
        Verdict(v.candidate, accepted=False, reason=f"{winner.list_code} comes first")
        if v.accepted and v.candidate is not winner
        else v
        for v in verdicts
    )
    return winner, trace
