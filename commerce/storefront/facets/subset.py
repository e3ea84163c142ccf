"""A set of products that one listing is counted in."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from commerce.storefront.facets.bits import positions_of

# Looking at what a product has takes as long as reading some hundred sets with so many times more products.
SPARSE = 30


class Subset:
    """The set as bits, read once: how many there are, and of few among many which ones and what they have."""

    def __init__(self, bits: int, keys: Sequence[Sequence[object]]) -> None:
        """`keys` are those of each product of the shop, by position."""
        self.bits, self.size, self._keys = bits, bits.bit_count(), keys

    @property
    def is_sparse(self) -> bool:
        """Whether these are so few that they are better looked at one by one."""
        return self.size * SPARSE < len(self._keys)

    @cached_property
    def positions(self) -> list[int]:
        """Where they are."""
        return positions_of(self.bits)

    @cached_property
    def tally(self) -> Counter[object]:
        """How many of them have each key."""
        keys = self._keys
        return Counter(chain.from_iterable([keys[position] for position in self.positions]))
