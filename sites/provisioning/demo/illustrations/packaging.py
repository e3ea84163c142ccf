"""Packets that groceries come in: paper bags, pouches, bottles and their labels."""

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import rounded, sheen
from .shapes import Shape, arc, box, oval, path, poly, symmetric
from .solids import ground


def paper_bag(c: Canvas, colour: Colour, band: Colour) -> None:
    """A full paper bag with a folded top; leaves its front free from y = 380 to 800."""
    ground(c, 500, 872, 310)
    body = path("M255 250 C225 400 205 600 225 850 Q228 872 255 872 H745 Q772 872 775 850 C795 600 775 400 745 250 Z")
    c.fill(body, rounded(colour, 0.75))
    c.fill(path("M255 250 C300 300 290 360 250 470 C230 560 225 480 235 400 Z"), faded(WHITE, 0.16))
    c.fill(path("M745 250 C700 300 712 380 752 480 C770 540 772 460 765 400 Z"), faded(BLACK, 0.13))
    c.fill(
        path("M232 780 C330 820 420 800 500 812 C620 826 700 800 772 786 L775 850 Q772 872 745 872 H255 Q228 872 225 850 Z"),
        faded(BLACK, 0.08),
    )
    c.fill(poly((262, 120), (738, 120), (752, 262), (248, 262), radius=12), rounded(lighter(colour, 0.1), 0.75))
    c.fill(poly((256, 190), (744, 190), (752, 262), (248, 262), radius=8), rounded(band, 0.75))
    c.stroke([(266, 226), (734, 226)], faded(WHITE, 0.7), 5)
    for x in range(290, 730, 44):
        c.stroke([(x, 132), (x - 3, 182)], faded(BLACK, 0.07), 5)


def pouch(c: Canvas, colour: Colour, band: Colour) -> None:
    """A stand-up pouch with a sealed top and a tear notch."""
    ground(c, 500, 875, 300)
    body = path(
        "M230 130 H770 C760 300 752 420 770 640 C778 740 790 800 776 850 Q640 885 500 885"
        " Q360 885 224 850 C210 800 222 740 230 640 C248 420 240 300 230 130 Z"
    )
    c.fill(body, rounded(colour, 0.9))
    c.fill(path("M224 850 Q360 800 500 800 Q640 800 776 850 Q640 885 500 885 Q360 885 224 850 Z"), faded(BLACK, 0.2))
    c.fill(box(228, 118, 544, 66, 6), rounded(band))
    for y in (134, 150, 166):
        c.stroke([(236, y), (764, y)], faded(WHITE, 0.24), 4, flat=True)
    c.fill(oval(500, 150, 36, 14), faded(BLACK, 0.35))
    c.fill(path("M275 215 C285 400 268 560 265 700 C240 560 250 380 252 215 Z"), faded(WHITE, 0.3))
    c.fill(path("M735 215 C722 400 738 560 745 740 C765 560 752 380 752 215 Z"), faded(BLACK, 0.16))


def bottle(c: Canvas, half: Shape, colour: Colour, *, level: float | None = None, liquid: Colour | None = None) -> None:
    """A glass bottle from its left outline (about x = 500), filled to ``level`` where given."""
    outline = symmetric(half)
    left, bottom = min(x for x, _ in half), max(y for _, y in half)
    ground(c, 500, bottom - 6, (500 - left) * 1.05, 28)
    c.fill(outline, rounded(colour))
    if level is not None and liquid is not None:
        with c.clip(outline):
            c.fill(box(left + 12, level, 1000 - 2 * left - 24, bottom - level - 14, 20), rounded(liquid))
            c.fill(oval(500, level, (500 - left) * 0.9, 9), faded(WHITE, 0.3))
    with c.clip(outline):
        c.fill(box(left + 20, 80, (500 - left) * 0.16, bottom - 130, 18), faded(WHITE, 0.26))
        c.fill(box(960 - left, 80, 40, bottom - 80), faded(BLACK, 0.14))


def wrap(c: Canvas, x: float, y: float, width: float, height: float, colour: Colour, *, bulge: float = 12) -> None:
    """A label wrapped about something round."""
    shape = [*arc(x + width / 2, y, width / 2, bulge, 180, 0), *arc(x + width / 2, y + height, width / 2, bulge, 0, 180)]
    c.fill(shape, rounded(colour, 0.6))


def jar(c: Canvas, contents: Colour, lid: Colour) -> None:
    """A squat glass jar, full, with a screw lid; its front is free from y = 420 to 760."""
    ground(c, 500, 880, 290, 36)
    body = path(
        "M290 260 H710 Q720 300 760 330 Q790 352 790 400 V820 Q790 885 725 885"
        " H275 Q210 885 210 820 V400 Q210 352 240 330 Q280 300 290 260 Z"
    )
    c.fill(body, rounded(lighter(contents, 0.35), 0.8))
    with c.clip(body):
        c.fill(box(226, 340, 548, 530, 54), rounded(contents))
        c.fill(oval(500, 342, 262, 16), lighter(contents, 0.25))
        c.fill(box(244, 360, 46, 470, 23), faded(WHITE, 0.38))
        c.fill(box(740, 380, 22, 430, 11), faded(WHITE, 0.16))
    c.fill(box(262, 150, 476, 124, 22), rounded(lid))
    c.fill(box(262, 150, 476, 32, 16), faded(WHITE, 0.28))
    for x in range(284, 730, 26):
        c.stroke([(x, 196), (x, 264)], faded(BLACK, 0.13), 7, flat=True)
    c.fill(box(270, 266, 460, 16, 8), faded(BLACK, 0.22))


def panel(c: Canvas, shape: Shape, colour: Colour) -> None:
    """A printed field on a packet."""
    c.fill(shape, sheen(colour, 0.5))
    c.stroke(shape, faded(darker(colour, 0.3), 0.4), 4, closed=True)


def cap(c: Canvas, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """A ribbed screw cap."""
    c.fill(box(x, y, width, height, 12), rounded(colour))
    for column in range(int(x) + 14, int(x + width) - 8, 16):
        c.stroke([(column, y + 16), (column, y + height - 8)], faded(BLACK, 0.15), 5, flat=True)
    c.fill(box(x + 6, y + 4, width - 12, 10, 5), faded(WHITE, 0.4))


def foil(colour: Colour) -> tuple[Colour, ...]:
    """A soft pouch, sealed at its ends."""
    return (darker(colour, 0.2), lighter(colour, 0.5), colour, lighter(colour, 0.25), darker(colour, 0.3))
