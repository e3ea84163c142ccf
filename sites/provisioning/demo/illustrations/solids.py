"""Bodies that many products share: boxes, cylinders, tubes, packets, lights, screws, labels, each with its shading.

Light falls from the top left everywhere.
"""

from collections.abc import Sequence

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import across, ball, down, rounded, sheen
from .shapes import Point, Shape, arc, box, moved, oval, poly, ring


def ground(c: Canvas, cx: float, y: float, rx: float, ry: float = 34, colour: Colour = "#0A1420") -> None:
    """The shadow that a standing thing throws: wide and faint, with a dark line of contact."""
    c.soft(oval(cx + rx * 0.1, y, rx * 1.08, ry), faded(colour, 0.30), 26)
    c.soft(oval(cx, y - ry * 0.2, rx * 0.88, ry * 0.5), faded(colour, 0.42), 12)


def cast(c: Canvas, shape: Shape, *, dx: float = 22, dy: float = 30, blur: float = 22, strength: float = 0.32) -> None:
    """The shadow of a flat thing on the surface behind it."""
    c.soft(moved(shape, dx, dy), faded("#0A1420", strength), blur)


def slab(c: Canvas, x: float, y: float, width: float, height: float, radius: float, colour: Colour) -> None:
    """A moulded box seen from the front: a soft sheen, a lit upper edge, a shaded lower one."""
    outline = box(x, y, width, height, radius)
    c.fill(outline, darker(colour, 0.24))
    lift = min(width, height) * 0.035
    c.fill(box(x, y, width, height - lift, radius), lighter(colour, 0.55))
    c.fill(box(x + lift * 0.35, y + lift * 0.5, width - lift * 0.7, height - lift * 1.5, radius * 0.95), sheen(colour))


def carton(c: Canvas, x: float, y: float, width: float, height: float, depth: float, colour: Colour) -> None:
    """A box turned a little to the left: front, right side in shade, lit top. (x, y) is the front's top left corner."""
    rise = depth * 0.42
    right, bottom = x + width, y + height
    c.fill(
        poly((x, y), (x + depth, y - rise), (right + depth, y - rise), (right, y)),
        down(lighter(colour, 0.42), lighter(colour, 0.26)),
    )
    c.fill(
        poly((right, y), (right + depth, y - rise), (right + depth, bottom - rise), (right, bottom)),
        across(darker(colour, 0.22), darker(colour, 0.36)),
    )
    c.fill(box(x, y, width, height), sheen(colour, 0.8))
    c.stroke([(x + 2, y + 1), (right, y + 1)], faded(WHITE, 0.55), 4, flat=True)
    c.stroke([(right, y), (right, bottom)], faded(WHITE, 0.25), 3, flat=True)


def cylinder(
    c: Canvas,
    cx: float,
    top: float,
    bottom: float,
    rx: float,
    colour: Colour,
    *,
    ry: float | None = None,
    lid: Colour | None = None,
) -> None:
    """An upright cylinder with a visible upper face."""
    ry = rx * 0.22 if ry is None else ry
    side = arc(cx, bottom, rx, ry, 0, 180) + arc(cx, top, rx, ry, 180, 0)
    c.fill(side, rounded(colour))
    c.fill(oval(cx, top, rx, ry), sheen(lid or lighter(colour, 0.25)))
    c.stroke(arc(cx, top, rx - 2, ry - 2, 20, 160), faded(WHITE, 0.35), 4)


def tube(c: Canvas, line: Sequence[Point], width: float, colour: Colour, *, flat: bool = False) -> None:
    """A round bar or cable along the line, lit along its upper left."""
    c.stroke(line, darker(colour, 0.32), width, flat=flat)
    c.stroke(moved(line, -width * 0.08, -width * 0.08), colour, width * 0.74, flat=flat)
    c.stroke(moved(line, -width * 0.18, -width * 0.18), lighter(colour, 0.3), width * 0.22, flat=flat)


def gloss(c: Canvas, shape: Shape, strength: float = 0.3) -> None:
    """A reflection of the sky."""
    c.fill(shape, faded(WHITE, strength))


def led(c: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """A small light, on."""
    c.soft(oval(x, y, radius * 1.9), faded(colour, 0.55), radius * 1.1)
    c.dot(x, y, radius, colour)
    c.dot(x - radius * 0.28, y - radius * 0.3, radius * 0.38, faded(WHITE, 0.85))


def screw(c: Canvas, x: float, y: float, radius: float, colour: Colour = "#AEB9C2") -> None:
    """A screw head with its slot."""
    c.dot(x + radius * 0.12, y + radius * 0.18, radius * 1.08, faded(BLACK, 0.28))
    c.dot(x, y, radius, ball(colour))
    reach = radius * 0.55
    c.stroke([(x - reach, y + reach * 0.5), (x + reach, y - reach * 0.5)], darker(colour, 0.55), radius * 0.26)


def hexagon(c: Canvas, x: float, y: float, radius: float, colour: Colour = "#9AA7B2") -> None:
    """A hexagonal bolt head or nut seen from above."""
    corners = arc(x, y, radius, radius, 30, 390, steps=6)[:-1]
    c.fill(moved(corners, radius * 0.12, radius * 0.18), faded(BLACK, 0.3))
    c.fill(corners, sheen(colour, 1.8))
    c.stroke(oval(x, y, radius * 0.62), faded(WHITE, 0.4), radius * 0.12, closed=True)


def slots(c: Canvas, x: float, y: float, width: float, height: float, count: int, colour: Colour) -> None:
    """A grille of rounded horizontal slots."""
    pitch = height / count
    for row in range(count):
        place = y + row * pitch
        c.fill(box(x, place, width, pitch * 0.5, pitch * 0.25), colour)
        c.fill(box(x, place + pitch * 0.42, width, pitch * 0.16, pitch * 0.08), faded(WHITE, 0.6))


def lines(c: Canvas, x: float, y: float, widths: tuple[float, ...], pitch: float, colour: Colour) -> None:
    """Small print, suggested by bars."""
    for row, width in enumerate(widths):
        c.fill(box(x, y + row * pitch, width, pitch * 0.42, pitch * 0.21), colour)


def waves(
    c: Canvas,
    x: float,
    y: float,
    radius: float,
    colour: Colour,
    *,
    start: float = -40,
    end: float = 40,
    count: int = 3,
    width: float = 12,
) -> None:
    """Radio waves spreading from (x, y)."""
    for place in range(count):
        reach = radius * (1 + place * 0.62)
        c.fill(ring(x, y, reach + width / 2, reach - width / 2, start, end), faded(colour, 1 - place * 0.27))


def leaf(c: Canvas, x: float, y: float, length: float, angle: float, colour: Colour) -> None:
    """One leaf from its stalk at (x, y), pointing along ``angle``; its lower half lies in shade."""
    with c.placed(x, y, length / 100, angle=angle, about=(0, 0)):
        upper = [(0.0, 0.0), *arc(50, 22, 58, 52, 200, 340), (100.0, 0.0)]
        lower = [(100.0, 0.0), *arc(50, -22, 58, 52, 20, 160), (0.0, 0.0)]
        c.fill(upper, lighter(colour, 0.14))
        c.fill(lower, darker(colour, 0.12))
        c.stroke([(0, 0), (92, 0)], faded(WHITE, 0.35), 3)


def metal(colour: Colour = "#B9C3CB") -> tuple[Colour, ...]:
    """The bands of light on polished metal, left to right."""
    return (
        darker(colour, 0.35),
        colour,
        lighter(colour, 0.7),
        colour,
        darker(colour, 0.3),
        lighter(colour, 0.15),
        darker(colour, 0.45),
    )
