"""Guitars, ukulele, violin and their strings.

Each is drawn upright about x = 500 and leant over when placed.
"""

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import Paint, across, ball, down, radial, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import Shape, arc, box, mirrored, moved, oval, path, poly, symmetric
from .solids import cast, metal

EBONY = "#2B1B17"
ROSEWOOD = "#4A2A1E"
IVORY = "#F6EBD3"


def _body(c: Canvas, outline: Shape, wood: Paint, rim: Colour) -> None:
    """A wooden body with its binding."""
    c.soft(moved(outline, 24, 26), faded(BLACK, 0.45), 22)
    c.fill(moved(outline, 9, 11), darker(rim, 0.45))
    c.fill(outline, rim)
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    with c.placed(500, 640, 1 - 22 / (right - left), about=(500, 640)):
        c.fill(outline, wood)


def _neck(c: Canvas, top: float, bottom: float, half: float, *, frets: int, wood: Colour = ROSEWOOD) -> None:
    board = poly((500 - half, top), (500 + half, top), (500 + half * 1.25, bottom), (500 - half * 1.25, bottom))
    c.fill(board, rounded(wood, 0.7))
    place = top
    for fret in range(frets):
        place += (bottom - top) * 0.092 * 0.945**fret
        if place > bottom - 6:
            break
        wide = half * (1 + 0.25 * (place - top) / (bottom - top))
        c.stroke([(500 - wide, place), (500 + wide, place)], "#CBB88A", 4, flat=True)
        if fret in (2, 4, 6, 8):
            c.dot(500, place - 14, 7, IVORY)
    c.fill(box(500 - half - 2, top - 8, half * 2 + 4, 12, 3), IVORY)


def _pegs(c: Canvas, side: tuple[int, ...], ys: tuple[float, ...], reach: float, colour: Colour) -> None:
    for sign in side:
        for y in ys:
            c.fill(box(500 + sign * reach - 20, y - 8, 40, 16, 8), colour)
            c.fill(oval(500 + sign * (reach + 20), y, 15, 17), ball(colour))


def _strings(c: Canvas, count: int, top: float, bottom: float, half_top: float, half_bottom: float) -> None:
    for string in range(count):
        share = string / (count - 1) * 2 - 1
        c.stroke(
            [(500 + share * half_top, top), (500 + share * half_bottom, bottom)], faded("#F4EFE2", 0.85), 3.2 - string * 0.25
        )


FIGURE_EIGHT = "M500 400 C455 400 425 392 395 410 C335 440 330 520 362 580 C380 620 330 650 305 700 C260 800 330 920 500 925"


def _acoustic(c: Canvas, top: Colour, rim: Colour, *, strings: int) -> None:
    outline = symmetric(path(FIGURE_EIGHT))
    _body(c, outline, radial(lighter(top, 0.25), top, darker(top, 0.12), darker(top, 0.3)), rim)
    with c.clip(outline):
        for x in range(330, 690, 30):
            c.stroke([(x, 380), (x, 930)], faded(darker(top, 0.4), 0.12), 3)
    c.stroke(oval(500, 610, 78), faded(ROSEWOOD, 0.8), 13, closed=True)
    c.fill(oval(500, 610, 64), radial("#120A08", "#2B1810"))
    c.fill(path("M548 668 C590 640 606 690 590 740 C570 760 540 740 530 690 Z"), faded("#3A1A12", 0.75))
    _neck(c, 190, 560, 27, frets=15)
    head = poly((468, 182), (532, 182), (545, 40), (500, 28), (455, 40), radius=10)
    _pegs(c, (-1, 1), (72, 108, 144) if strings > 4 else (82, 132), 52, "#D9C48A")
    c.fill(head, rounded(ROSEWOOD))
    c.fill(poly((500, 52), (512, 66), (500, 80), (488, 66)), IVORY)
    c.fill(box(420, 776, 160, 34, 12), rounded(EBONY))
    c.fill(box(448, 774, 104, 9, 4), IVORY)
    for peg in range(strings):
        c.dot(452 + peg * 96 / (strings - 1), 796, 6, IVORY)
    _strings(c, strings, 186, 780, 20, 42)


@subject("guitar-acoustic")
def acoustic_guitar(c: Canvas, p: Palette) -> None:
    """A six-string with a spruce top."""
    with c.placed(500, 500, 1.02, angle=28, about=(500, 490)):
        _acoustic(c, "#E0A04E", "#5E2E18", strings=6)


@subject("ukulele")
def ukulele(c: Canvas, p: Palette) -> None:
    """A small four-string in warm koa."""
    with c.placed(500, 505, 1.04, angle=-24, about=(500, 490)):
        _acoustic(c, "#C9662E", "#F2D9A8", strings=4)


@subject("guitar-electric")
def electric_guitar(c: Canvas, p: Palette) -> None:
    """A solid body with two horns, three pickups and a tremolo arm."""
    with c.placed(500, 500, 1.02, angle=30, about=(500, 490)):
        outline = path(
            "M455 520 C430 480 420 440 384 420 C352 406 330 440 336 490 C342 545 356 590 342 640 C318 700 296 760 318 830"
            " C342 905 430 935 510 930 C610 925 690 880 694 790 C696 730 660 690 654 640 C648 590 668 560 664 520"
            " C660 480 630 462 604 480 C580 498 570 520 545 522 Z"
        )
        _body(
            c,
            outline,
            radial(lighter(p.accent, 0.4), p.accent, darker(p.accent, 0.18), darker(p.accent, 0.45)),
            darker(p.accent, 0.35),
        )
        c.fill(
            path(
                "M448 545 C420 600 400 680 420 740 C436 800 500 800 540 830 C590 850 630 810 620 750 C612 690 600 640 590 545 Z"
            ),
            sheen("#FBF6EC"),
        )
        _neck(c, 190, 590, 26, frets=18, wood="#C98F4E")
        head = path(
            "M472 186 C470 150 462 120 440 80 C430 50 452 30 480 40 C520 52 560 40 566 60 C570 90 540 100 532 130 L528 186 Z"
        )
        for peg in range(6):
            c.fill(oval(434 + peg * 2.4, 72 + peg * 18, 15, 9), ball("#D5D9E0"))
        c.fill(head, sheen("#E2B06A", 1.2))
        for peg in range(6):
            c.dot(468 + peg * 3, 66 + peg * 19, 7, ball("#E8ECF0"))
        for y in (630, 690, 752):
            c.fill(box(442, y, 116, 32, 14), down("#3A3440", "#17131C"))
            for pole in range(6):
                c.dot(458 + pole * 17, y + 16, 5, "#D8DDE3")
        c.fill(box(446, 812, 108, 52, 8), across(*metal()))
        c.stroke(path("M556 840 C620 840 650 800 660 760"), "#CBD2D8", 10)
        for x, y in ((600, 790), (622, 838), (590, 870)):
            c.dot(x + 3, y + 4, 20, faded(BLACK, 0.3))
            c.dot(x, y, 19, ball("#F4EFE2"))
        _strings(c, 6, 190, 830, 19, 42)


@subject("violin")
def violin(c: Canvas, p: Palette) -> None:
    """A violin with its bow behind."""
    with c.placed(640, 500, 1, angle=-20, about=(500, 500)):
        c.fill(box(488, 40, 18, 900, 9), across("#8A4A24", "#C98048", "#5E2E14"))
        c.fill(box(520, 70, 10, 830), faded("#F6EFE2", 0.9))
        c.fill(box(484, 850, 50, 76, 10), EBONY)
        c.fill(poly((488, 36), (506, 36), (534, 76), (516, 80), radius=6), "#7A3E1C")
    with c.placed(450, 510, 1.02, angle=18, about=(500, 500)):
        half = path(
            "M500 370 C440 362 370 380 352 440 C340 480 352 505 372 520 C358 532 350 540 360 552 C400 572 412 640 384 676"
            " C362 684 352 690 362 702 C320 720 300 770 316 830 C336 900 430 922 500 916"
        )
        outline = symmetric(half)
        _body(c, outline, radial("#E89A4A", "#C4662A", "#9A431A", "#6B2A10"), "#4A1C0C")
        for flip in (False, True):
            hole = path("M436 580 C410 590 424 620 430 650 C436 690 452 720 430 730")
            line = mirrored(hole) if flip else hole
            c.stroke(line, "#1E0C06", 10)
            for x, y in ((line[0]), (line[-1])):
                c.dot(x, y, 12, "#1E0C06")
        c.fill(path("M452 760 L548 760 L530 900 Q500 916 470 900 Z"), rounded(EBONY))
        for x in (470, 490, 510, 530):
            c.dot(x, 780, 6, "#D9C48A")
        c.fill(poly((478, 190), (522, 190), (542, 610), (458, 610), radius=8), rounded(EBONY))
        c.fill(poly((440, 690), (560, 690), (545, 655), (455, 655), radius=8), down("#F2D9A8", "#C99A54"))
        for sign, y in ((-1, 96), (1, 120), (-1, 146), (1, 170)):
            c.fill(box(500 + (10 if sign > 0 else -80), y - 7, 70, 14, 7), EBONY)
            c.fill(oval(500 + sign * 82, y, 16, 19), ball("#3A2620"))
        c.fill(poly((474, 196), (526, 196), (518, 70), (482, 70), radius=8), rounded("#9A4A20"))
        c.stroke(arc(500, 58, 22, 24, 60, 400), "#9A4A20", 22)
        c.dot(500, 58, 9, "#5E2810")
        _strings(c, 4, 200, 780, 15, 28)
        c.fill(path("M400 880 C360 870 350 820 372 800 C420 800 440 850 430 890 Z"), rounded(EBONY))


@subject("strings-pack", pair=False)
def strings_pack(c: Canvas, p: Palette) -> None:
    """A coil of strings before its printed envelope."""
    with c.placed(560, 450, 1, angle=8, about=(500, 450)):
        pack = box(230, 110, 540, 640, 20)
        cast(c, pack, strength=0.5)
        c.fill(pack, sheen(IVORY, 0.8))
        c.fill(box(230, 110, 540, 210, 20), p.accent)
        c.fill(box(230, 290, 540, 30), p.second)
        c.text("STRINGS", 500, 216, 112, WHITE, bold=0.1, spacing=0.04)
        c.text("phosphor bronze", 500, 372, 50, p.ink, bold=0.04)
        for string in range(6):
            c.stroke(
                [(270, 430 + string * 38), (730, 430 + string * 38)], ("#B8863A", "#8A949B")[string > 3], 12 - string * 1.6
            )
        c.text("12 - 53", 640, 700, 56, p.ink, bold=0.06)
    for place, (x, y, size, colour) in enumerate(
        ((330, 690, 190, "#E0A93F"), (380, 720, 190, "#D5DCE3"), (355, 700, 164, "#F0C766"))
    ):
        c.stroke(oval(x + 8, y + 14, size), faded(BLACK, 0.3), 16, closed=True)
        c.stroke(oval(x, y, size), darker(colour, 0.3), 14, closed=True)
        c.stroke(arc(x - 2, y - 2, size, size, 150 + place * 20, 320), lighter(colour, 0.5), 6)
        c.stroke(oval(x, y, size - 3), colour, 5, closed=True)
    for angle in (30, 150, 270):
        edge = arc(356, 704, 184, 184, angle, angle + 1, steps=1)[0]
        c.dot(*edge, 21, ball("#E8B84A"))
        c.dot(*edge, 8, "#5E3F10")
