"""The bitsets of one shelf, and the arithmetic of facets on them. Pure: rows come in, numbers go out."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from commerce.storefront.facets.bits import bits_of, counts, positions_of
from commerce.storefront.facets.ranges import Numbers
from commerce.storefront.facets.stubs import NOTHING, Facts, Stub, Stubs
from commerce.storefront.facets.subset import Subset

# What a bit stands for: ("brand", 7), ("category", 12), ("choice", 93), ("flag", -4), ("stock", "in_stock"), ("rating", 4) …
Key = tuple[str, Hashable]
PRICE = "price"
MOST_REMEMBERED = 4000
# Sets of ranges, each as large as the shop.
MOST_RANGES = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """What the index takes from a shelf row. `numbers` are whole (scaled) pairs of lowest and highest."""

    product_id: int
    listed: bool
    keys: tuple[Key, ...] = ()
    numbers: Mapping[Hashable, tuple[int, int]] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    facts: Facts = NOTHING


@dataclass(frozen=True, slots=True)
class Pick:
    """What is chosen of one facet: any of these keys, or a number from `least` to `most`."""

    keys: tuple[Key, ...] = ()
    number: Hashable | None = None
    least: int | None = None
    most: int | None = None


class FacetIndex:
    """Every listed product of one store in one language. Not safe for threads: see `keeper`."""

    def __init__(self) -> None:
        self.positions: dict[int, int] = {}
        self.products = array("q")
        self.stubs = Stubs()
        # By position: what the product is in.
        self.keys: list[tuple[Key, ...]] = []
        self.listed = 0
        self.bits: dict[Key, int] = {}
        self.numbers: dict[Hashable, Numbers] = {}
        # Category -> position -> place given by hand.
        self.places: dict[int, dict[int, int]] = {}
        self._remembered: dict[Hashable, Any] = {}
        self._ranges: dict[Pick, int] = {}

    @property
    def size(self) -> int:
        """Bytes, roughly."""
        bits = sum(bits.bit_length() >> 3 for bits in self.bits.values())
        return bits + sum(numbers.size for numbers in self.numbers.values()) + 320 * len(self.positions)

    def apply(self, rows: Iterable[Row]) -> None:
        """Take these rows as they are now; each product keeps the position that it once got."""
        known = len(self.positions)
        found = {self._position(row.product_id): row for row in rows}
        gone = bits_of([position for position in found if position < known])
        if gone:
            self.bits = {key: left for key, bits in self.bits.items() if (left := bits & ~gone)}
        listed = {position: row for position, row in found.items() if row.listed}
        self.listed = (self.listed & ~gone) | bits_of(list(listed))
        self._take_keys(listed)
        self._take_numbers(gone, listed)
        self._take_places(found)
        for position, row in found.items():
            self.stubs.take(position, row.facts)
            self.keys[position] = row.keys
        self._remembered, self._ranges = {}, {}

    def _take_keys(self, listed: Mapping[int, Row]) -> None:
        members: dict[Key, list[int]] = defaultdict(list)
        for position, row in listed.items():
            for key in row.keys:
                members[key].append(position)
        for key, positions in members.items():
            self.bits[key] = self.bits.get(key, 0) | bits_of(positions)

    def _take_numbers(self, gone: int, listed: Mapping[int, Row]) -> None:
        numbers: dict[Hashable, dict[int, tuple[int, int]]] = defaultdict(dict)
        for position, row in listed.items():
            for name, pair in row.numbers.items():
                numbers[name][position] = pair
        for name in {*self.numbers, *numbers}:
            self.numbers.setdefault(name, Numbers()).apply(gone, numbers.get(name, {}))

    def _take_places(self, found: Mapping[int, Row]) -> None:
        for places in self.places.values():
            for position in found.keys() & places.keys():
                del places[position]
        for position, row in found.items():
            for category, place in row.places.items() if row.listed else ():
                self.places.setdefault(category, {})[position] = place

    def _position(self, product_id: int) -> int:
        position = self.positions.get(product_id)
        if position is None:
            position = self.positions[product_id] = len(self.products)
            self.products.append(product_id)
            self.keys.append(())
        return position

    def of_products(self, ids: Iterable[int]) -> int:
        """The set of those of these products that are listed."""
        found = [position for position in map(self.positions.get, ids) if position is not None]
        return bits_of(found) & self.listed

    def product_ids(self, bits: int) -> list[int]:
        """The products of a set, in no order that means something."""
        products = self.products
        return [products[position] for position in positions_of(bits)]

    def stubs_of(self, ids: Iterable[int]) -> list[Stub]:
        """What the page shows of those of these products that are listed, in that order."""
        found = ((self.positions.get(pk), pk) for pk in ids)
        return [self.stubs.stub(position, pk) for position, pk in found if position is not None and self.listed >> position & 1]

    def picked(self, pick: Pick) -> int:
        """The set that a choice leaves, of everything listed. That of a range is remembered: a shopper who has set a price
        goes on with other facets, and its ends are looked at product by product.
        """
        if pick.number is not None:
            known = self._ranges.get(pick)
            if known is None:
                numbers = self.numbers.get(pick.number)
                known = numbers.between(pick.least, pick.most) if numbers is not None else 0
                if len(self._ranges) >= MOST_RANGES:
                    self._ranges = {}
                self._ranges[pick] = known
            return known
        found = 0
        for key in pick.keys:
            found |= self.bits.get(key, 0)
        return found

    def matching(self, base: int, picks: Mapping[str, Pick]) -> tuple[int, dict[str, int]]:
        """The set that all choices leave of `base`, and for each facet in `picks` the set that all others leave."""
        sets = {name: self.picked(pick) for name, pick in picks.items()}
        everything = base
        for chosen in sets.values():
            everything &= chosen
        others: dict[str, int] = {}
        for name in sets:
            left = base
            for other, chosen in sets.items():
                if other != name:
                    left &= chosen
            others[name] = left
        return everything, others

    def sets(self, groups: Sequence[Sequence[Key]]) -> list[int]:
        """For each group the set of the products that have any of its keys."""
        get = self.bits.get
        found = []
        for keys in groups:
            bits = get(keys[0], 0)
            for key in keys[1:]:
                bits |= get(key, 0)
            found.append(bits)
        return found

    def subset(self, bits: int) -> Subset:
        """A set to count in."""
        return Subset(bits, self.keys)

    def counts(
        self, within: Subset, name: Hashable, groups: Sequence[Sequence[Key]], *, ever: Sequence[int] | None = None
    ) -> tuple[int, ...]:
        """How many of a set have any of the keys of each group; `name` stands for the groups as long as the index stays. Groups of
        which there are none `ever`, in a set that contains this one, need no counting.

        Of few in a large shop it is counted what they have, product by product: then it does not matter how large the shop is.
        A group of several keys is counted by sets all the same, because a product may have two of them.
        """
        sets = self.remembered(("sets", name), lambda: self.sets(groups))
        if not within.is_sparse:
            known = sets if ever is None else [bits if some else 0 for bits, some in zip(sets, ever, strict=True)]
            return counts(within.bits, known)
        tally = within.tally
        return tuple(
            [
                tally[keys[0]] if len(keys) == 1 else (within.bits & bits).bit_count()
                for keys, bits in zip(groups, sets, strict=True)
            ]
        )

    def name_of(self, within: int) -> Hashable:
        """A name for a set as long as the index stays: a set itself is as large as the shop, and is read whole to be looked up."""
        return self.remembered(("name", within), object)

    def remembered(self, name: Hashable, build: Callable[[], T]) -> T:
        """What `build` answers, kept under a name until the index changes."""
        known: T | None = self._remembered.get(name)
        if known is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered = {}
            known = self._remembered[name] = build()
        return known

    def placed(self, category_id: int, within: int) -> list[int]:
        """Products that an editor placed by hand in a category, first place first, as far as they are in the set."""
        places = self.places.get(category_id)
        if not places:
            return []
        found = bits_of(list(places)) & within
        return [self.products[p] for p in sorted(positions_of(found), key=lambda p: (places[p], self.products[p]))]
