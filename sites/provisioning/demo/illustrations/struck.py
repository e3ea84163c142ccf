"""Drums and everything else that is struck, shaken or plucked with a thumb."""

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import across, ball, down, radial, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, moved, oval, path, poly
from .solids import cylinder, ground, metal, tube

SKIN = "#F2E2C4"


@subject("djembe")
def djembe(c: Canvas, p: Palette) -> None:
    """A goblet drum, roped, with a carved band."""
    ground(c, 500, 880, 210, 36)
    shell = path(
        "M220 260 C220 460 350 520 400 600 C420 640 400 760 330 870 Q500 920"
        " 670 870 C600 760 580 640 600 600 C650 520 780 460 780 260 Z"
    )
    c.fill(shell, rounded("#A65B28"))
    with c.clip(shell):
        for y, tone in ((640, p.accent), (700, p.second)):
            c.fill(path(f"M300 {y} Q500 {y + 44} 700 {y} V{y + 36} Q500 {y + 80} 300 {y + 36} Z"), tone)
        for step in range(9):
            x = 340 + step * 40
            c.fill(poly((x - 18, 800), (x, 770), (x + 18, 800), (x, 830)), faded(SKIN, 0.55))
    for step in range(10):
        top, low = 216 + step * 63, 388 + step * 24
        left = 500 + (top - 500) * 0.98
        c.stroke([(left, 300), (low, 560), (min(left + 62, 784), 300)], darker(SKIN, 0.2), 9)
        c.stroke([(left - 2, 298), (low - 2, 556)], SKIN, 5)
    for y in (300, 262):
        c.stroke(arc(500, y - 20, 284, 66, 4, 176), darker(p.accent, 0.2), 26)
        c.stroke(arc(500, y - 24, 284, 66, 8, 172), lighter(p.accent, 0.25), 8)
    c.stroke(arc(500, 566, 118, 24, 6, 174), p.second, 20)
    c.fill(oval(500, 222, 288, 82), darker(SKIN, 0.25))
    c.fill(oval(500, 214, 282, 78), radial("#FFF6E4", SKIN, darker(SKIN, 0.16)))
    c.stroke(oval(500, 214, 210, 54), faded("#B89A6A", 0.35), 8, closed=True)


@subject("marimba", pair=False)
def marimba(c: Canvas, p: Palette) -> None:
    """Wooden bars over shining resonators, two mallets resting."""
    ground(c, 500, 890, 400, 34)
    for x in (170, 830):
        tube(c, [(x, 470), (x, 870)], 34, "#4A3A5E")
        tube(c, [(x - 60, 876), (x + 60, 876)], 30, "#4A3A5E")
    tube(c, [(170, 780), (830, 780)], 22, "#4A3A5E")
    for bar in range(9):
        x = 150 + bar * 80
        length = 330 - bar * 30
        c.fill(box(x + 4, 480, 52, length, 16), across(*metal("#D9B35A")))
    for y, half in ((376, 410), (520, 430)):
        c.fill(box(500 - half, y, half * 2, 22, 8), "#3A2A4E")
    for bar in range(10):
        left, height = 92 + bar * 82, 330 - bar * 13
        top = 450 - height / 2
        wood = ("#B5562A", "#C4662E")[bar % 2]
        c.soft(box(left + 6, top + 12, 72, height, 10), faded(BLACK, 0.4), 9)
        c.fill(box(left, top, 72, height, 12), across(lighter(wood, 0.16), wood, darker(wood, 0.2)))
        c.fill(box(left + 8, top + 8, 12, height - 16, 6), faded(WHITE, 0.22))
        for hole in (top + 46, top + height - 46):
            c.dot(left + 36, hole, 8, "#3A1A12")
    for x1, y1, x2, y2, colour in ((180, 130, 540, 330, p.accent), (830, 110, 640, 360, p.second)):
        c.stroke([(x1 + 8, y1 + 34), (x2 + 8, y2 + 34)], faded(BLACK, 0.25), 18)
        tube(c, [(x1, y1), (x2, y2)], 18, "#E8C48A")
        c.dot(x2, y2, 48, ball(colour))


@subject("kalimba")
def kalimba(c: Canvas, p: Palette) -> None:
    """A thumb piano with seventeen tines."""
    body = path(
        "M230 240 Q230 150 320 140 Q500 110 680 140 Q770 150 770 240 L800"
        " 760 Q800 860 700 872 Q500 900 300 872 Q200 860 200 760 Z"
    )
    c.soft(moved(body, 22, 34), faded(BLACK, 0.5), 24)
    c.fill(moved(body, 0, 18), "#5E2E14")
    c.fill(body, across("#C98048", "#DE9A5C", "#C4783C", "#A65F2C"))
    with c.clip(body):
        for place in range(12):
            x = 200 + place * 54
            c.stroke(path(f"M{x} 100 C{x + 20} 350 {x - 24} 650 {x + 8} 900"), faded("#7A3E18", 0.22), 5)
    c.fill(oval(500, 640, 98), "#5E2E14")
    c.fill(oval(500, 644, 88), radial("#1E0E08", "#3A1C10"))
    for place in range(17):
        offset = place - 8
        x = 500 + offset * 29
        length = 600 - abs(offset) * 32
        c.fill(box(x - 7, 190, 20, length - 170, 8), faded(BLACK, 0.3))
        c.fill(box(x - 10, 180, 20, length - 180, 9), across("#8997A2", "#F4F7F9", "#A9B5BD"))
        if place % 3 == 2:
            c.fill(oval(x, length - 22, 7, 9), p.accent)
    for y, height in ((300, 30), (232, 24)):
        c.fill(box(232, y + 8, 536, height, 10), faded(BLACK, 0.35))
        c.fill(box(232, y, 536, height, 10), down("#F0C766", "#B8863A"))
    for x in (262, 500, 738):
        c.dot(x, 315, 12, ball("#E8ECF0"))


@subject("tambourine")
def tambourine(c: Canvas, p: Palette) -> None:
    """A skin, a wooden rim and its jingles."""
    c.soft(oval(520, 540, 370), faded(BLACK, 0.5), 28)
    c.dot(500, 500, 372, sheen("#B5622E", 1.6))
    c.dot(500, 500, 318, darker("#7A3A18", 0.2))
    c.dot(500, 496, 308, radial("#FFF8EA", SKIN, "#DCC49A"))
    c.stroke(arc(500, 496, 268, 268, 170, 280), faded(WHITE, 0.5), 10)
    for place in range(8):
        angle = place * 45 + 22
        x, y = arc(500, 500, 346, 346, angle, angle + 1, steps=1)[0]
        with c.placed(x, y, 1, angle=angle + 90, about=(0, 0)):
            c.fill(box(-80, -25, 160, 50, 22), "#3A1A0E")
            for dx in (-32, 34):
                c.fill(oval(dx + 3, 6, 38, 30), faded(BLACK, 0.5))
                c.fill(oval(dx, 0, 38, 30), sheen("#F0C75A", 2.4))
                c.fill(oval(dx, 0, 15, 12), sheen("#D9A93A", 2.0))
    for place in range(48):
        x, y = arc(500, 498, 314, 314, place * 7.5, place * 7.5 + 1, steps=1)[0]
        c.dot(x, y, 5, "#F0D28A")
    star = [
        arc(500, 496, reach, reach, place * 18 - 90, place * 18 - 89, steps=1)[0] for place, reach in enumerate((120, 62) * 10)
    ]
    c.fill(star, faded(p.accent, 0.85))
    c.dot(500, 496, 40, faded(SKIN, 0.95))


@subject("drum-kit", pair=False)
def drum_kit(c: Canvas, p: Palette) -> None:
    """Bass drum, toms, snare, floor tom and three cymbals."""
    ground(c, 500, 880, 420, 40)
    for x, y, foot in ((190, 250, 150), (820, 230, 860), (120, 470, 90)):
        tube(c, [(x, y), (foot, 870)], 14, "#B9C0CC")
    for x, lean in ((330, -50), (670, 50)):
        tube(c, [(x, 780), (x + lean, 886)], 16, "#B9C0CC")
    _drum(c, p, 760, 610, 128, 180)
    _drum(c, p, 235, 590, 118, 90)
    for x in (210, 260, 700, 820):
        tube(c, [(x, 700 if x < 500 else 780), (x + (x - 500) * 0.05, 884)], 13, "#B9C0CC")
    c.dot(500, 660, 222, ball("#E8ECF2"))
    c.dot(500, 660, 206, darker(p.accent, 0.2))
    c.dot(500, 660, 190, radial("#FFFDF6", "#F6EFE2", "#DCD2C0"))
    c.dot(500, 660, 96, p.accent)
    c.text("TPM", 500, 664, 84, WHITE, bold=0.12, spacing=0.06)
    for angle in range(15, 375, 45):
        lug = arc(500, 660, 212, 212, angle, angle + 1, steps=1)[0]
        c.dot(*lug, 17, ball("#D5DAE2"))
    _drum(c, p, 385, 345, 108, 110)
    _drum(c, p, 615, 345, 108, 110)
    tube(c, [(500, 360), (500, 450)], 18, "#B9C0CC")
    for x, y, rx, tilt in ((190, 235, 170, -12), (815, 215, 180, 12), (125, 460, 105, 0)):
        _cymbal(c, x, y, rx, tilt)
    _cymbal(c, 125, 478, 105, 0)


def _drum(c: Canvas, p: Palette, x: float, y: float, rx: float, depth: float) -> None:
    cylinder(c, x, y, y + depth, rx, p.accent, ry=rx * 0.3, lid="#F8F2E6")
    for height in (y, y + depth):
        c.stroke(arc(x, height, rx, rx * 0.3, 0, 180), "#E4E8EE", 15)
        c.stroke(arc(x, height - 3, rx, rx * 0.3, 10, 170), WHITE, 4)
    c.stroke(arc(x, y, rx, rx * 0.3, 180, 360), "#C3C9D2", 10)
    for share in (-0.72, -0.25, 0.25, 0.72):
        drop = rx * 0.3 * (1 - share**2) ** 0.5
        c.fill(box(x + share * rx - 6, y + drop + 10, 12, depth - 16, 6), "#E4E8EE")


def _cymbal(c: Canvas, x: float, y: float, rx: float, tilt: float, colour: Colour = "#E8B63C") -> None:
    with c.placed(x, y, 1, angle=tilt, about=(0, 0)):
        c.fill(oval(4, 12, rx, rx * 0.2), faded(BLACK, 0.35))
        c.fill(
            oval(0, 0, rx, rx * 0.2),
            across(
                darker(colour, 0.2),
                colour,
                lighter(colour, 0.7),
                colour,
                darker(colour, 0.3),
                lighter(colour, 0.3),
                darker(colour, 0.2),
            ),
        )
        for share in (0.8, 0.6, 0.4):
            c.stroke(oval(0, 0, rx * share, rx * 0.2 * share), faded("#7A5410", 0.35), 3, closed=True)
        c.fill(arc(0, -4, rx * 0.2, rx * 0.16, 180, 360), down(lighter(colour, 0.5), colour))
        c.fill(box(-6, -rx * 0.3, 12, rx * 0.2, 4), "#D5DAE2")
