"""Pictures for articles and landing pages: products at work in a place.

Drawn in a frame of 1600 by 1000; what matters lies between x = 300 and x = 1300, so a square crop keeps it.
"""

from .canvas import Canvas
from .categories import show
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import Gradient, across, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import Shape, arc, box, curve, moved, oval, path, poly, smooth
from .solids import leaf, led, tube, waves

WALL: Shape = box(-20, -20, 1640, 1040)


@subject("scene-greenhouse", staging="scene")
def greenhouse(c: Canvas, p: Palette) -> None:
    """Rows of seedlings under glass, a soil probe and a shield reporting."""
    c.fill(WALL, down("#CFEAF5", "#EAF6EE", "#CFE6C8"))
    c.dot(1210, 210, 90, faded("#FFE9A0", 0.9))
    c.soft(oval(1210, 210, 150), faded("#FFF3C4", 0.8), 60)
    c.fill(path("M-20 560 Q300 440 640 540 Q1000 430 1620 550 V700 H-20 Z"), "#A9D3A0")
    roof = [(-20, 330), (800, 40), (1620, 330)]
    for place in range(9):
        x = -20 + place * 205
        c.stroke([(x, 330), (x, 760)], faded(WHITE, 0.95), 12)
        c.stroke([(x, 330), (800 + (x - 800) * 0.15, 60)], faded(WHITE, 0.8), 9)
    c.stroke(roof, WHITE, 20)
    c.stroke([(-20, 336), (1620, 336)], WHITE, 16)
    c.fill(poly((100, 300), (330, 230), (150, 760), (-20, 760)), faded(WHITE, 0.22))
    c.fill(poly((1180, 250), (1300, 290), (1120, 760), (960, 760)), faded(WHITE, 0.2))
    c.fill(box(-20, 720, 1640, 300), down("#B98D5E", "#8E6540"))
    for row, (y, size, step) in enumerate(((740, 46, 92), (840, 66, 124))):
        c.fill(box(-20, y - 6, 1640, 92), down("#7A5236", "#5E3C26"))
        for place in range(20):
            x = -10 + place * step + row * 40
            for angle in (-150, -118, -90, -62, -30):
                leaf(c, x, y + 10, size * (1.25 if angle == -90 else 1.0), angle, ("#5FAE4C", "#77BE58")[place % 2])
    show(c, p, "sensor-outdoor", (1120, 500), 0.56)
    show(c, p, "sensor-soil", (600, 620), 0.64)
    waves(c, 668, 360, 56, p.accent, start=-140, end=-40, width=14)
    for place in range(14):
        x = -40 + place * 140
        for angle in (-160, -125, -90, -55, -20):
            leaf(c, x, 1000, 110, angle, ("#3F8E44", "#55A34C")[place % 2])


@subject("scene-office", staging="scene")
def office(c: Canvas, p: Palette) -> None:
    """A meeting corner with an air monitor, a wall sensor and a gateway."""
    c.fill(WALL, down("#E8EEF1", "#DCE5E9"))
    c.fill(box(-20, 780, 1640, 240), down("#C9B59A", "#B39B7C"))
    c.fill(box(-20, 768, 1640, 16), "#F6F8F9")
    c.fill(box(90, 120, 560, 480, 10), "#B9C7CF")
    c.fill(box(106, 136, 528, 448), down("#BFE0F0", "#E6F3F5"))
    for x, y, width in ((120, 380, 90), (215, 300, 110), (330, 420, 80), (415, 250, 100), (520, 360, 110)):
        c.fill(box(x, y, width, 584 - y), down("#8FB2C4", "#A9C6D3"))
        for window in range(10):
            c.fill(box(x + 14 + window % 2 * (width - 48), y + 22 + window // 2 * 44, 20, 24, 3), faded("#FFF6D0", 0.8))
    c.fill(poly((150, 136), (260, 136), (130, 584), (106, 584), (106, 330)), faded(WHITE, 0.3))
    c.fill(box(362, 136, 14, 448), "#F4F7F8")
    show(c, p, "sensor-temperature", (800, 330), 0.3)
    _person(c, 1130, 470, "#2D5F8A", "#C98F6A", "#2B2320")
    _person(c, 900, 480, p.accent, "#8A5A3C", "#1E1613")
    c.fill(box(330, 690, 1130, 44, 16), down("#E2C49A", "#B98F5E"))
    c.fill(box(330, 690, 1130, 10, 5), faded(WHITE, 0.4))
    for x in (420, 1350):
        c.fill(poly((x - 22, 734), (x + 22, 734), (x + 14, 950), (x - 14, 950)), "#3A4A57")
    show(c, p, "sensor-co2", (600, 565), 0.36)
    show(c, p, "gateway-indoor", (1350, 587), 0.28)
    for x in (900, 1130):
        c.fill(poly((x - 80, 590), (x + 80, 590), (x + 66, 692), (x - 66, 692), radius=8), down("#5A6B78", "#3A4A57"))
        c.dot(x, 640, 11, faded(WHITE, 0.6))
    _plant(c, 230, 900)


def _person(c: Canvas, x: float, y: float, shirt: Colour, skin: Colour, hair: Colour) -> None:
    """Head and shoulders behind a table, cut at y + 230."""
    c.fill(
        path(
            f"M{x - 130} {y + 230} C{x - 130} {y + 110} {x - 90} {y + 76} {x}"
            f" {y + 72} C{x + 90} {y + 76} {x + 130} {y + 110} {x + 130} {y + 230} Z"
        ),
        rounded(shirt, 0.6),
    )
    c.fill(box(x - 24, y + 30, 48, 66, 22), darker(skin, 0.16))
    c.fill(oval(x, y - 20, 62, 74), sheen(skin, 0.8))
    c.fill(
        path(
            f"M{x - 66} {y - 10} C{x - 84} {y - 120} {x + 84} {y - 120} {x + 66} {y - 10} C{x + 52} {y - 54}"
            f" {x + 10} {y - 62} {x - 20} {y - 58} C{x - 46} {y - 54} {x - 58} {y - 40} {x - 66} {y - 10} Z"
        ),
        hair,
    )


def _plant(c: Canvas, x: float, y: float) -> None:
    c.soft(oval(x, y + 6, 110, 18), faded(BLACK, 0.3), 12)
    for angle, length in ((-160, 190), (-130, 250), (-105, 290), (-80, 280), (-50, 240), (-22, 190)):
        leaf(c, x, y - 120, length, angle, "#4E9A5A")
    c.fill(poly((x - 80, y - 140), (x + 80, y - 140), (x + 56, y), (x - 56, y), radius=10), rounded("#F0EDE6"))


@subject("scene-warehouse", staging="scene")
def warehouse(c: Canvas, p: Palette) -> None:
    """Racks of pallets, one tracked, a gateway under the roof."""
    c.fill(WALL, down("#C9D6DD", "#E3EAEE"))
    for place in range(6):
        x = -60 + place * 320
        c.stroke([(x, 0), (x + 160, 110), (x + 320, 0)], "#A9BAC4", 14)
    c.fill(box(-20, 104, 1640, 22), "#93A7B3")
    c.fill(box(-20, 820, 1640, 200), down("#B5C0C7", "#95A3AC"))
    c.fill(poly((420, 1000), (560, 830), (1040, 830), (1180, 1000)), faded("#F2C84A", 0.16))
    for x in (470, 1120):
        c.fill(
            poly((x - 20, 1000), (x + (60 if x < 800 else -60), 826), (x + (76 if x < 800 else -44), 826), (x + 10, 1000)),
            "#F2C84A",
        )
    for left in (-20, 1060):
        for shelf, y in enumerate((360, 590, 820)):
            for slot in range(4):
                x = left + 24 + slot * 138
                _crate(
                    c,
                    x,
                    y,
                    118,
                    (150, 120, 170, 130)[(slot + shelf) % 4],
                    ("#D9A566", "#C98F4E", "#E3B87A")[(slot + shelf * 2) % 3],
                )
            c.fill(box(left, y, 580, 24, 4), down("#F28A3A", "#C9601A"))
        for x in (left, left + 280, left + 556):
            c.fill(box(x, 190, 24, 640), across("#3D6FA8", "#2A5282"))
    c.soft(oval(800, 872, 330, 30), faded(BLACK, 0.4), 18)
    c.fill(box(560, 836, 480, 34, 6), down("#C99A5E", "#8A5F30"))
    _crate(c, 580, 836, 440, 330, "#D9A566")
    show(c, p, "tracker-asset", (800, 650), 0.34)
    waves(c, 800, 480, 62, p.accent, start=-140, end=-40, width=15)
    show(c, p, "gateway-outdoor", (800, 250), 0.3)


def _crate(c: Canvas, x: float, bottom: float, width: float, height: float, colour: Colour) -> None:
    """A cardboard box standing on ``bottom``."""
    c.fill(box(x, bottom - height, width, height, 4), sheen(colour))
    c.fill(box(x + width * 0.42, bottom - height, width * 0.16, height), faded("#F6E3C0", 0.6))
    c.fill(box(x + width * 0.08, bottom - height * 0.36, width * 0.24, height * 0.2, 3), faded(WHITE, 0.75))
    c.stroke([(x, bottom - height + 2), (x + width, bottom - height + 2)], faded(WHITE, 0.4), 4, flat=True)


@subject("scene-braai", staging="scene")
def braai(c: Canvas, p: Palette) -> None:
    """A grill over coals at sunset, a pot and a basket beside it."""
    c.fill(WALL, down("#F2703A", "#FFA54A", "#FFD98A"))
    c.soft(oval(800, 470, 230), faded("#FFF3C0", 0.8), 70)
    c.dot(800, 470, 170, "#FFF0B8")
    c.fill(
        path("M-20 560 L240 470 H620 L720 540 L900 520 L1120 440 L1300 460 L1620 560 V760 H-20 Z"), down("#B5533A", "#8E3A2E")
    )
    c.fill(path("M-20 640 Q300 580 800 640 Q1250 590 1620 650 V800 H-20 Z"), "#6B4A2A")
    _acacia(c, 200, 690, 1.0)
    _acacia(c, 1440, 680, 0.8)
    c.fill(box(-20, 740, 1640, 280), down("#A8703A", "#7A4A24"))
    c.soft(oval(800, 930, 360, 40), faded(BLACK, 0.45), 22)
    for x, lean in ((580, -60), (1020, 60)):
        tube(c, [(x, 700), (x + lean, 930)], 26, "#3A3D44")
    c.fill(path("M480 640 H1120 C1110 780 980 830 800 830 C620 830 490 780 480 640 Z"), rounded("#34373E"))
    c.soft(oval(800, 630, 300, 40), faded("#FF8A2E", 0.9), 26)
    for place in range(12):
        x = 530 + place * 49
        c.fill(
            smooth((x - 30, 640), (x - 14, 612), (x + 18, 610), (x + 32, 636), (x, 656)),
            ("#E2541E", "#FF9A2E", "#5E2418")[place % 3],
        )
    for x, height in ((620, 110), (720, 150), (850, 130), (960, 100)):
        c.fill(
            path(
                f"M{x} {630 - height} C{x + 34} {600 - height * 0.3} {x + 40} 640 {x}"
                f" 642 C{x - 40} 640 {x - 34} {600 - height * 0.3} {x} {630 - height} Z"
            ),
            down("#FFE27A", "#FF7A1E"),
        )
    c.fill(box(450, 560, 700, 16, 8), "#5A5E66")
    for x in range(470, 1140, 34):
        c.fill(box(x, 552, 9, 30, 4), "#7A7F88")
    for x in (560, 800, 1030):
        spiral = [arc(x, 528, reach, reach * 0.55, reach * 11, reach * 11 + 1, steps=1)[0] for reach in range(6, 78)]
        c.stroke(spiral, "#5E2414", 22)
        c.stroke(moved(spiral, -2, -4), "#A6482A", 14)
    for x in (700, 900):
        c.stroke(path(f"M{x} 470 C{x - 60} 400 {x + 60} 340 {x} 250"), faded(WHITE, 0.4), 26)
    show(c, p, "potjie", (400, 800), 0.36)
    show(c, p, "basket", (1200, 820), 0.34)


def _acacia(c: Canvas, x: float, y: float, scale: float) -> None:
    with c.placed(x, y, scale, about=(0, 0)):
        c.stroke(curve((0, 40), (8, -100), (-30, -200), (-90, -270)), "#3A2014", 24)
        c.stroke(curve((6, -110), (50, -200), (110, -260)), "#3A2014", 17)
        c.fill(
            smooth((-260, -270), (-150, -330), (0, -345), (160, -330), (260, -275), (120, -250), (0, -262), (-140, -245)),
            "#3F3A1C",
        )
        c.fill(smooth((-200, -290), (-100, -330), (30, -338), (140, -318), (60, -300), (-80, -292)), "#5E5626")


@subject("scene-kitchen", staging="scene")
def kitchen(c: Canvas, p: Palette) -> None:
    """A counter with the week's shopping."""
    c.fill(WALL, down("#FFF3DC", "#FFE3B5"))
    for row in range(9):
        for column in range(21):
            c.fill(
                box(-20 + column * 80 + row % 2 * 40 - 40, 250 + row * 56, 76, 52, 5),
                faded(("#FFFFFF", "#F6D49A", "#BFE0D8")[(row * 5 + column * 3) % 7 % 3], 0.6),
            )
    c.fill(box(-20, 150, 1640, 30, 4), down("#D9A566", "#A8733A"))
    for name, x, scale in (
        ("honey", 430, 0.2),
        ("chutney", 580, 0.2),
        ("coffee", 740, 0.2),
        ("rooibos-tea", 910, 0.2),
        ("enamel-mug", 1080, 0.18),
        ("olive-oil", 1220, 0.2),
    ):
        show(c, p, name, (x, 150 - 385 * scale + 8), scale)
    for x in (640, 1150):
        c.stroke([(x, 170), (x, 290)], "#5E3A1E", 6)
        c.fill(path(f"M{x - 90} 380 Q{x - 84} 290 {x} 286 Q{x + 84} 290 {x + 90} 380 Z"), rounded(p.second))
        c.soft(oval(x, 410, 90, 30), faded("#FFF6C8", 0.9), 24)
    c.fill(box(-20, 740, 1640, 44, 6), down("#E8C48A", "#C9985A"))
    c.fill(box(-20, 784, 1640, 240), down(p.second, darker(p.second, 0.2)))
    for x in (120, 500, 880, 1260):
        c.stroke(box(x, 820, 340, 240, 14), faded(WHITE, 0.25), 7, closed=True)
        c.fill(box(x + 130, 850, 80, 16, 8), "#F0C766")
    show(c, p, "basket", (420, 585), 0.5)
    with c.clip([(150, 200), (700, 200), (600, 556), *arc(420, 552, 172, 30, 0, 180), (240, 556)]):
        show(c, p, "bread", (385, 470), 0.36, angle=-34)
        show(c, p, "bananas", (520, 480), 0.4, angle=-70)
    c.stroke(arc(420, 550, 185, 36, 0, 180), "#A9712F", 17)
    c.stroke(arc(419, 548, 185, 36, 0, 180), "#E8B870", 8)
    for name, x, y, scale in (
        ("milk", 760, 545, 0.5),
        ("bread", 1080, 600, 0.5),
        ("tomatoes", 930, 690, 0.26),
        ("eggs", 1320, 620, 0.4),
    ):
        show(c, p, name, (x, y), scale)
    show(c, p, "avocado", (610, 690), 0.24)


@subject("scene-stage", staging="scene")
def stage_scene(c: Canvas, p: Palette) -> None:
    """A band's instruments waiting in the light."""
    paint_stage(c, p, centre=800, width=1600, floor=760)
    show(c, p, "drum-kit", (800, 520), 0.66)
    show(c, p, "amp", (430, 680), 0.4)
    show(c, p, "amp", (1170, 680), 0.4)
    show(c, p, "guitar-electric", (560, 690), 0.54)
    show(c, p, "guitar-acoustic", (1080, 700), 0.54)
    tube(c, [(800, 560), (800, 930)], 16, "#8A8398")
    c.fill(oval(800, 934, 80, 16), "#17131F")
    show(c, p, "microphone", (786, 500), 0.3, angle=-14)


def paint_stage(c: Canvas, p: Palette, *, centre: float, width: float, floor: float) -> None:
    """An empty stage: curtains, beams, boards."""
    left = centre - width / 2 - 20
    c.fill(box(left, -20, width + 40, 1100), down("#12081F", "#3A1A5E"))
    c.soft(oval(centre, floor - 260, width * 0.3, 320), faded("#C43F9E", 0.55), 130)
    for place in range(7):
        x = centre - width * 0.42 + place * width * 0.14
        tone = (p.accent, p.second, "#7C5CFF")[place % 3]
        lean = (place - 3) * width * 0.05
        beam = poly((x - 14, 60), (x + 14, 60), (x - lean + width * 0.09, floor + 40), (x - lean - width * 0.09, floor + 40))
        c.fill(beam, Gradient((faded(lighter(tone, 0.4), 0.42), faded(tone, 0.0)), "down"))
        c.fill(box(x - 26, 26, 52, 44, 12), "#0B0514")
        led(c, x, 66, 14, lighter(tone, 0.3))
    c.fill(box(left, 14, width + 40, 18), "#241638")
    c.fill(box(left, floor, width + 40, 400), down("#4A2566", "#1A0B2C"))
    for place in range(-12, 13):
        c.stroke([(centre + place * width * 0.06, floor), (centre + place * width * 0.15, floor + 400)], faded(BLACK, 0.25), 4)
    c.fill(box(left, floor, width + 40, 5), faded(WHITE, 0.25))
    for sign in (-1, 1):
        for fold in range(4):
            x = centre + sign * (width / 2 - fold * width * 0.026)
            c.fill(box(x - width * 0.018, -20, width * 0.036, floor + 60, 12), across("#5E0F2E", "#A31F4A", "#4A0A24"))
    c.fill(oval(centre, floor + 110, width * 0.3, 70), faded(WHITE, 0.06))
