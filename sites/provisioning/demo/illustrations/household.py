"""Cleaning and comfort: soap, paper, candles, textiles, a lamp."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .packaging import cap
from .paints import across, ball, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, curve, moved, oval, path, poly, smooth
from .solids import carton, cylinder, ground, leaf

CREAM = "#FFF3DA"


@subject("dish-soap", pair=False)
def dish_soap(c: Canvas, p: Palette) -> None:
    """A squeezy bottle among bubbles."""
    ground(c, 500, 880, 240)
    body = path(
        "M420 270 H580 C600 340 700 360 700 460 C700 540 664 580 668 660 C672 740 700 780 700 840 Q700 885 655 885"
        " H345 Q300 885 300 840 C300 780 328 740 332 660 C336 580 300 540 300 460 C300 360 400 340 420 270 Z"
    )
    c.fill(body, rounded("#35B36B"))
    with c.clip(body):
        c.fill(box(330, 330, 40, 520, 20), faded(WHITE, 0.3))
    cap(c, 425, 205, 150, 80, "#F4F7F5")
    c.fill(poly((462, 130), (538, 130), (556, 210), (444, 210), radius=10), rounded("#E4472B"))
    c.fill(box(482, 90, 36, 50, 10), rounded("#F4F7F5"))
    c.fill(oval(500, 590, 160, 190), CREAM)
    c.text("DISH", 500, 500, 76, "#1E7A45", bold=0.1, spacing=0.04)
    c.text("SOAP", 500, 578, 76, "#1E7A45", bold=0.1, spacing=0.04)
    c.fill(oval(500, 690, 66, 52), ball("#FFD23E"))
    leaf(c, 545, 655, 76, -30, "#4E9A3A")
    for x, y, r in (
        (200, 760, 90),
        (790, 700, 110),
        (220, 560, 50),
        (820, 500, 62),
        (700, 330, 36),
        (290, 400, 30),
        (850, 850, 50),
    ):
        c.fill(oval(x, y, r), faded("#CFF0F4", 0.6))
        c.stroke(oval(x, y, r - 3), faded(WHITE, 0.85), 6, closed=True)
        c.fill(oval(x - r * 0.35, y - r * 0.38, r * 0.2, r * 0.15), WHITE)


@subject("laundry-powder")
def laundry_powder(c: Canvas, p: Palette) -> None:
    """A carton with a carrying strap and a scoop of powder."""
    ground(c, 470, 850, 370)
    carton(c, 150, 300, 560, 550, 150, "#2F6FC4")
    c.stroke(path("M300 250 C300 120 640 120 640 240"), "#E8EEF4", 34)
    c.stroke(path("M300 246 C300 128 640 128 640 236"), "#FFFFFF", 14)
    with c.clip(box(150, 300, 560, 550)):
        for ring, colour in ((300, "#4C8BE0"), (232, "#FFD23E"), (160, "#FFF3DA")):
            c.dot(430, 560, ring, colour)
    c.text("FRESH", 430, 520, 96, "#1E4F9C", bold=0.11, spacing=0.02)
    c.text("laundry", 430, 610, 64, p.accent, bold=0.06)
    c.text("3 kg", 630, 800, 56, WHITE, bold=0.06)
    c.soft(oval(720, 895, 150, 20), faded(BLACK, 0.35), 12)
    c.fill(path("M590 770 C620 690 760 680 800 770 Z"), down("#FFFFFF", "#E3ECF5"))
    for place in range(14):
        c.dot(620 + place * 53 % 160, 730 + place * 31 % 40, 6, ("#6FA8F0", "#C8DCF5")[place % 2])
    c.fill(path("M580 765 H810 L790 880 Q786 900 766 900 H624 Q604 900 600 880 Z"), across("#D6E4F2", "#FFFFFF", "#B4C9DE"))
    c.fill(poly((806, 778), (930, 760), (934, 796), (804, 822), radius=14), down("#FFFFFF", "#C3D5E6"))


@subject("toilet-rolls", pair=False)
def toilet_rolls(c: Canvas, p: Palette) -> None:
    """Three rolls, stacked."""
    ground(c, 490, 850, 360)
    for x, y in ((310, 580), (690, 580), (500, 260)):
        c.soft(oval(x, y + 270, 150, 20), faded(BLACK, 0.25), 14)
        side = arc(x, y + 250, 180, 48, 0, 180) + arc(x, y, 180, 48, 180, 0)
        c.fill(side, rounded("#F3F1EC", 0.9))
        with c.clip(side):
            for row in range(4):
                for column in range(6):
                    c.dot(x - 150 + column * 60 + row % 2 * 30, y + 90 + row * 56, 7, faded("#B9C4C8", 0.45))
        c.fill(oval(x, y, 180, 48), sheen("#FFFFFF", 0.5))
        for ring in (0.84, 0.68, 0.54):
            c.stroke(oval(x, y, 180 * ring, 48 * ring), faded("#B8B4AA", 0.5), 4, closed=True)
        c.fill(oval(x, y, 74, 20), "#A98A62")
        c.fill(oval(x, y + 4, 62, 15), "#5E4A34")
    c.fill(path("M806 590 C850 600 866 620 866 660 V880 Q850 868 834 880 Q818 892 802 880 Z"), across("#FFFFFF", "#E3E0D8"))
    c.stroke([(804, 792), (864, 790)], faded("#A9A59B", 0.6), 4)


@subject("candles", pair=False)
def candles(c: Canvas, p: Palette) -> None:
    """Three burning candles of different height."""
    c.soft(oval(500, 330, 300, 240), faded("#FFF3B0", 0.65), 70)
    ground(c, 500, 860, 370, 44)
    for x, top, rx, colour in ((290, 470, 92, "#F0E2C4"), (720, 560, 104, "#E98A5A"), (500, 330, 100, "#FFF6E2")):
        cylinder(c, x, top, 840, rx, colour, ry=24, lid=lighter(colour, 0.3))
        c.fill(oval(x, top, rx * 0.7, 14), faded("#FFC75A", 0.8))
        c.fill(
            path(f"M{x - rx} {top} V{top + 110} Q{x - rx + 16} {top + 140} {x - rx + 30} {top + 96} V{top + 30} Z"),
            lighter(colour, 0.3),
        )
        c.stroke([(x, top), (x + 3, top - 40)], "#3A2A22", 9)
        c.soft(oval(x, top - 84, 60, 84), faded("#FFB22E", 0.6), 26)
        c.fill(
            path(
                f"M{x} {top - 176} C{x + 24} {top - 120} {x + 46} {top - 96} {x + 40} {top - 56} C{x + 34} {top - 20}"
                f" {x - 34} {top - 20} {x - 40} {top - 56} C{x - 44} {top - 96} {x - 16} {top - 120} {x} {top - 176} Z"
            ),
            down("#FFD23E", "#FF8A1E"),
        )
        c.fill(
            path(
                f"M{x} {top - 110} C{x + 18} {top - 76} {x + 22} {top - 34} {x}"
                f" {top - 32} C{x - 22} {top - 34} {x - 18} {top - 76} {x} {top - 110} Z"
            ),
            "#FFF6C8",
        )
    c.fill(arc(500, 850, 380, 44, 0, 180) + [(120, 836), (880, 836)], down("#B5793E", "#8A5526"))


@subject("blanket", pair=False)
def blanket(c: Canvas, p: Palette) -> None:
    """Folded and striped, with a fringe."""
    ground(c, 500, 840, 400, 44)
    bands = (p.accent, CREAM, p.second, "#F2B13A", CREAM, p.accent, p.second)
    for layer, (y, inset) in enumerate(((660, 0), (500, 20), (340, 36))):
        shape = box(110 + inset, y, 780 - inset * 2, 190, 80)
        c.soft(moved(shape, 0, 26), faded(BLACK, 0.3), 14)
        with c.clip(shape):
            for place in range(7):
                colour = bands[(place + layer) % 7]
                x = 110 + inset + place * (780 - inset * 2) / 7
                c.fill(box(x, y, 115, 190), down(lighter(colour, 0.22), colour, darker(colour, 0.28)))
                for stitch in range(4):
                    c.fill(
                        poly(
                            (x + 55, y + 20 + stitch * 46),
                            (x + 78, y + 38 + stitch * 46),
                            (x + 55, y + 56 + stitch * 46),
                            (x + 32, y + 38 + stitch * 46),
                        ),
                        faded(WHITE if place % 2 else BLACK, 0.2),
                    )
        c.stroke(arc(840 - inset, y + 95, 34, 60, -90, 90), faded(BLACK, 0.2), 8)
    c.fill(
        path("M150 345 C160 250 260 210 420 214 H740 C840 214 860 290 850 360 Q500 330 150 345 Z"),
        down(lighter(p.accent, 0.25), p.accent),
    )
    c.fill(path("M186 300 C260 262 420 268 820 276 L840 310 C500 296 260 300 170 330 Z"), faded(CREAM, 0.9))
    for x in range(150, 860, 34):
        c.stroke(curve((x, 848), (x + 5, 880), (x - 3, 908)), CREAM, 9)


@subject("broom", pair=False)
def broom(c: Canvas, p: Palette) -> None:
    """A straw broom and a pan."""
    ground(c, 430, 900, 280, 30)
    with c.placed(420, 500, 1, angle=9, about=(420, 500)):
        c.fill(box(402, 20, 36, 600, 18), across("#E6B877", "#C98B4A", "#96602A"))
        c.fill(box(402, 20, 36, 70, 18), p.accent)
        straw = path("M360 570 H480 C520 680 580 780 600 900 Q420 940 240 900 C260 780 320 680 360 570 Z")
        c.fill(straw, rounded("#E8B94C"))
        with c.clip(straw):
            for x in range(-9, 10):
                c.stroke([(420 + x * 6, 570), (420 + x * 20, 930)], faded("#8A5A16", 0.35), 6)
        for y, colour in ((600, p.accent), (650, p.second), (700, p.accent)):
            half = 66 + (y - 570) * 0.42
            c.stroke(arc(420, y - 12, half, 18, 10, 170), colour, 18)
        c.fill(box(350, 540, 140, 54, 18), rounded("#A8682C"))
    c.soft(oval(740, 890, 170, 24), faded(BLACK, 0.35), 14)
    c.fill(poly((600, 720), (880, 700), (930, 880), (570, 896), radius=24), sheen(p.second, 1.3))
    c.fill(poly((620, 740), (862, 722), (890, 800), (606, 816), radius=16), darker(p.second, 0.32))
    c.fill(box(722, 560, 42, 170, 20), rounded(p.second))
    for x in range(596, 910, 26):
        c.stroke([(x, 850), (x - 2, 882)], faded(WHITE, 0.3), 6)


@subject("towel", pair=False)
def towel(c: Canvas, p: Palette) -> None:
    """Rolled and folded bath towels."""
    ground(c, 500, 850, 390, 44)
    for y, colour in ((700, "#F7F1E4"), (550, p.second), (400, "#F2B13A")):
        shape = box(120, y, 760, 150, 74)
        c.soft(moved(shape, 0, 20), faded(BLACK, 0.28), 12)
        c.fill(shape, down(lighter(colour, 0.3), colour, darker(colour, 0.24)))
        c.stroke(path(f"M190 {y + 78} H820"), faded(darker(colour, 0.5), 0.35), 6)
        c.stroke(path(f"M820 {y + 40} C866 {y + 50} 866 {y + 112} 820 {y + 116}"), faded(darker(colour, 0.5), 0.35), 6)
        for x in (250, 280):
            c.fill(box(x, y + 3, 14, 146), faded(WHITE, 0.5))
    for x, colour in ((360, p.accent), (640, "#F7F1E4")):
        c.soft(oval(x, 395, 125, 22), faded(BLACK, 0.35), 10)
        c.dot(x, 275, 130, ball(colour, 0.9))
        spiral = [arc(x, 275, reach, reach, reach * 9, reach * 9 + 1, steps=1)[0] for reach in range(12, 112, 1)]
        c.stroke(spiral, faded(darker(colour, 0.5), 0.5), 9)


@subject("pillow", pair=False)
def pillow(c: Canvas, p: Palette) -> None:
    """Two plump cushions."""
    ground(c, 500, 845, 390, 44)
    for x, y, turn, colour, scale in ((600, 420, 8, p.second, 0.86), (450, 560, -7, "#F2B13A", 1.0)):
        with c.placed(x, y, scale, angle=turn, about=(0, 0)):
            shape = smooth(
                (-310, -270),
                (-150, -225),
                (0, -218),
                (150, -225),
                (310, -270),
                (272, -130),
                (268, 0),
                (272, 130),
                (310, 270),
                (150, 232),
                (0, 226),
                (-150, 232),
                (-310, 270),
                (-272, 130),
                (-268, 0),
                (-272, -130),
            )
            c.soft(moved(shape, 14, 40), faded(BLACK, 0.3), 22)
            c.fill(shape, ball(colour, 0.85))
            with c.clip(shape):
                for row in range(5):
                    for column in range(5):
                        cx, cy = -220 + column * 110, -180 + row * 92
                        c.fill(poly((cx, cy - 34), (cx + 34, cy), (cx, cy + 34), (cx - 34, cy)), faded(CREAM, 0.5))
                        c.fill(poly((cx, cy - 16), (cx + 16, cy), (cx, cy + 16), (cx - 16, cy)), faded(p.accent, 0.8))
            for corner in (-1, 1):
                c.stroke(curve((corner * 300, 258), (corner * 262, 236), (corner * 220, 200)), faded(BLACK, 0.16), 10)
                c.stroke(curve((corner * 300, -258), (corner * 262, -236), (corner * 220, -200)), faded(WHITE, 0.3), 10)
            c.stroke(shape, faded(CREAM, 0.85), 9, closed=True)


@subject("lamp")
def lamp(c: Canvas, p: Palette) -> None:
    """A table lamp, lit."""
    c.soft(oval(500, 380, 330, 300), faded("#FFF6C8", 0.75), 80)
    ground(c, 500, 870, 230, 36)
    c.soft(oval(500, 860, 330, 40), faded("#FFF3B0", 0.7), 24)
    c.fill(
        path("M330 860 Q330 826 400 820 H600 Q670 826 670 860 Q670 876 640 876 H360 Q330 876 330 860 Z"),
        across("#C98B4A", "#E6B877", "#8A5526"),
    )
    base = smooth(
        (500, 500),
        (548, 540),
        (556, 600),
        (612, 680),
        (606, 770),
        (560, 826),
        (440, 826),
        (394, 770),
        (388, 680),
        (444, 600),
        (452, 540),
    )
    c.fill(base, rounded(p.second))
    with c.clip(base):
        for y in (660, 720):
            c.fill(box(380, y, 240, 16), faded(CREAM, 0.75))
        c.fill(
            poly(*[(380 + step * 22, 706 if step % 2 else 684) for step in range(12)], (630, 690), (380, 690)),
            faded("#F2B13A", 0.9),
        )
    shade = poly((350, 130), (650, 130), (790, 500), (210, 500), radius=14)
    c.fill(shade, across("#F2B860", "#FFE9B0", "#FFF6D8", "#FFDC90", "#E59A44"))
    with c.clip(shade):
        c.fill(box(200, 128, 600, 20), faded(p.accent, 0.9))
        c.fill(box(200, 478, 600, 24), faded(p.accent, 0.9))
        for x in range(-6, 7):
            c.stroke([(500 + x * 25, 130), (500 + x * 48, 500)], faded("#C97F2A", 0.25), 4)
    c.stroke([(640, 500), (646, 600)], "#B8863A", 6)
    c.dot(646, 606, 13, ball("#E0A93F"))
