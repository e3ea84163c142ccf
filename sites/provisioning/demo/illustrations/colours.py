"""Arithmetic on colours written as ``#rrggbb`` or ``#rrggbbaa``."""

from functools import lru_cache

Colour = str
Channels = tuple[int, int, int, int]

WHITE = "#FFFFFF"
BLACK = "#000000"


@lru_cache(maxsize=4096)
def channels(colour: Colour) -> Channels:
    """Red, green, blue and opacity, 0 to 255 each; a colour without opacity is opaque."""
    digits = colour.removeprefix("#")
    if len(digits) not in (6, 8):
        raise ValueError(f"Not a colour: {colour!r}. Write #rrggbb or #rrggbbaa.")
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue, int(digits[6:8] or "ff", 16)


@lru_cache(maxsize=4096)
def mix(first: Colour, second: Colour, share: float) -> Colour:
    """``share`` of the second colour in the first, opacity included."""
    parts = zip(channels(first), channels(second), strict=True)
    blended = (round(one + (other - one) * share) for one, other in parts)
    return "#" + "".join(f"{part:02x}" for part in blended)


def lighter(colour: Colour, share: float = 0.2) -> Colour:
    """The colour mixed with white by a share of 0 to 1."""
    return mix(colour, WHITE, share)


def darker(colour: Colour, share: float = 0.2) -> Colour:
    """Towards a deep blue rather than black, so that shade stays lively."""
    return mix(colour, "#0B0A24", share)


def faded(colour: Colour, opacity: float) -> Colour:
    """The colour at this opacity, 0 (unseen) to 1."""
    return colour[:7] + f"{round(opacity * 255):02x}"
