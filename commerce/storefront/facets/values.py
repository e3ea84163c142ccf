"""Facets and chips as templates want them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value to tick; `count` is how many products it would show."""

    code: str
    label: str
    count: int
    chosen: bool
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
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

    @property
    def has_swatches(self) -> bool:
        """Whether its values are colours."""
        return any(value.swatch for value in self.values)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    facet: str
    label: str
    url: str
