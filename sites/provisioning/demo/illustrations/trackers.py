"""Trackers of the connected-things shop: what travels with a thing, a person, a vehicle."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .paints import across, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, curve, moved, oval, path, poly
from .solids import (
    cast,
    gloss,
    ground,
    hexagon,
    led,
    lines,
    metal,
    screw,
    slab,
    tube,
    waves,
)

CASE = "#F2F5F7"
DARK = "#2C4052"


def _pin(c: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A map pin standing on (x, y)."""
    with c.placed(x, y, size / 100, about=(0, 0)):
        c.fill(path("M0 0 C-14 -34 -40 -46 -40 -78 C-40 -132 40 -132 40 -78 C40 -46 14 -34 0 0 Z"), colour)
        c.dot(0, -78, 17, WHITE)


@subject("tracker-asset")
def asset_tracker(c: Canvas, p: Palette) -> None:
    """A rugged block bolted to what it follows."""
    body = box(180, 270, 640, 460, 60)
    flange = box(95, 360, 810, 280, 60)
    cast(c, flange, dx=20, dy=40)
    c.fill(moved(flange, 0, 16), darker(DARK, 0.5))
    c.fill(flange, sheen(DARK, 1.3))
    for x in (148, 852):
        for y in (422, 578):
            hexagon(c, x, y, 34)
    cast(c, body, dx=12, dy=30, blur=18)
    c.fill(moved(body, 0, 18), darker(p.second, 0.5))
    c.fill(body, sheen(p.second, 1.2))
    for x in (228, 772):
        for y in (318, 682):
            screw(c, x, y, 22)
    c.fill(box(270, 335, 460, 330, 34), sheen(DARK))
    _pin(c, 500, 560, 165, lighter(p.second, 0.25))
    lines(c, 310, 610, (130,), 30, faded(WHITE, 0.35))
    led(c, 672, 392, 17, "#7CF0C4")
    for x in range(300, 720, 60):
        c.fill(box(x, 285, 36, 14, 7), darker(p.second, 0.25))
        c.fill(box(x, 702, 36, 14, 7), darker(p.second, 0.3))


@subject("tracker-badge")
def badge_tracker(c: Canvas, p: Palette) -> None:
    """A badge on a lanyard, with an alarm button."""
    for line in (curve((470, 250), (360, 120), (330, -60)), curve((530, 250), (640, 120), (670, -60))):
        tube(c, line, 40, p.accent)
    c.fill(box(462, 190, 76, 100, 18), across(*metal()))
    body = box(265, 265, 470, 640, 84)
    cast(c, body, dx=28, dy=40, blur=30)
    slab(c, 265, 265, 470, 640, 84, CASE)
    c.fill(box(420, 300, 160, 30, 15), "#8DA0AD")
    c.fill(box(325, 375, 350, 300, 40), down(lighter(p.accent, 0.72), lighter(p.accent, 0.5)))
    with c.clip(box(325, 375, 350, 300, 40)):
        c.fill(path("M370 690 C370 560 440 545 500 545 C560 545 630 560 630 690 Z"), down(p.accent, darker(p.accent, 0.2)))
        c.fill(box(468, 500, 64, 70, 28), "#C98F6A")
        c.fill(oval(500, 468, 70, 80), "#E3AE86")
        c.fill(path("M428 470 C420 370 580 370 572 470 C560 420 520 420 500 418 C470 420 440 425 428 470 Z"), "#3A2A22")
    lines(c, 325, 720, (210, 140), 38, "#B3C0C9")
    c.dot(606, 778, 60, "#C9D3D9")
    c.dot(603, 773, 50, sheen("#E4572E", 1.3))
    c.text("SOS", 603, 775, 34, WHITE, bold=0.08)
    led(c, 345, 830, 14, p.accent)


@subject("tracker-pet")
def pet_tracker(c: Canvas, p: Palette) -> None:
    """A collar with its tag."""
    c.soft(arc(510, 470, 350, 230, 0, 180) + arc(510, 430, 270, 150, 180, 0), faded(BLACK, 0.4), 22)
    c.stroke(arc(500, 400, 330, 210, 180, 360), darker(p.accent, 0.45), 78)
    c.stroke(arc(500, 400, 330, 210, 0, 180), p.accent, 84)
    c.stroke(arc(500, 384, 330, 210, 8, 172), lighter(p.accent, 0.32), 14)
    for turn in range(14, 172, 9):
        c.stroke(arc(500, 424, 330, 210, turn, turn + 4, steps=2), faded(WHITE, 0.8), 6, flat=True)
    c.fill(box(160, 350, 70, 150, 18), across(*metal()))
    c.fill(box(470, 590, 60, 70, 16), across(*metal()))
    cast(c, oval(500, 745, 165), dx=18, dy=28)
    c.dot(500, 750, 165, darker(CASE, 0.35))
    c.dot(500, 740, 165, sheen(CASE))
    c.dot(500, 740, 128, sheen(DARK))
    for x, y, size in ((440, 715, 23), (478, 685, 25), (522, 685, 25), (560, 715, 23)):
        c.fill(oval(x, y, size * 0.8, size), WHITE)
    c.fill(
        path("M500 725 C540 725 570 770 552 792 C535 808 515 795 500 795 C485 795 465 808 448 792 C430 770 460 725 500 725 Z"),
        WHITE,
    )
    led(c, 500, 842, 11, "#7CF0C4")


@subject("tracker-vehicle", pair=False)
def vehicle_tracker(c: Canvas, p: Palette) -> None:
    """A black unit with its wiring loom, and the van it rides in."""
    ground(c, 520, 545, 330, 26)
    c.fill(
        path("M200 520 V250 Q200 215 235 215 H600 Q640 215 668 245 L750 345 L830 375 Q850 385 850 410 V520 Z"),
        down(lighter(p.accent, 0.12), darker(p.accent, 0.14)),
    )
    c.fill(path("M575 345 V262 H612 Q634 262 648 280 L700 345 Z"), sheen("#CFE7F2"))
    c.fill(box(200, 440, 650, 20), faded(WHITE, 0.75))
    c.stroke([(550, 240), (550, 515)], faded(BLACK, 0.2), 5)
    c.fill(box(805, 410, 45, 30, 8), "#FFE9A8")
    for x in (325, 725):
        c.dot(x, 525, 72, "#1B2833")
        c.dot(x, 525, 36, sheen("#D4DDE3"))
        c.dot(x, 525, 12, "#5A6B78")
    _pin(c, 375, 395, 120, WHITE)
    for place, colour in enumerate(("#D63A2F", "#22303B", "#E9C03C", "#3B82C4")):
        wire = curve((640, 770 + place * 22), (740, 768 + place * 24), (800, 720 + place * 40), (930, 730 + place * 42))
        c.stroke(moved(wire, 4, 10), faded(BLACK, 0.2), 15)
        tube(c, wire, 15, colour)
    unit = box(170, 640, 460, 260, 42)
    cast(c, unit, dx=14, dy=26)
    c.fill(moved(unit, 0, 12), "#101B25")
    c.fill(unit, sheen(DARK, 1.2))
    c.fill(box(600, 735, 70, 110, 12), rounded("#16222C"))
    c.fill(box(215, 685, 150, 22, 11), lighter(p.accent, 0.2))
    waves(c, 290, 815, 30, WHITE, start=-50, end=50, width=12)
    lines(c, 400, 730, (140, 100, 120), 34, faded(WHITE, 0.3))
    for place, colour in enumerate(("#7CF0C4", p.second)):
        led(c, 530 - place * 60, 860, 13, colour)
    gloss(c, poly((200, 650), (330, 650), (250, 880), (200, 880)), 0.05)


@subject("enclosure")
def enclosure(c: Canvas, p: Palette) -> None:
    """An empty weatherproof box, its lid set aside."""
    lid = box(430, 110, 450, 520, 46)
    with c.placed(655, 370, 1, angle=9, about=(655, 370)):
        cast(c, lid)
        slab(c, 430, 110, 450, 520, 46, "#DCE4E9")
        c.fill(box(475, 155, 360, 430, 30), sheen("#EAF0F3"))
        lines(c, 525, 210, (120, 80), 30, "#C1CDD4")
        for x in (458, 852):
            for y in (140, 600):
                screw(c, x, y, 18)
    body = box(130, 330, 500, 560, 52)
    cast(c, body)
    slab(c, 130, 330, 500, 560, 52, "#C5D0D7")
    c.fill(box(172, 372, 416, 470, 30), darker(p.accent, 0.35))
    c.fill(box(180, 380, 400, 454, 26), down("#7D8F9B", "#A9B7C0"))
    c.fill(box(180, 380, 400, 60, 26), faded(BLACK, 0.22))
    for y in (500, 660):
        c.fill(box(215, y, 330, 46, 6), across(*metal("#C7D0D6")))
        for x in range(235, 530, 44):
            c.fill(box(x, y + 15, 24, 16, 8), "#5E707D")
    for x in (158, 602):
        for y in (360, 858):
            c.dot(x, y, 20, "#93A3AE")
            c.dot(x, y, 11, "#52636F")
    for x in (260, 380, 500):
        c.fill(box(x - 36, 880, 72, 30, 6), rounded(DARK))
        c.fill(box(x - 28, 906, 56, 34, 10), rounded("#1E2D3A"))
