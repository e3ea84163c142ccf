"""Moving a price by percent."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
# Six places, as prices are kept.
FINEST = Decimal("0.000001")
HUNDREDTH = Decimal("0.01")
HALF = Decimal("0.5")


class Ending(StrEnum):
    """What a moved price ends in."""

    CENT = "cent"
    NINETY_NINE = "99"
    WHOLE = "00"


def moved_price(amount: Decimal, *, percent: Decimal, ending: Ending, cent: Decimal) -> Decimal:
    """`amount` moved by `percent` and rounded half up. `cent` is the smallest coin of its currency, such as 0.01.

    45.00 by +10 %: 49.50; ending in .99: 49.99 (nearer than 48.99); whole: 50. A price that is finer than a coin, such as
    0.018519 for a cable, stays that fine. What is below 0.50, or has no hundredths, is rounded to the coin instead of to
    .99 or to a whole amount: nothing becomes free or negative by rounding.
    """
    exact = amount * (HUNDRED + percent) / HUNDRED
    if ending == Ending.WHOLE and exact >= HALF:
        return exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if ending == Ending.NINETY_NINE and cent == HUNDREDTH and exact >= HALF:
        whole = (exact + HUNDREDTH).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return max(whole, Decimal(1)) - HUNDREDTH
    step = FINEST if amount % cent else cent
    return (exact / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
