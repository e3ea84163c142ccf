"""Accessories of the connected-things shop: power, cable, fixings."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .paints import across, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, curve, moved, oval, poly, ring
from .solids import (
    cast,
    ground,
    hexagon,
    led,
    lines,
    metal,
    screw,
    slab,
    tube,
)

CASE = "#F2F5F7"
DARK = "#2C4052"
BRASS = "#D2AE5A"


@subject("battery-pack", pair=False)
def battery_pack(c: Canvas, p: Palette) -> None:
    """Lithium cells: two standing, one lying in front."""
    ground(c, 460, 760, 330, 46)
    for x in (315, 585):
        _cell(c, p, x)
    ground(c, 590, 905, 290, 26)
    with c.placed(600, 790, 0.92, angle=90, about=(0, 440)):
        _cell(c, p, 0)


def _cell(c: Canvas, p: Palette, x: float) -> None:
    """One cell standing at x: cap, sleeve, printed label."""
    c.fill(box(x - 38, 90, 76, 60, 14), across(*metal()))
    c.fill(box(x - 116, 130, 232, 650, 36), across(*metal("#A9B5BD")))
    c.fill(box(x - 119, 182, 238, 552, 14), rounded(p.accent))
    c.fill(box(x - 119, 182, 238, 120), rounded(p.second))
    with c.placed(x - 22, 520, 1, angle=-90, about=(0, 0)):
        c.text("ER34615", 0, 0, 88, WHITE, bold=0.06)
    with c.placed(x + 56, 520, 1, angle=-90, about=(0, 0)):
        c.text("3.6 V  19 Ah", 0, 0, 48, faded(WHITE, 0.85), bold=0.03)
    c.text("+", x - 8, 240, 96, WHITE, bold=0.08)


@subject("cable-sma", pair=False)
def sma_cable(c: Canvas, p: Palette) -> None:
    """A coiled aerial lead with its two gold connectors."""
    c.soft(ring(515, 486, 340, 245, 0, 360), faded(BLACK, 0.3), 18)
    for reach in (322, 292, 262, 306, 276):
        c.stroke(arc(500, 450, reach, reach * 0.94, 60, 420), "#101A22", 30)
        c.stroke(arc(497, 446, reach, reach * 0.94, 60, 420), "#33444F", 20)
        c.stroke(arc(494, 442, reach, reach * 0.94, 170, 290), "#5C707D", 6)
    tube(c, curve((300, 690), (260, 760), (220, 800), (180, 860)), 30, "#33444F")
    tube(c, curve((700, 690), (740, 760), (780, 800), (820, 860)), 30, "#33444F")
    for x, angle in ((168, 34), (832, -34)):
        _connector(c, x, 872, angle)
    for x, y, angle in ((500, 132, 0), (798, 430, 90)):
        with c.placed(x, y, 1, angle=angle, about=(0, 0)):
            c.fill(box(-30, -34, 60, 116, 12), rounded(p.accent))
            c.fill(box(-44, 4, 88, 26, 8), darker(p.accent, 0.25))


def _connector(c: Canvas, x: float, y: float, angle: float) -> None:
    with c.placed(x, y, 1, angle=angle, about=(0, 0)):
        c.soft(box(-36, -40, 90, 160, 10), faded(BLACK, 0.28), 12)
        c.fill(box(-22, -90, 44, 80, 8), rounded("#16222C"))
        c.fill(box(-46, -22, 92, 62, 10), across(*metal(BRASS)))
        c.fill(box(-38, 36, 76, 70, 6), across(*metal(BRASS)))
        for row in range(44, 104, 12):
            c.stroke([(-38, row), (38, row + 4)], faded(BLACK, 0.25), 4, flat=True)
        c.fill(box(-6, 104, 12, 26, 4), BRASS)


@subject("power-supply", pair=False)
def power_supply(c: Canvas, p: Palette) -> None:
    """A plug-in supply, its lead and barrel plug."""
    lead = curve((560, 470), (760, 470), (850, 600), (760, 740), (560, 780), (420, 850), (560, 905), (720, 880))
    c.stroke(moved(lead, 8, 16), faded(BLACK, 0.22), 28)
    tube(c, lead, 28, DARK)
    c.fill(box(700, 846, 110, 66, 16), rounded("#22323F"))
    c.fill(box(806, 858, 90, 42, 6), down("#F3F6F8", "#98A5AF", "#C9D2D8"))
    c.fill(box(872, 858, 10, 42), "#22323F")
    for y in (300, 440):
        c.fill(box(55, y, 130, 38, 12), down("#F3E2AE", "#C79F46", "#8A6A22"))
        c.fill(box(110, y, 60, 38, 4), "#2B3A46")
    body = box(155, 165, 440, 470, 76)
    cast(c, body)
    slab(c, 155, 165, 440, 470, 76, CASE)
    c.fill(box(560, 430, 66, 84, 18), rounded("#22323F"))
    c.fill(box(220, 235, 120, 20, 10), p.accent)
    c.text("12V", 370, 365, 120, p.ink, bold=0.07)
    c.text("2 A", 370, 460, 60, p.ink, bold=0.04)
    lines(c, 270, 525, (200, 150), 26, "#BECAD2")
    led(c, 530, 246, 15, p.accent)


@subject("mounting-kit", pair=False)
def mounting_kit(c: Canvas, p: Palette) -> None:
    """Bracket, U-bolts, nuts, screws and plugs, laid out."""
    bracket = poly((130, 150), (470, 150), (470, 560), (370, 560), (370, 250), (130, 250), radius=26)
    cast(c, bracket, dx=16, dy=24)
    c.fill(bracket, sheen("#B9C5CD", 1.5))
    c.fill(poly((130, 150), (470, 150), (470, 172), (130, 172), radius=10), faded(WHITE, 0.5))
    for x, y in ((190, 200), (300, 200), (420, 370), (420, 500)):
        c.fill(oval(x, y, 25), "#5F717E")
        c.fill(oval(x + 3, y + 5, 20), "#D2DCE2")
    for x in (640, 640):
        bolt = [(x - 90, 520), *arc(x, 260, 90, 100, 180, 360), (x + 90, 520)]
        c.stroke(moved(bolt, 12, 18), faded(BLACK, 0.22), 38)
        tube(c, bolt, 38, "#AEBBC4", flat=True)
    for x in (550, 730):
        for y in range(410, 520, 16):
            c.stroke([(x - 19, y), (x + 19, y + 5)], faded(BLACK, 0.28), 5, flat=True)
        hexagon(c, x, 425, 42)
    for place in range(3):
        _woodscrew(c, 190 + place * 110, 760)
    for place in range(3):
        _plug(c, 560 + place * 120, 730, p)
    for x, y in ((850, 200), (850, 330)):
        hexagon(c, x, y, 46)
        c.dot(x, y, 22, "#4A5C69")
    c.dot(850, 465, 50, sheen("#C9D3D9", 1.6))
    c.dot(850, 465, 22, "#5F717E")


def _woodscrew(c: Canvas, x: float, y: float) -> None:
    c.soft(box(x - 20, y - 110, 60, 260, 20), faded(BLACK, 0.22), 14)
    c.fill(poly((x - 20, y - 90), (x + 20, y - 90), (x + 15, y + 110), (x, y + 160), (x - 15, y + 110)), across(*metal()))
    for row in range(9):
        top = y - 60 + row * 20
        c.fill(poly((x - 25, top), (x + 25, top + 10), (x + 22, top + 18), (x - 22, top + 8)), across(*metal("#9DABB5")))
    screw(c, x, y - 104, 42)


def _plug(c: Canvas, x: float, y: float, p: Palette) -> None:
    c.soft(box(x - 24, y - 70, 70, 240, 20), faded(BLACK, 0.22), 14)
    c.fill(box(x - 32, y - 80, 64, 240, 18), rounded(p.accent))
    c.fill(box(x - 42, y - 88, 84, 26, 8), rounded(lighter(p.accent, 0.15)))
    c.fill(box(x - 5, y - 30, 10, 160, 5), darker(p.accent, 0.4))
    for row in range(5):
        c.stroke([(x - 32, y - 30 + row * 34), (x - 12, y - 22 + row * 34)], darker(p.accent, 0.3), 6)
        c.stroke([(x + 32, y - 30 + row * 34), (x + 12, y - 22 + row * 34)], darker(p.accent, 0.3), 6)
