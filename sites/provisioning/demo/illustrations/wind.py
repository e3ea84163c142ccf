"""Brass and reeds."""

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import across, ball, down, sheen
from .palettes import Palette
from .registry import subject
from .shapes import Shape, arc, box, curve, moved, oval, path, tapered
from .solids import metal, tube

BRASS = "#E0A535"


def _horn(c: Canvas, line: Shape, start: float, end: float, *, power: float = 1, colour: Colour = BRASS) -> None:
    """A polished conical tube: shade, body, glow and two reflections."""
    for share, shift, tone in (
        (1.0, 0.0, darker(colour, 0.42)),
        (0.82, 0.05, colour),
        (0.5, 0.1, lighter(colour, 0.3)),
        (0.16, 0.14, "#FFF6DA"),
    ):
        shape = tapered(line, start * share, end * share, power=power)
        c.fill(moved(shape, -start * shift, -start * shift), tone)


@subject("trumpet", pair=False)
def trumpet(c: Canvas, p: Palette) -> None:
    """A trumpet with three valves, its bell to the right."""
    with c.placed(500, 510, 1, angle=-14):
        c.soft(oval(480, 640, 380, 60), faded(BLACK, 0.4), 30)
        tube(c, [(60, 420), (300, 420)], 24, BRASS)
        c.fill(path("M24 396 Q40 420 24 444 L50 432 L110 428 V412 L50 408 Z"), across(*metal("#D5DAE2")))
        c.fill(box(104, 404, 60, 32, 8), across(*metal("#D5DAE2")))
        loop = [(690, 620), (300, 620), *arc(300, 520, 100, 100, 90, 270)[1:]]
        tube(c, loop, 34, BRASS)
        tube(c, [(300, 420), (660, 420), *arc(660, 520, 100, 100, -90, 90)], 32, BRASS)
        lead = [(300, 420), (560, 420)]
        c.fill(
            path("M560 404 C740 400 850 370 948 270 V570 C850 470 740 440 560 436 Z"),
            down(darker(BRASS, 0.3), lighter(BRASS, 0.5), BRASS, darker(BRASS, 0.12), darker(BRASS, 0.5)),
        )
        c.fill(path("M600 412 C760 404 860 380 930 310 C880 390 780 416 620 420 Z"), faded(WHITE, 0.6))
        c.fill(oval(948, 420, 32, 152), darker(BRASS, 0.25))
        c.fill(oval(952, 420, 24, 138), across("#5E3A0C", "#A8752A"))
        c.stroke(oval(948, 420, 30, 150), lighter(BRASS, 0.55), 7, closed=True)
        tube(c, lead, 30, BRASS)
        for x in (420, 500, 580):
            c.fill(box(x - 32, 372, 64, 300, 16), across(*metal(BRASS)))
            c.fill(box(x - 37, 400, 74, 20, 8), across(*metal("#D5DAE2")))
            c.fill(box(x - 37, 640, 74, 36, 12), across(*metal("#D5DAE2")))
            c.fill(box(x - 10, 310, 20, 66, 6), across(*metal("#D5DAE2")))
            c.fill(box(x - 30, 290, 60, 26, 12), down("#FFF6E2", "#D9CFC0"))
        c.stroke(arc(665, 490, 34, 40, 0, 360), BRASS, 14)
        c.stroke(arc(350, 376, 30, 34, 150, 390), BRASS, 14)


@subject("saxophone", pair=False)
def saxophone(c: Canvas, p: Palette) -> None:
    """An alto saxophone with keys and pearl touches."""
    with c.placed(500, 500, 1.02, angle=10):
        c.soft(oval(520, 900, 240, 34), faded(BLACK, 0.5), 20)
        body = curve(
            (395, 190),
            (392, 300),
            (400, 450),
            (416, 600),
            (436, 720),
            (480, 800),
            (560, 828),
            (636, 790),
            (672, 700),
            (690, 590),
            (712, 480),
            (756, 380),
        )
        _horn(c, moved(body, 14, 16), 40, 250, power=2.2, colour="#4A3208")
        _horn(c, body, 44, 250, power=2.2)
        c.fill(oval(770, 362, 128, 46), darker(BRASS, 0.3))
        with c.placed(768, 360, 1, angle=24, about=(0, 0)):
            c.fill(oval(0, 0, 134, 56), lighter(BRASS, 0.35))
            c.fill(oval(2, 2, 120, 45), down("#4A2E08", "#B98528"))
        tube(c, curve((396, 220), (390, 130), (340, 96), (260, 110), (200, 150)), 38, BRASS)
        tube(c, [(232, 128), (150, 186)], 44, "#2B2330")
        c.fill(box(372, 176, 50, 40, 8), across(*metal(BRASS)))
        c.stroke(curve((450, 280), (462, 440), (486, 600), (520, 720)), "#F3D690", 10)
        c.stroke(curve((640, 700), (650, 600), (664, 520)), "#F3D690", 10)
        for x, y, r in ((398, 290, 26), (402, 362, 28), (408, 436, 30), (416, 512, 32), (428, 592, 35), (446, 676, 38)):
            c.dot(x + 5, y + 8, r, faded(BLACK, 0.35))
            c.dot(x, y, r, sheen(BRASS, 2.4))
            c.dot(x, y, r * 0.62, ball("#FBF6F0", 0.6))
        for x, y, r in ((672, 650, 46), (646, 745, 44), (700, 550, 40), (548, 812, 36)):
            c.dot(x + 5, y + 8, r, faded(BLACK, 0.35))
            c.dot(x, y, r, sheen(BRASS, 2.4))
            c.stroke(oval(x, y, r * 0.6), faded("#7A5410", 0.5), 5, closed=True)
        for x, y in ((474, 330), (484, 420), (500, 520)):
            c.fill(oval(x, y, 20, 11), ball("#F4C65A"))
            c.stroke([(x, y), (x - 40, y + 14)], "#D9A93A", 8)
        c.fill(path("M520 560 Q580 540 640 560 L640 580 Q580 566 520 584 Z"), "#D9A93A")
