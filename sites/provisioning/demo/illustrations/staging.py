"""Backdrops and arrangements: how a product is shown in each of its three pictures."""

from .canvas import Canvas
from .colours import WHITE, darker, faded, lighter, mix
from .paints import Gradient, down
from .palettes import Ground, Palette
from .registry import Subject
from .shapes import arc, box, oval, poly


def stage(c: Canvas, palette: Palette, view: int) -> None:
    """The backdrop of this palette, in the colours of this view."""
    ground = palette.grounds[view % 3]
    left, top, right, bottom = c.visible
    c.fill(box(left - 2, top - 2, right - left + 4, bottom - top + 4), down(ground.top, ground.bottom))
    {"grid": _grid, "sun": _sun, "spot": _spot}[palette.backdrop](c, ground)


def _grid(c: Canvas, ground: Ground) -> None:
    """A measured field: a fine dot grid and one large dial."""
    left, top, right, bottom = c.visible
    step = 62.5
    for column in range(int(left // step), int(right // step) + 1):
        for row in range(int(top // step), int(bottom // step) + 1):
            c.dot(column * step + 31, row * step + 31, 3, ground.figure)
    c.dot(500, 480, 390, faded(mix(ground.bottom, ground.figure, 0.45), 0.62))
    c.stroke(oval(500, 480, 425), faded(ground.figure, 0.8), 3, closed=True)
    for mark in range(72):
        reach = 440 if mark % 6 else 452
        inner, outer = (
            arc(500, 480, 425, 425, mark * 5, mark * 5 + 1, steps=1)[0],
            arc(500, 480, reach, reach, mark * 5, mark * 5 + 1, steps=1)[0],
        )
        c.stroke([inner, outer], ground.figure, 3, flat=True)


def _sun(c: Canvas, ground: Ground) -> None:
    """A warm disc with broad rays, standing on a table."""
    left, _, right, bottom = c.visible
    for ray in range(18):
        edge = arc(500, 500, 1400, 1400, ray * 20, ray * 20 + 9, steps=2)
        c.fill([(500, 500), *edge], faded(ground.figure, 0.16))
    c.dot(500, 470, 400, faded(ground.figure, 0.75))
    table = mix(ground.bottom, ground.figure, 0.55)
    c.fill(box(left - 2, 800, right - left + 4, bottom - 798), down(table, darker(table, 0.06)))
    c.fill(box(left - 2, 800, right - left + 4, 5), faded(WHITE, 0.35))


def _spot(c: Canvas, ground: Ground) -> None:
    """A spotlight on a dark stage floor."""
    left, _, right, bottom = c.visible
    c.soft(oval(500, 460, 380), faded(ground.figure, 0.62), 130)
    for x, lean in ((40, 400), (960, -400)):
        beam = poly((x - 24, -160), (x + 24, -160), (x + lean + 260, 900), (x + lean - 260, 900))
        c.fill(beam, Gradient((faded(WHITE, 0.17), faded(WHITE, 0.0)), "down"))
    floor = mix(ground.bottom, ground.figure, 0.2)
    c.fill(box(left - 2, 800, right - left + 4, bottom - 798), down(floor, ground.bottom))
    c.soft(oval(500, 895, 330, 44), faded(lighter(ground.figure, 0.2), 0.75), 60)


def arrange(c: Canvas, palette: Palette, found: Subject, view: int) -> None:
    """The product alone; then two of it, one behind, or from further away; then close up, leaning. Groups never lean."""
    if view % 3 == 1 and found.pair:
        with c.placed(705, 440, 0.64):
            found.paint(c, palette)
        with c.placed(400, 545, 0.84):
            found.paint(c, palette)
    elif view % 3 == 1:
        with c.placed(500, 510, 0.84):
            found.paint(c, palette)
    elif view % 3 == 2:
        lean, scale = (-9, 1.42) if found.staging == "product" else (0, 1.22)
        with c.placed(500, 500, scale, angle=lean, about=(500, 440)):
            found.paint(c, palette)
    else:
        found.paint(c, palette)
