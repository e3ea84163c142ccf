"""Logos and favicons of the demo brands: an emblem and a wordmark, on a transparent ground."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from .canvas import Canvas
from .colours import WHITE, Colour, faded
from .shapes import box
from .trolley import note_sign, trolley_sign

Emblem = Callable[[Canvas, "Brand", bool], None]
FIELD = 160.0


@dataclass(frozen=True)
class Word:
    """A piece of the wordmark: its letters and its colour on a light and on a dark ground."""

    letters: str
    on_light: Colour
    on_dark: Colour


@dataclass(frozen=True)
class Brand:
    """A store's emblem and the colours of its wordmark."""

    name: str
    words: tuple[Word, ...]
    emblem: Emblem
    tile: Colour
    size: float = 72
    line: Word | None = None


def _nodes(c: Canvas, brand: Brand, on_dark: bool) -> None:
    """Five things joined to one: a small network in a field of 1000 by 1000."""
    link, hub, leafs = ("#7FE3C0", WHITE, "#35C795") if on_dark else ("#0B6E4F", "#132A3E", "#0B8A66")
    ends = ((180, 250, 92), (820, 190, 92), (150, 760, 92), (560, 890, 84), (880, 660, 104))
    for x, y, _ in ends:
        c.stroke([(500, 500), (x, y)], link, 52)
    for x, y, radius in ends:
        c.dot(x, y, radius, leafs)
    c.dot(500, 500, 190, hub)
    c.dot(500, 500, 82, "#0B8A66" if on_dark else "#7FE3C0")


def _trolley(c: Canvas, brand: Brand, on_dark: bool) -> None:
    trolley_sign(c, WHITE if on_dark else "#4A2414", "#FFB42E" if on_dark else "#F59A1B", "#FFD98A" if on_dark else "#E4472B")


def _note_trolley(c: Canvas, brand: Brand, on_dark: bool) -> None:
    """The trolley, carrying a pair of quavers."""
    with c.placed(500, 580, 0.94):
        trolley_sign(c, WHITE if on_dark else "#2A1747", "#FF4D6D", "#FFC145")
    with c.placed(595, 240, 0.46):
        note_sign(c, "#FFC145" if on_dark else "#7A43C2")


BRANDS = {
    brand.name: brand
    for brand in (
        Brand(
            "connected-things",
            (Word("Connected ", "#132A3E", WHITE), Word("Things", "#0B6E4F", "#5FE0B4")),
            _nodes,
            tile="#0B3D36",
            size=58,
        ),
        Brand(
            "trolleypusha", (Word("Trolley", "#4A2414", WHITE), Word("Pusha", "#E4472B", "#FFC145")), _trolley, tile="#E4472B"
        ),
        Brand(
            "trolleypusha-music",
            (Word("Trolley", "#2A1747", WHITE), Word("Pusha", "#E0355A", "#FF6B86")),
            _note_trolley,
            tile="#2A1747",
            size=66,
            line=Word("MUSIC", "#7A43C2", "#FFC145"),
        ),
    )
}


def brand_named(name: str) -> Brand:
    """The brand of that name. Raises KeyError with the names there are."""
    if name not in BRANDS:
        raise KeyError(f"No brand is called {name!r}; there are {', '.join(BRANDS)}.")
    return BRANDS[name]


def logo(brand: str, *, height: int = 160, on_dark: bool = False) -> Image.Image:
    """The emblem and the wordmark side by side, cropped to what is drawn; ``on_dark`` lightens both."""
    found = brand_named(brand)
    ground = WHITE if on_dark else found.words[0].on_light
    canvas = Canvas((height * 6, height), frame=(FIELD * 6, FIELD), background=faded(ground, 0.0))
    with canvas.placed(82, 80, 0.15):
        found.emblem(canvas, found, on_dark)
    _write(canvas, found, on_dark)
    image = canvas.finish()
    return image.crop(image.getchannel("A").getbbox())


def _write(c: Canvas, brand: Brand, on_dark: bool) -> None:
    """The wordmark, right of the emblem; a second line, where there is one, widely set beneath."""
    x, y = 182.0, 84.0 if brand.line is None else 62.0
    for word in brand.words:
        c.text(
            word.letters, x, y, brand.size, word.on_dark if on_dark else word.on_light, bold=0.055, spacing=0.05, anchor="lm"
        )
        x += c.width_of(word.letters, brand.size, spacing=0.05) + brand.size * 0.05
    if brand.line is not None:
        tone = brand.line.on_dark if on_dark else brand.line.on_light
        c.text(brand.line.letters, 184, 124, 36, tone, bold=0.1, spacing=0.62, anchor="lm")


def favicon(brand: str, *, size: int = 256) -> Image.Image:
    """The emblem on the brand's tile, its corners round and transparent."""
    found = brand_named(brand)
    canvas = Canvas((size, size), frame=(1000, 1000), background=faded(found.tile, 0.0))
    canvas.fill(box(0, 0, 1000, 1000, 220), found.tile)
    with canvas.placed(500, 505, 0.68):
        found.emblem(canvas, found, True)
    return canvas.finish()
