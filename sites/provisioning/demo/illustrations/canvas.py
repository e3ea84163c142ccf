"""A supersampled drawing surface: outlines go in at any scale, a smooth picture comes out.

Everything is drawn two to three times too large without smoothing and reduced once at the end. Soft shadows are blurred as
small pictures and enlarged, which costs a fraction and looks the same.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from .colours import Channels, Colour, channels
from .paints import Gradient, Paint
from .shapes import Point, Shape, arc

Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[int, int, int, int]

GRAIN = 32  # samples across a gradient before it is enlarged


def supersample(size: tuple[int, int]) -> float:
    """How much larger to draw: three times, less for large pictures, whose edges are finer anyway, but never below two."""
    return min(max(2400 / max(size), 2.0), 3.0)


@lru_cache(maxsize=256)
def typeface(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own scalable font at a size in pixels."""
    font = ImageFont.load_default(size=max(size, 1))
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Labels need Pillow built with FreeType.")
    return font


class Canvas:
    """Draws in the units of ``frame``, which is fitted into (or, with ``cover``, over) a picture of ``size`` pixels."""

    def __init__(
        self,
        size: tuple[int, int],
        *,
        frame: tuple[float, float] = (1000, 1000),
        cover: bool = False,
        background: Colour = "#FFFFFF",
    ) -> None:
        self.size = size
        wide, high = (round(side * supersample(size)) for side in size)
        scale = (max if cover else min)(wide / frame[0], high / frame[1])
        self._matrix: Matrix = (scale, 0, 0, scale, (wide - frame[0] * scale) / 2, (high - frame[1] * scale) / 2)
        mode = "RGBA" if channels(background)[3] < 255 else "RGB"
        self._image = Image.new(mode, (wide, high), channels(background)[: len(mode)])
        self._origin = (0, 0)
        self._open()

    def _open(self) -> None:
        self._draw = ImageDraw.Draw(self._image, "RGBA" if self._image.mode == "RGB" else None)

    @property
    def scale(self) -> float:
        """Pixels of the large picture per unit."""
        return hypot(self._matrix[0], self._matrix[1])

    @property
    def visible(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the picture in the current units (exact while nothing is turned)."""
        a, _, _, d, e, f = self._matrix
        wide, high = (round(side * supersample(self.size)) for side in self.size)
        return -e / a, -f / d, (wide - e) / a, (high - f) / d

    @contextmanager
    def placed(self, x: float, y: float, scale: float = 1, *, angle: float = 0, about: Point = (500, 500)) -> Iterator[None]:
        """Draw a smaller, larger or turned picture whose point ``about`` lies at (x, y)."""
        outer = self._matrix
        a, b, c, d, e, f = outer
        across, aslant = scale * cos(radians(angle)), scale * sin(radians(angle))
        dx = x - across * about[0] + aslant * about[1]
        dy = y - aslant * about[0] - across * about[1]
        self._matrix = (
            a * across + c * aslant,
            b * across + d * aslant,
            c * across - a * aslant,
            d * across - b * aslant,
            a * dx + c * dy + e,
            b * dx + d * dy + f,
        )
        yield
        self._matrix = outer

    @contextmanager
    def clip(self, shape: Shape) -> Iterator[None]:
        """Keep what is drawn meanwhile inside the shape."""
        points = self._pixels(shape)
        bounds = self._bounds(points)
        if bounds is None:
            bounds = (0, 0, 1, 1)
            points = []
        left, top = bounds[:2]
        outer, origin = self._image, self._origin
        self._image = outer.crop(bounds)
        self._origin = (origin[0] + left, origin[1] + top)
        self._open()
        yield
        inner = self._image
        self._image, self._origin = outer, origin
        self._open()
        if points:
            outer.paste(inner, bounds[:2], self._mask(points, bounds))

    def fill(self, shape: Shape, paint: Paint) -> None:
        """Cover the whole canvas."""
        points = self._pixels(shape)
        if isinstance(paint, str):
            self._draw.polygon(points, fill=channels(paint))
            return
        bounds = self._bounds(points)
        if bounds is not None:
            self._lay(self._gradient(paint, shape, bounds), self._mask(points, bounds), bounds)

    def stroke(self, line: Sequence[Point], colour: Colour, width: float, *, closed: bool = False, flat: bool = False) -> None:
        """A line of this width, its ends round unless ``flat``."""
        points = self._pixels([*line, line[0], line[1]] if closed else line)
        pixels = max(round(width * self.scale), 1)
        if channels(colour)[3] == 255:
            _trace(self._draw, points, channels(colour), pixels, flat=flat or closed)
            return
        if len(points) == 2:
            self._draw.polygon(_capsule(points[0], points[1], pixels / 2, flat=flat), fill=channels(colour))
            return
        grown = self._bounds(points, margin=pixels)
        if grown is None:
            return
        mask = Image.new("L", (grown[2] - grown[0], grown[3] - grown[1]), 0)
        shifted = [(x - grown[0], y - grown[1]) for x, y in points]
        _trace(ImageDraw.Draw(mask), shifted, channels(colour)[3], pixels, flat=flat or closed)
        self._image.paste(channels(colour)[:3], grown, mask)

    def dot(self, x: float, y: float, radius: float, paint: Paint) -> None:
        """A filled circle."""
        steps = min(max(round(radius * 1.5), 12), 96)
        self.fill(arc(x, y, radius, radius, 0, 360, steps=steps)[:-1], paint)

    def soft(self, shape: Shape, colour: Colour, blur: float) -> None:
        """The shape with blurred edges: a shadow, or in a light colour a glow."""
        points = self._pixels(shape)
        spread = blur * self.scale
        bounds = self._bounds(points, margin=round(spread * 2.4))
        if bounds is None:
            return
        shrink = max(spread / 5, 1.0)
        wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
        small = Image.new("L", (max(round(wide / shrink), 2), max(round(high / shrink), 2)), 0)
        across, along = small.width / wide, small.height / high
        outline = [((x - bounds[0]) * across, (y - bounds[1]) * along) for x, y in points]
        ImageDraw.Draw(small).polygon(outline, fill=channels(colour)[3])
        blurred = small.filter(ImageFilter.GaussianBlur(spread / shrink))
        self._image.paste(channels(colour)[:3], bounds, blurred.resize((wide, high), Image.Resampling.BILINEAR))

    def text(
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        colour: Colour,
        *,
        bold: float = 0,
        spacing: float = 0,
        anchor: str = "mm",
    ) -> None:
        """Words centred on (x, y) unless ``anchor`` says otherwise; ``bold`` and ``spacing`` are shares of the size."""
        a, b = self._matrix[:2]
        font = typeface(round(size * self.scale))
        weight = bold * size * self.scale / 2
        width = self.width_of(words, size, spacing=spacing)
        start = {"l": 0.0, "m": -width / 2, "r": -width}[anchor[0]] * self.scale
        turn = degrees(atan2(b, a))
        (px, py) = self._pixels([(x, y)])[0]
        if abs(turn) < 0.05:
            for letter, offset in _letters(words, font, spacing * size * self.scale):
                place = (px + start + offset, py)
                self._draw.text(place, letter, font=font, fill=channels(colour), anchor="l" + anchor[1], stroke_width=weight)
            return
        reach = round(width * self.scale + size * self.scale) + 4
        mask = Image.new("L", (reach * 2, reach * 2), 0)
        pen = ImageDraw.Draw(mask)
        for letter, offset in _letters(words, font, spacing * size * self.scale):
            pen.text(
                (reach + start + offset, reach),
                letter,
                font=font,
                fill=channels(colour)[3],
                anchor="l" + anchor[1],
                stroke_width=weight,
            )
        mask = mask.rotate(-turn, Image.Resampling.BILINEAR)
        self._image.paste(channels(colour)[:3], (round(px) - reach, round(py) - reach), mask)

    def width_of(self, words: str, size: float, *, spacing: float = 0) -> float:
        """The units that these words take."""
        return typeface(100).getlength(words) * size / 100 + spacing * size * max(len(words) - 1, 0)

    def finish(self) -> Image.Image:
        """The picture at its true size."""
        return self._image.resize(self.size, Image.Resampling.LANCZOS, reducing_gap=1.5)

    def _pixels(self, shape: Sequence[Point]) -> Shape:
        a, b, c, d, e, f = self._matrix
        left, top = self._origin
        return [(a * x + c * y + e - left, b * x + d * y + f - top) for x, y in shape]

    def _bounds(self, points: Shape, *, margin: int = 1) -> Bounds | None:
        """The pixels that the points span, within the picture; None where nothing can be seen."""
        across, along = [x for x, _ in points], [y for _, y in points]
        left, top = max(int(min(across)) - margin, 0), max(int(min(along)) - margin, 0)
        right = min(int(max(across)) + margin + 1, self._image.width)
        bottom = min(int(max(along)) + margin + 1, self._image.height)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _mask(self, points: Shape, bounds: Bounds) -> Image.Image:
        mask = Image.new("L", (bounds[2] - bounds[0], bounds[3] - bounds[1]), 0)
        ImageDraw.Draw(mask).polygon([(x - bounds[0], y - bounds[1]) for x, y in points], fill=255)
        return mask

    def _gradient(self, paint: Gradient, shape: Shape, bounds: Bounds) -> Image.Image:
        """The gradient over these pixels, measured along the shape's own box, turned with it."""
        a, b, c, d, e, f = self._matrix
        e, f = e - self._origin[0], f - self._origin[1]
        area = a * d - b * c
        left, top = min(x for x, _ in shape), min(y for _, y in shape)
        width = max(max(x for x, _ in shape) - left, 1e-6)
        height = max(max(y for _, y in shape) - top, 1e-6)
        wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
        columns = 1 if paint.kind == "down" and not b else min(GRAIN, wide // 4 + 2)
        rows = 1 if paint.kind == "across" and not b else min(GRAIN, high // 4 + 2)
        samples: list[Channels] = []
        for row in range(rows):
            for column in range(columns):
                px = bounds[0] + (column + 0.5) * wide / columns - e
                py = bounds[1] + (row + 0.5) * high / rows - f
                x, y = (d * px - c * py) / area, (a * py - b * px) / area
                samples.append(channels(paint.at((x - left) / width, (y - top) / height)))
        small = Image.new("RGBA", (columns, rows))
        small.putdata(samples)
        if all(channels(stop)[3] == 255 for stop in paint.stops):
            small = small.convert("RGB")
        stretched = small.resize((wide if columns > 1 else 1, high if rows > 1 else 1), Image.Resampling.BILINEAR)
        return stretched.resize((wide, high), Image.Resampling.NEAREST)

    def _lay(self, colours: Image.Image, mask: Image.Image, bounds: Bounds) -> None:
        if colours.mode == "RGBA":
            mask = ImageChops.multiply(mask, colours.getchannel("A"))
            colours = colours.convert("RGB")
        self._image.paste(colours, bounds, mask)


def _trace(pen: ImageDraw.ImageDraw, points: Shape, fill: int | tuple[int, ...], width: int, *, flat: bool) -> None:
    """Straight pieces, a disc at every joint: Pillow's own wide lines are rough along tight curves."""
    if width < 4:
        pen.line(points, fill=fill, width=width)
        return
    half = width / 2
    for start, end in pairwise(points):
        pen.polygon(_capsule(start, end, half, flat=True), fill=fill)
    for x, y in points[1:-1] if flat else points:
        pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)


def _capsule(start: Point, end: Point, half: float, *, flat: bool) -> Shape:
    """The outline of one straight stroke."""
    if flat:
        across, along = end[0] - start[0], end[1] - start[1]
        share = half / max(hypot(across, along), 1e-6)
        dx, dy = -along * share, across * share
        return [
            (start[0] + dx, start[1] + dy),
            (end[0] + dx, end[1] + dy),
            (end[0] - dx, end[1] - dy),
            (start[0] - dx, start[1] - dy),
        ]
    turn = degrees(atan2(end[1] - start[1], end[0] - start[0]))
    cap = arc(end[0], end[1], half, half, turn - 90, turn + 90, steps=10)
    return cap + arc(start[0], start[1], half, half, turn + 90, turn + 270, steps=10)


def _letters(words: str, font: ImageFont.FreeTypeFont, spacing: float) -> Iterator[tuple[str, float]]:
    """Each letter with its distance from the start; without spacing the words stay whole, kerning kept."""
    if not spacing:
        yield words, 0.0
        return
    for place, letter in enumerate(words):
        yield letter, font.getlength(words[:place]) + spacing * place
