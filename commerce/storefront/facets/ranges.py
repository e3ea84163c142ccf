"""Numbers of products: ranges and histograms from buckets of nice numbers. Pure; values are whole numbers, scaled by the caller."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from commerce.storefront.facets.bits import bits_of, positions_of
from commerce.storefront.facets.subset import Subset

NONE = -(2**63)
WANTED_BUCKETS = 24
MOST_BARS = 24


def nice_step(spread: int, wanted: int = WANTED_BUCKETS) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … of which at most `wanted` cover the spread: 0 to 480 in 24 is 20."""
    need = max(1, -(-spread // wanted))
    power = 10 ** (len(str(need)) - 1)
    return next(step * power for step in (1, 2, 5, 10) if step * power >= need)


class Numbers:
    """One number of each product, or a lowest and a highest one (a product whose variants differ).

    A bucket holds the positions whose lowest value lies in [k * step, (k + 1) * step). The first and the last bucket also hold
    all that is beyond them, so that one value of a million makes no million buckets.
    """

    def __init__(self) -> None:
        self.low = array("q")
        self.high: dict[int, int] = {}
        self.buckets: dict[int, int] = {}
        self.step = 1
        self.first = self.last = 0
        self.scaled_for = 0

    def __len__(self) -> int:
        return sum(bits.bit_count() for bits in self.buckets.values())

    @property
    def size(self) -> int:
        """Bytes, roughly."""
        return len(self.low) * 8 + sum(bits.bit_length() >> 3 for bits in self.buckets.values()) + 100 * len(self.high)

    def apply(self, gone: int, values: Mapping[int, tuple[int, int]]) -> None:
        """Forget the positions in the set `gone`, then take these (lowest, highest) by position."""
        if gone:
            self.buckets = {key: left for key, bits in self.buckets.items() if (left := bits & ~gone)}
            for position in [position for position in self.high if gone >> position & 1]:
                del self.high[position]
            for position in positions_of(gone):
                if position < len(self.low):
                    self.low[position] = NONE
        if not values:
            return
        if (beyond := max(values) + 1 - len(self.low)) > 0:
            self.low.extend([NONE] * beyond)
        for position, (low, high) in values.items():
            self.low[position] = low
            if high != low:
                self.high[position] = high
        if len(self) + len(values) > 2 * self.scaled_for:
            self._scale([value for value in self.low if value != NONE])
            self._fill((position for position, value in enumerate(self.low) if value != NONE), {})
        else:
            self._fill(values, self.buckets)

    def _scale(self, values: list[int]) -> None:
        values.sort()
        cut = len(values) // 50
        least, most = values[cut], values[-1 - cut]
        self.step = nice_step(most - least)
        self.first, self.last = least // self.step, most // self.step
        self.scaled_for = len(values)

    def _fill(self, positions: Iterable[int], into: dict[int, int]) -> None:
        found: dict[int, list[int]] = defaultdict(list)
        step, first, last, low = self.step, self.first, self.last, self.low
        for position in positions:
            found[min(max(low[position] // step, first), last)].append(position)
        for key, members in found.items():
            into[key] = into.get(key, 0) | bits_of(members)
        self.buckets = into

    def between(self, least: int | None, most: int | None) -> int:
        """The set of those that have a value from `least` to `most`, both included; None: no bound on that side."""
        low = self.low
        found = 0
        for key, bits in self.buckets.items():
            bottom = None if key == self.first else key * self.step
            top = None if key == self.last else (key + 1) * self.step - 1
            above = least is None or (bottom is not None and bottom >= least)
            below = most is None or (top is not None and top <= most)
            if above and below:
                found |= bits
            elif (least is None or top is None or top >= least) and (most is None or bottom is None or bottom <= most):
                found |= bits_of(
                    [
                        position
                        for position in positions_of(bits)
                        if (least is None or low[position] >= least) and (most is None or low[position] <= most)
                    ]
                )
        # Those that reach from below into the range.
        wide = (p for p, high in self.high.items() if (least is None or high >= least) and (most is None or low[p] <= most))
        return found | bits_of(wide)

    def histogram(self, within: Subset) -> list[tuple[int, int, int]]:
        """(from, up to, count) for each bar over those of the set `within`, empty bars between them included; at most 24.

        The last value of a bar is the first of the next; what lies beyond the ends is counted in the first and last bar.
        """
        counts: Mapping[int, int]
        if within.is_sparse:
            low, size, step, first, last = self.low, len(self.low), self.step, self.first, self.last
            values = [low[position] for position in within.positions if position < size]
            counts = Counter([min(max(value // step, first), last) for value in values if value != NONE])
        else:
            counts = {key: count for key, bits in self.buckets.items() if (count := (bits & within.bits).bit_count())}
        if not counts:
            return []
        first, last = min(counts), max(counts)
        width = -(-(last - first + 1) // MOST_BARS)
        bars = [0] * -(-(last - first + 1) // width)
        for key, count in counts.items():
            bars[(key - first) // width] += count
        span = width * self.step
        start = first * self.step
        return [(start + number * span, start + (number + 1) * span, count) for number, count in enumerate(bars)]
