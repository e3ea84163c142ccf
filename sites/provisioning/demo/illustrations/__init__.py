"""The demo shops' pictures, drawn by code: products, category tiles, scenes, heroes, logos.

Owns every stroke of them, needs nothing but Pillow and must not know Django, products or stores. The same call gives the same
bytes on every machine with the same Pillow.
"""

from io import BytesIO

from PIL import Image

from . import (  # noqa: F401  (painters enter themselves)
    booklets,
    categories,
    drinks,
    fresh,
    gateways,
    household,
    kitchen,
    pantry,
    parts,
    scenes,
    sensors,
    stage_gear,
    stringed,
    struck,
    trackers,
    wind,
)
from .brands import favicon, logo
from .canvas import Canvas
from .heroes import hero
from .palettes import palette_named
from .registry import SUBJECTS, Subject, subject_named
from .staging import arrange, stage

__all__ = ["as_jpeg", "as_png", "draw", "favicon", "hero", "logo", "subjects"]

SCENE_FRAME = (1600.0, 1000.0)


def subjects() -> tuple[str, ...]:
    """Every name that ``draw`` knows, in alphabetical order."""
    return tuple(sorted(SUBJECTS))


def draw(subject: str, *, size: tuple[int, int] = (1200, 1200), palette: str = "signal", view: int = 0) -> Image.Image:
    """The subject's picture. Views 0, 1 and 2 show it alone, in company and close up, each before another colour.

    Raises KeyError for a subject or a palette that does not exist.
    """
    found, colours = subject_named(subject), palette_named(palette)
    canvas = _canvas_for(found, size)
    if found.staging == "scene":
        with canvas.placed(800, 500, (1, 1.22, 1.4)[view % 3], about=((800, 500), (720, 520), (880, 540))[view % 3]):
            found.paint(canvas, colours)
        return canvas.finish()
    stage(canvas, colours, view)
    arrange(canvas, colours, found, view)
    return canvas.finish()


def _canvas_for(found: Subject, size: tuple[int, int]) -> Canvas:
    if found.staging == "scene":
        return Canvas(size, frame=SCENE_FRAME, cover=True)
    return Canvas(size)


def as_jpeg(image: Image.Image, quality: int = 86) -> bytes:
    """The picture as JPEG bytes."""
    buffer = BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()


def as_png(image: Image.Image) -> bytes:
    """The picture as PNG bytes, with its transparency."""
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
