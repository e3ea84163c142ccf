"""The table of subjects: each painter enters itself under its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .canvas import Canvas
from .palettes import Palette

Painter = Callable[[Canvas, Palette], None]
Staging = Literal["product", "tile", "scene"]


@dataclass(frozen=True)
class Subject:
    """``product`` stands alone on a backdrop, ``tile`` is a group on one, ``scene`` fills its picture by itself.

    ``pair`` says whether two of it, one before the other, still read well.
    """

    name: str
    paint: Painter
    staging: Staging = "product"
    pair: bool = True


SUBJECTS: dict[str, Subject] = {}


def subject(name: str, *, staging: Staging = "product", pair: bool = True) -> Callable[[Painter], Painter]:
    """Decorator: this function draws the subject of that name."""

    def enter(painter: Painter) -> Painter:
        if name in SUBJECTS:
            raise ValueError(f"Two painters draw {name!r}.")
        SUBJECTS[name] = Subject(name, painter, staging, pair)
        return painter

    return enter


def subject_named(name: str) -> Subject:
    """How the subject of that name is drawn. Raises KeyError."""
    if name not in SUBJECTS:
        raise KeyError(f"Nothing draws {name!r}; subjects() lists the {len(SUBJECTS)} that can be drawn.")
    return SUBJECTS[name]
