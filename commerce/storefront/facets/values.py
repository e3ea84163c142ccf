"""Facets and chips as templates want them."""

from dataclasses import dataclass
from typing import NamedTuple

from commerce.storefront.facets.definitions import Value


class ValueView(NamedTuple):
    """One value to tick; `count` is how many products it would show."""

    code: str
    label: str
    # Hides `tuple.count`, which nobody needs here.
    count: int  # type: ignore[assignment]
    chosen: bool
    swatch: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FacetView:
    """A facet of the listing. A range has a histogram of so many bars (two SVG paths) and two fields; any other has values.

    A listing has hundreds of values, so none becomes an object for itself: `options` are those of the definition, `counts` how
    many products each would show, in the same order, `ticked` the places of those that are chosen.
    """

    code: str
    label: str
    kind: str
    options: tuple[Value, ...] = ()
    counts: tuple[int, ...] = ()
    ticked: frozenset[int] = frozenset()
    chosen: int = 0
    is_long: bool = False
    bars: int = 0
    bars_outside: str = ""
    bars_inside: str = ""
    least: str = ""
    most: str = ""
    floor: str = ""
    ceiling: str = ""
    unit: str = ""

    @property
    def values(self) -> list[ValueView]:
        """What there is to tick: values that would show something, or are ticked."""
        return [
            ValueView(option.code, option.label, count, place in self.ticked, option.swatch)
            for place, (option, count) in enumerate(zip(self.options, self.counts, strict=True))
            if count or place in self.ticked
        ]

    @property
    def shown(self) -> int:
        """How many values there are to tick."""
        return len(self.counts) - self.counts.count(0) + sum(not self.counts[place] for place in self.ticked)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    facet: str
    label: str
    url: str
