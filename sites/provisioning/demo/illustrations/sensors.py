"""Sensors of the connected-things shop."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .paints import across, ball, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, curve, moved, oval, path, poly
from .solids import (
    cast,
    cylinder,
    gloss,
    ground,
    led,
    lines,
    metal,
    screw,
    slab,
    slots,
    tube,
)

CASE = "#F2F5F7"
GREY = "#C3CED6"
DARK = "#33475A"
SCREEN = "#10222F"
CABLE = "#D9622B"


@subject("sensor-temperature")
def wall_sensor(c: Canvas, p: Palette) -> None:
    """A small wall box with a grille and a light."""
    body = box(265, 130, 470, 720, 78)
    cast(c, body, dx=34, dy=44, blur=34, strength=0.36)
    slab(c, 265, 130, 470, 720, 78, CASE)
    slots(c, 345, 215, 310, 210, 5, "#A9B7C1")
    c.fill(box(345, 500, 310, 150, 26), down("#E1E8EC", "#D2DCE2"))
    c.text("21.4°", 500, 576, 92, p.ink, bold=0.03)
    c.fill(box(345, 715, 96, 16, 8), p.accent)
    lines(c, 345, 748, (150, 110), 22, "#BECAD2")
    led(c, 632, 742, 17, p.accent)


@subject("sensor-outdoor")
def radiation_shield(c: Canvas, p: Palette) -> None:
    """A stack of white plates on a bracket, the sensor hidden inside."""
    ground(c, 480, 905, 210)
    c.fill(box(640, 300, 190, 44, 10), across(*metal()))
    c.fill(box(800, 160, 66, 720, 16), across(*metal()))
    for y in (240, 760):
        screw(c, 833, y, 17)
    cylinder(c, 460, 240, 800, 110, "#9FB0BB", ry=20)
    for row in reversed(range(7)):
        y = 250 + row * 82
        plate = arc(460, y + 44, 252, 46, 0, 180) + arc(460, y, 190, 26, 180, 360)
        c.soft(oval(460, y + 86, 215, 24), faded(BLACK, 0.3), 9)
        c.fill(plate, rounded(CASE, 0.9))
        c.stroke(arc(460, y + 42, 248, 44, 12, 168), faded(WHITE, 0.8), 6)
    c.fill(arc(460, 262, 190, 120, 180, 360), rounded(CASE, 0.9))
    c.fill(arc(460, 200, 60, 34, 180, 360) + [(520, 214), (400, 214)], p.accent)
    c.fill(box(420, 815, 80, 60, 14), rounded(DARK))
    c.stroke(curve((460, 875), (470, 910), (560, 925), (640, 905)), DARK, 18)


@subject("sensor-door", pair=False)
def contact(c: Canvas, p: Palette) -> None:
    """Transmitter and magnet, side by side across the gap of a frame."""
    left, right = box(200, 150, 330, 700, 60), box(590, 300, 190, 400, 46)
    for shape in (left, right):
        cast(c, shape, dx=28, dy=38, blur=28, strength=0.36)
    slab(c, 200, 150, 330, 700, 60, CASE)
    slab(c, 590, 300, 190, 400, 46, CASE)
    c.stroke([(228, 690), (502, 690)], "#CBD5DB", 5)
    c.fill(poly((470, 455), (506, 500), (470, 545), radius=10), p.accent)
    c.fill(poly((650, 455), (614, 500), (650, 545), radius=10), p.accent)
    led(c, 365, 250, 18, p.accent)
    c.stroke(oval(365, 420, 62), "#C2CED5", 7, closed=True)
    c.stroke(oval(365, 420, 38), "#D3DCE1", 6, closed=True)
    lines(c, 290, 745, (150, 100), 24, "#BECAD2")
    c.fill(box(655, 620, 62, 14, 7), "#C2CED5")


@subject("sensor-soil")
def soil_probe(c: Canvas, p: Palette) -> None:
    """A head with three steel spikes in the earth."""
    ground(c, 500, 885, 330, 40)
    c.fill(
        path("M170 900 C190 800 300 770 400 775 C520 750 700 770 780 820 C830 850 840 880 835 905 Q500 960 170 900 Z"),
        down("#8A6144", "#5A3B29"),
    )
    for x, y, r in ((270, 860, 14), (360, 895, 10), (640, 880, 16), (735, 865, 11), (480, 905, 9), (560, 850, 8)):
        c.dot(x, y, r, "#6F4A33")
    for x in (390, 500, 610):
        c.fill(poly((x - 17, 520), (x + 17, 520), (x + 17, 800), (x - 17, 800)), across(*metal()))
        c.soft(oval(x, 802, 34, 10), faded(BLACK, 0.5), 7)
    c.fill(path("M330 815 Q500 770 680 812 Q660 850 500 842 Q360 850 330 815 Z"), "#7A5439")
    for x in (390, 500, 610):
        c.fill(arc(x, 808, 30, 12, 0, 360), "#4A2F20")
        c.fill(box(x - 17, 740, 34, 68), across(*metal()))
    slab(c, 290, 300, 420, 240, 60, CASE)
    c.fill(box(340, 490, 320, 62, 20), rounded(DARK))
    c.fill(box(335, 350, 130, 20, 10), p.accent)
    lines(c, 335, 392, (170, 120), 26, "#BECAD2")
    led(c, 640, 362, 18, p.accent)
    tube(c, [(600, 300), (600, 130)], 34, DARK)
    for x, y, angle in ((190, 860, -120), (195, 865, -60), (815, 870, -125), (818, 870, -70)):
        _blade(c, x, y, angle)


def _blade(c: Canvas, x: float, y: float, angle: float) -> None:
    with c.placed(x, y, 1.2, angle=angle, about=(0, 0)):
        c.fill(path("M0 -9 Q60 -22 110 0 Q60 14 0 9 Z"), across("#3E8E4E", "#7CC46A"))


@subject("sensor-leak", pair=False)
def leak_puck(c: Canvas, p: Palette) -> None:
    """A puck with a sensing rope, and the water it waits for."""
    c.fill(
        path("M520 800 C600 740 780 750 850 800 C900 850 800 905 690 895 C560 910 460 860 520 800 Z"),
        down("#9AD5EE", "#5DB3DA"),
    )
    c.fill(path("M585 800 C640 775 720 775 760 795 C700 790 640 800 600 822 Z"), faded(WHITE, 0.55))
    rope = curve((330, 600), (210, 720), (240, 850), (400, 850), (520, 780), (640, 760), (760, 820), (700, 870))
    c.stroke(moved(rope, 10, 14), faded(BLACK, 0.2), 34)
    tube(c, rope, 32, p.second)
    for place in range(6, len(rope) - 4, 5):
        (x, y), (nx, ny) = rope[place], rope[place + 1]
        c.stroke(
            [(x - (ny - y) * 0.7, y + (nx - x) * 0.7), (x + (ny - y) * 0.7, y - (nx - x) * 0.7)], faded("#7A4A08", 0.45), 5
        )
    c.soft(oval(510, 590, 320, 130), faded(BLACK, 0.34), 26)
    cylinder(c, 500, 420, 540, 320, CASE, ry=150, lid=CASE)
    c.fill(oval(500, 408, 230, 104), sheen("#DCE5EA"))
    c.fill(path("M500 318 C540 370 560 395 560 425 C560 500 440 500 440 425 C440 395 460 370 500 318 Z"), p.accent)
    c.fill(path("M466 425 C464 450 480 466 498 470 C470 474 452 450 466 425 Z"), faded(WHITE, 0.6))
    led(c, 690, 440, 15, p.accent)


@subject("sensor-co2")
def air_monitor(c: Canvas, p: Palette) -> None:
    """A desk unit with a large display."""
    ground(c, 500, 850, 370)
    c.fill(poly((330, 840), (670, 840), (640, 720), (360, 720), radius=12), down(GREY, darker(GREY, 0.2)))
    slab(c, 130, 180, 740, 600, 90, p.case)
    c.fill(box(185, 235, 630, 400, 48), sheen(SCREEN))
    c.text("642", 380, 400, 190, WHITE, bold=0.04)
    c.text("ppm CO2", 690, 510, 40, faded(WHITE, 0.7), bold=0.02)
    c.stroke(arc(690, 380, 78, 78, 150, 330), p.accent, 20)
    c.stroke(arc(690, 380, 78, 78, 340, 390), "#3C5363", 20)
    for place, tone in enumerate((p.accent, p.accent, p.accent, "#2C4353", "#2C4353", "#2C4353")):
        c.fill(box(245 + place * 88, 560, 74, 24, 12), lighter(tone, 0.1))
    slots(c, 300, 690, 400, 44, 2, "#AFBCC5")


@subject("sensor-people-counter", pair=False)
def people_counter(c: Canvas, p: Palette) -> None:
    """A ceiling unit with two lenses, counting heads below."""
    for x, tone in ((250, 0.5), (500, 0.85), (750, 0.5)):
        colour = faded(p.accent, tone)
        c.dot(x, 700, 54, colour)
        c.fill(path(f"M{x - 95} 900 Q{x - 95} 775 {x} 775 Q{x + 95} 775 {x + 95} 900 Z"), colour)
    c.fill(poly((360, 420), (640, 420), (860, 905), (140, 905)), down(faded(p.second, 0.42), faded(p.second, 0.02)))
    c.fill(box(120, 95, 760, 46, 8), down(lighter(GREY, 0.2), GREY))
    body = path("M190 140 H810 L770 330 Q760 400 690 400 H310 Q240 400 230 330 Z")
    cast(c, body, dx=10, dy=26, blur=24)
    c.fill(body, down(WHITE, "#DDE5EA"))
    c.fill(box(300, 235, 400, 150, 75), sheen(SCREEN))
    for x in (385, 615):
        c.dot(x, 310, 56, "#2B4557")
        c.dot(x, 310, 44, ball("#0E2A44"))
        c.dot(x - 14, 294, 12, faded(WHITE, 0.85))
        c.stroke(arc(x, 310, 32, 32, 20, 80), faded("#6FC3E8", 0.7), 6)
    led(c, 500, 310, 15, p.accent)
    c.stroke([(205, 150), (795, 150)], faded(WHITE, 0.9), 6)


@subject("sensor-level", pair=False)
def ultrasonic(c: Canvas, p: Palette) -> None:
    """A level sensor whose horn looks down on the water."""
    tank = box(170, 790, 660, 130, 30)
    c.fill(tank, down("#7FC6E8", "#3E95C4"))
    c.stroke(curve((200, 812), (300, 804), (400, 816), (500, 806), (600, 816), (700, 806), (800, 814)), faded(WHITE, 0.7), 8)
    for place in range(3):
        reach = 92 + place * 58
        c.stroke(arc(500, 560, reach * 1.15, reach, 50, 130), faded(p.accent, 0.95 - place * 0.25), 13)
    c.fill(poly((420, 470), (580, 470), (660, 610), (340, 610), radius=14), rounded(DARK))
    c.fill(oval(500, 608, 156, 34), "#15232F")
    c.fill(oval(500, 604, 110, 22), rounded("#4A6072"))
    cylinder(c, 500, 410, 480, 120, GREY, ry=18)
    for x in range(400, 610, 28):
        c.stroke([(x, 432), (x, 484)], faded(BLACK, 0.16), 7, flat=True)
    slab(c, 290, 150, 420, 270, 62, CASE)
    c.fill(box(350, 205, 220, 110, 22), sheen(SCREEN))
    c.text("1.82 m", 460, 261, 60, WHITE, bold=0.03)
    led(c, 640, 235, 17, p.accent)
    c.fill(box(350, 350, 110, 18, 9), p.accent)
    tube(c, curve((690, 330), (760, 330), (800, 270), (800, 60)), 30, DARK)
    c.fill(box(695, 300, 46, 60, 14), rounded(GREY))


@subject("sensor-current", pair=False)
def current_clamp(c: Canvas, p: Palette) -> None:
    """A split-core clamp around a cable."""
    tube(c, [(60, 560), (940, 320)], 96, CABLE)
    ring = oval(480, 440, 290, 300)
    c.soft(moved(ring, 24, 40), faded(BLACK, 0.26), 24)
    c.fill(ring, sheen(CASE, 1.4))
    c.stroke(oval(480, 440, 282, 292), faded(WHITE, 0.8), 10, closed=True)
    c.fill(oval(480, 440, 158, 166), "#5C6F7D")
    with c.clip(oval(484, 446, 152, 160)):
        c.fill(box(300, 260, 380, 380), down("#6F838F", "#A9B8C1"))
        tube(c, [(60, 560), (940, 320)], 96, CABLE)
    c.fill(box(470, 138, 20, 140, 4), "#8798A4")
    c.soft(poly((60, 570), (480, 455), (480, 520), (60, 640)), faded(BLACK, 0.3), 14)
    tube(c, [(60, 560), (520, 434.5)], 96, CABLE, flat=True)
    c.dot(60, 560, 47, darker(CABLE, 0.34))
    c.dot(60, 560, 27, "#E8B878")
    hinge = box(700, 380, 100, 120, 30)
    c.fill(hinge, rounded(DARK))
    screw(c, 750, 440, 24)
    slab(c, 330, 640, 300, 260, 46, CASE)
    c.fill(box(375, 690, 120, 20, 10), p.accent)
    c.text("200 A", 480, 775, 74, p.ink, bold=0.04)
    led(c, 578, 700, 15, p.accent)
    lines(c, 375, 838, (210, 140), 22, "#BECAD2")


@subject("sensor-motion")
def motion(c: Canvas, p: Palette) -> None:
    """A wall sensor with a faceted dome lens."""
    body = box(240, 120, 520, 740, 110)
    cast(c, body, dx=34, dy=44, blur=34, strength=0.36)
    slab(c, 240, 120, 520, 740, 110, CASE)
    c.soft(oval(510, 430, 205), faded(BLACK, 0.28), 18)
    c.dot(500, 410, 200, darker(CASE, 0.14))
    c.dot(500, 406, 188, ball("#E6EDF1", 0.9))
    with c.clip(oval(500, 406, 186)):
        for reach in (50, 100, 148):
            c.stroke(oval(500, 406, reach), faded("#7F95A3", 0.45), 5, closed=True)
        for spoke in range(12):
            edge = arc(500, 406, 190, 190, spoke * 30, spoke * 30 + 1, steps=1)[0]
            c.stroke([(500, 406), edge], faded("#7F95A3", 0.4), 4)
        gloss(c, oval(425, 325, 74, 46), 0.55)
    led(c, 500, 680, 20, p.accent)
    c.stroke(arc(500, 680, 56, 56, 215, 325), faded(p.accent, 0.6), 9)
    c.stroke(arc(500, 680, 88, 88, 215, 325), faded(p.accent, 0.3), 9)
    lines(c, 430, 765, (140, 90), 24, "#BECAD2")
