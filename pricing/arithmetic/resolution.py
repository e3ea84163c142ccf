"""Which price one unit costs this buyer, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum

from moneyed import Money


class NoPrice(LookupError):
    """A variant without a base price: it cannot be sold, and must not look free."""

    def __init__(self, variant_id: int, currency: str) -> None:
        self.variant_id, self.currency = variant_id, currency
        super().__init__(f"Variant {variant_id} has no base price in {currency}.")


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

    `rate` is the tax in percent where it will be taxed; net and gross are rounded for display, `unit` is exact.
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


def personal_first(candidate: Candidate) -> tuple[int, int, str, int]:
    """The total order: rank, priority (high first), code, then the largest quantity step."""
    return candidate.rank, -candidate.priority, candidate.list_code, -candidate.min_quantity


def judge(candidate: Candidate, context: PriceContext) -> Verdict:
    """Whether this row could be the price, without regard to the others."""
    if candidate.status != "live":
        return Verdict(candidate, accepted=False, reason=f"the list is {candidate.status}")
    if candidate.valid_from and context.at < candidate.valid_from:
        return Verdict(candidate, accepted=False, reason=f"starts {candidate.valid_from:%Y-%m-%d %H:%M}")
    if candidate.valid_until and context.at >= candidate.valid_until:
        return Verdict(candidate, accepted=False, reason=f"ended {candidate.valid_until:%Y-%m-%d %H:%M}")
    if str(candidate.amount.currency) != context.currency:
        return Verdict(candidate, accepted=False, reason=f"is in {candidate.amount.currency}")
    if context.quantity < candidate.min_quantity:
        return Verdict(candidate, accepted=False, reason=f"from {candidate.min_quantity} pieces")
    return Verdict(candidate, accepted=True, reason="applies")


def winning(candidates: Sequence[Candidate], context: PriceContext) -> tuple[Candidate, tuple[Verdict, ...]]:
    """The first candidate that applies, most personal first, and every verdict. Raises NoPrice."""
    verdicts = [judge(candidate, context) for candidate in sorted(candidates, key=personal_first)]
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
