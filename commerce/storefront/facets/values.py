"""Facets and chips as templates want them.

Facets are tuples with names, not dataclasses: a listing makes hundreds of values and looks their ready HTML up by what they
are, and tuples are made, compared and hashed several times as fast.
"""

from dataclasses import dataclass
from typing import NamedTuple


class ValueView(NamedTuple):
    """One value to tick; `count` is how many products it would show."""

    code: str
    label: str
    # Hides `tuple.count`, which nobody needs here.
    count: int  # type: ignore[assignment]
    chosen: bool
    swatch: str = ""


class FacetView(NamedTuple):
    """A facet of the listing. A range has a histogram of so many bars (two SVG paths) and two fields; any other has values."""

    code: str
    label: str
    kind: str
    values: tuple[ValueView, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    facet: str
    label: str
    url: str
