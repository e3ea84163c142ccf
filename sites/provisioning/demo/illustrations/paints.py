"""What a shape is filled with: a colour, or a gradient between colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .colours import Colour, darker, lighter, mix

Kind = Literal["down", "across", "slant", "radial"]


@dataclass(frozen=True)
class Gradient:
    """Colours spread evenly over the shape's own box.

    ``radial`` starts at the light, a third in from the top left.
    """

    stops: tuple[Colour, ...]
    kind: Kind = "down"

    def at(self, x: float, y: float) -> Colour:
        """The colour at this place of the box, both 0 to 1."""
        share = min(max(self._share(x, y), 0.0), 0.9999) * (len(self.stops) - 1)
        first = int(share)
        return mix(self.stops[first], self.stops[first + 1], round(share - first, 3))

    def _share(self, x: float, y: float) -> float:
        if self.kind == "down":
            return y
        if self.kind == "across":
            return x
        if self.kind == "slant":
            return (x + y) / 2
        return float(((x - 0.36) ** 2 + (y - 0.3) ** 2) ** 0.5) / 0.86


Paint = Colour | Gradient


def down(*stops: Colour) -> Gradient:
    """A gradient from top to bottom."""
    return Gradient(stops, "down")


def across(*stops: Colour) -> Gradient:
    """A gradient from left to right."""
    return Gradient(stops, "across")


def slant(*stops: Colour) -> Gradient:
    """A gradient from the upper left to the lower right."""
    return Gradient(stops, "slant")


def radial(*stops: Colour) -> Gradient:
    """A gradient from a centre outwards."""
    return Gradient(stops, "radial")


def rounded(colour: Colour, depth: float = 1.0) -> Gradient:
    """A standing cylinder: lit a little left of the middle, dark towards the right."""
    stops: Sequence[Colour] = (
        darker(colour, 0.14 * depth),
        lighter(colour, 0.10 * depth),
        lighter(colour, 0.22 * depth),
        colour,
        darker(colour, 0.10 * depth),
        darker(colour, 0.26 * depth),
        darker(colour, 0.34 * depth),
    )
    return across(*stops)


def ball(colour: Colour, depth: float = 1.0) -> Gradient:
    """A sphere lit from the top left."""
    return radial(
        lighter(colour, 0.3 * depth),
        lighter(colour, 0.08 * depth),
        colour,
        darker(colour, 0.22 * depth),
        darker(colour, 0.38 * depth),
    )


def sheen(colour: Colour, depth: float = 1.0) -> Gradient:
    """A flat face, a touch lighter at the top left."""
    return slant(lighter(colour, 0.14 * depth), colour, darker(colour, 0.12 * depth))
