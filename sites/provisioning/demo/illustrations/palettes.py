"""The three colour worlds that the demo brands draw in."""

from dataclasses import dataclass, replace
from typing import Literal

from .colours import Colour

Backdrop = Literal["grid", "sun", "spot"]


@dataclass(frozen=True)
class Ground:
    """One background: the colour at the top, at the bottom, and of the large figure behind the product."""

    top: Colour
    bottom: Colour
    figure: Colour


@dataclass(frozen=True)
class Palette:
    """The colours of a brand's pictures: backdrop, ink and signal; `case` is that of what has a case of its own."""

    name: str
    backdrop: Backdrop
    grounds: tuple[Ground, Ground, Ground]
    ink: Colour
    accent: Colour
    second: Colour
    paper: Colour
    shade: Colour
    case: Colour = "#F2F5F7"


SIGNAL = Palette(
    name="signal",
    backdrop="grid",
    grounds=(
        Ground("#E4ECEF", "#C8D6DC", "#A9BEC8"),
        Ground("#CFE8DF", "#A9D3C5", "#86BFAC"),
        Ground("#D3DDED", "#AFC1DA", "#8FA7C8"),
    ),
    ink="#132A3E",
    accent="#0B8A66",
    second="#F2A33A",
    paper="#F8FAFB",
    shade="#12283B",
)
WARM = Palette(
    name="warm",
    backdrop="sun",
    grounds=(
        Ground("#FFF0CF", "#FFE0A3", "#FFCB66"),
        Ground("#D9F0EA", "#B5E0D8", "#8CCFC4"),
        Ground("#FFE1D3", "#FFC6AE", "#FFA585"),
    ),
    ink="#4A2414",
    accent="#E4472B",
    second="#12807A",
    paper="#FFF9EE",
    shade="#5A2A0C",
)
STAGE = Palette(
    name="stage",
    backdrop="spot",
    grounds=(
        Ground("#2A1747", "#150B29", "#7A43C2"),
        Ground("#43124A", "#1E0826", "#D43F8D"),
        Ground("#141F52", "#0A0E2B", "#4C6FE0"),
    ),
    ink="#180C2C",
    accent="#FF4D6D",
    second="#FFC145",
    paper="#F6F0FF",
    shade="#05020D",
)

PALETTES = {palette.name: palette for palette in (SIGNAL, WARM, STAGE)}


def palette_named(name: str) -> Palette:
    """The palette of that name; `warm-a63d2f` is warm with things of that colour. Raises KeyError with the names there are."""
    known, _dash, own = name.partition("-")
    if known not in PALETTES:
        raise KeyError(f"No palette is called {name!r}; there are {', '.join(sorted(PALETTES))}.")
    return replace(PALETTES[known], name=name, second=f"#{own}", case=f"#{own}") if own else PALETTES[known]
