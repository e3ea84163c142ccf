"""The wide pictures that open each brand's home page.

Drawn in a frame of 1920 by 900. The left two fifths stay calm, so that a headline can lie over them.
"""

from collections.abc import Callable

from PIL import Image

from .brands import brand_named
from .canvas import Canvas
from .categories import show
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import Gradient, across, down, rounded, sheen
from .palettes import SIGNAL, STAGE, WARM, Palette
from .registry import subject_named
from .scenes import paint_stage
from .shapes import Point, Shape, arc, box, curve, oval, path, poly
from .solids import leaf, waves
from .trolley import loaded_trolley, note_sign

FRAME = (1920.0, 900.0)
WHOLE: Shape = box(-20, -20, 1960, 940)
Hero = Callable[[Canvas, Palette], None]


def hero(brand: str, size: tuple[int, int] = (1920, 900), variant: int = 0) -> Image.Image:
    """The brand's opening scene; each brand has three, and a higher ``variant`` starts over."""
    palette, painters = HEROES[brand_named(brand).name]
    canvas = Canvas(size, frame=FRAME, cover=True)
    painters[variant % len(painters)](canvas, palette)
    return canvas.finish()


def _link(c: Canvas, start: Point, end: Point, colour: Colour) -> None:
    """A dashed arc between two things that talk, a node at either end."""
    middle = ((start[0] + end[0]) / 2, min(start[1], end[1]) - abs(start[0] - end[0]) * 0.22)
    line = curve(start, middle, end)
    for place in range(0, len(line) - 2, 2):
        c.stroke([line[place], line[place + 1]], colour, 4)
    for x, y in (start, end):
        c.dot(x, y, 13, WHITE)
        c.dot(x, y, 9, colour)


def connected_landscape(c: Canvas, p: Palette) -> None:
    """Field, silo, factory and offices, all reporting to one mast."""
    c.fill(WHOLE, down("#F3F7F8", "#DDEBEA"))
    for column in range(49):
        for row in range(13):
            c.dot(column * 40 + 10, row * 40 + 20, 1.7, "#B9CBCF")
    for reach in (150, 260, 370, 480, 590):
        c.stroke(arc(1330, 250, reach, reach, 0, 360), faded(p.accent, 0.24 - reach * 0.0003), 3)
    c.fill(path("M-20 640 Q420 520 860 620 Q1300 500 1940 600 V920 H-20 Z"), "#C3DDD4")
    _offices(c, 1640, 620, p)
    _factory(c, 1010, 640, p)
    c.fill(path("M-20 720 Q520 600 1100 680 Q1560 620 1940 690 V920 H-20 Z"), down("#8FC4AE", "#5FA48A"))
    for row in range(9):
        y = 700 + row * 30
        c.stroke(
            path(f"M-20 {y + 40} Q520 {y - 70 + row * 6} 1100 {y + 10} Q1560 {y - 46} 1940 {y + 24}"),
            faded("#2F7D62", 0.45),
            4 + row,
        )
    c.fill(box(1318, 250, 24, 480), across("#8B9AA5", "#E2E8EC", "#75858F"))
    for y in range(330, 700, 66):
        c.stroke([(1270 + (700 - y) * 0.1, y + 66), (1330, y), (1390 - (700 - y) * 0.1, y + 66)], "#8B9AA5", 5)
    show(c, p, "gateway-outdoor", (1330, 300), 0.34)
    waves(c, 1330, 160, 64, p.accent, start=-150, end=-30, width=11)
    show(c, p, "sensor-soil", (760, 690), 0.34)
    show(c, p, "sensor-outdoor", (1560, 690), 0.34)
    show(c, p, "tracker-vehicle", (1120, 742), 0.27)
    for start, end in (
        ((784, 560), (1290, 250)),
        ((1545, 575), (1372, 250)),
        ((1700, 330), (1372, 236)),
        ((962, 418), (1290, 262)),
    ):
        _link(c, start, end, p.accent)


def _offices(c: Canvas, x: float, ground_y: float, p: Palette) -> None:
    """Two towers of glass."""
    for left, width, height, tone in ((x - 20, 140, 300, "#DCE6EA"), (x + 110, 120, 220, "#C9D7DD")):
        top = ground_y - height
        c.fill(box(left, top, width, height + 60, 4), across(lighter(tone, 0.4), tone, darker(tone, 0.14)))
        for row in range(int(height // 42)):
            for column in range(4):
                lit = (row * 3 + column * 5) % 7 == 0
                c.fill(
                    box(left + 14 + column * (width - 24) / 4, top + 18 + row * 42, width / 4 - 14, 26, 2),
                    p.accent if lit else "#8FA9B5",
                )


def _factory(c: Canvas, x: float, ground_y: float, p: Palette) -> None:
    """Saw-tooth roofs, a chimney, a silo."""
    c.fill(box(x - 90, ground_y - 230, 84, 270, 42), across("#F4F7F8", "#D3DEE3", "#A9B9C2"))
    for y in range(4):
        c.stroke([(x - 90, ground_y - 170 + y * 50), (x - 6, ground_y - 170 + y * 50)], faded(BLACK, 0.12), 3)
    c.fill(
        poly((x + 196, ground_y - 280), (x + 226, ground_y - 280), (x + 234, ground_y), (x + 188, ground_y)), rounded("#AFC0C9")
    )
    c.fill(box(x + 192, ground_y - 262, 38, 18), p.accent)
    roof = [(x, ground_y - 110)]
    for tooth in range(3):
        roof += [(x + tooth * 80, ground_y - 170), (x + 80 + tooth * 80, ground_y - 110)]
    c.fill([*roof, (x + 240, ground_y + 40), (x, ground_y + 40)], down("#EEF3F5", "#C3D0D7"))
    for tooth in range(3):
        c.fill(
            poly(
                (x + 8 + tooth * 80, ground_y - 152),
                (x + 58 + tooth * 80, ground_y - 114),
                (x + 8 + tooth * 80, ground_y - 114),
            ),
            "#8FA9B5",
        )
    for column in range(5):
        c.fill(box(x + 18 + column * 44, ground_y - 74, 28, 34, 2), "#7D98A5")


def connected_building(c: Canvas, p: Palette) -> None:
    """A house cut open: every room has its sensor, the roof its gateway."""
    c.fill(WHOLE, down("#E6EFF3", "#CFDFE4"))
    for column in range(49):
        c.stroke([(column * 40, -20), (column * 40, 940)], faded("#A9C0C9", 0.22), 1.5)
    for row in range(24):
        c.stroke([(-20, row * 40), (1940, row * 40)], faded("#A9C0C9", 0.22), 1.5)
    c.fill(box(-20, 800, 1960, 140), down("#9FB9B5", "#7FA09B"))
    c.soft(box(860, 250, 960, 580), faded(BLACK, 0.25), 30)
    c.fill(box(850, 230, 960, 590, 10), p.ink)
    rooms = (
        ("sensor-co2", "#F6E9D2"),
        ("sensor-motion", "#D9EDE6"),
        ("sensor-temperature", "#DCE6F4"),
        ("sensor-leak", "#E3F1F6"),
        ("sensor-door", "#F3E3DC"),
        ("sensor-people-counter", "#E6F0DC"),
    )
    for place, (name, wall) in enumerate(rooms):
        x, y = 868 + place % 3 * 312, 248 + place // 3 * 286
        c.fill(box(x, y, 300, 270, 4), down(lighter(wall, 0.3), wall))
        c.fill(box(x, y + 232, 300, 38), darker(wall, 0.18))
        show(c, p, name, (x + 150, y + 128), 0.24)
    c.fill(box(830, 206, 1000, 34, 8), down(lighter(p.accent, 0.1), darker(p.accent, 0.2)))
    show(c, p, "gateway-outdoor", (1330, 110), 0.24)
    waves(c, 1330, 40, 60, p.accent, start=150, end=210, width=10)
    waves(c, 1330, 40, 60, p.accent, start=-30, end=30, width=10)
    for x in (1010, 1650):
        _link(c, (x, 262), (1330, 196), p.accent)


def goods_trolley(c: Canvas, p: Palette) -> None:
    """A trolley piled with groceries before a great sun."""
    c.fill(WHOLE, down("#FFC145", "#FF9A3A"))
    for ray in range(24):
        edge = arc(1340, 470, 1700, 1700, ray * 15, ray * 15 + 7.5, steps=2)
        c.fill([(1340, 470), *edge], faded("#FFE38A", 0.34))
    c.dot(1340, 470, 400, "#FFE08A")
    c.dot(1340, 470, 330, "#FFEDB8")
    c.fill(path("M-20 800 Q480 740 960 790 Q1440 740 1940 790 V920 H-20 Z"), down(p.second, darker(p.second, 0.25)))
    for x, y, size, colour in (
        (120, 690, 70, p.accent),
        (330, 120, 44, "#FFF3DA"),
        (640, 90, 26, p.accent),
        (90, 250, 26, p.second),
        (760, 640, 30, "#FFF3DA"),
    ):
        c.dot(x, y, size, faded(colour, 0.5))
    goods = (
        ("wine", 640, 250, 0.5, -6),
        ("bread", 420, 320, 0.46, -14),
        ("maize-meal", 800, 270, 0.5, 8),
        ("milk", 540, 350, 0.46, -3),
        ("rooibos-tea", 720, 420, 0.42, 5),
        ("bananas", 330, 440, 0.42, -30),
        ("tomatoes", 480, 500, 0.34, 0),
        ("butternut", 860, 480, 0.4, 20),
        ("avocado", 640, 540, 0.32, 0),
        ("apples", 780, 590, 0.36, 0),
        ("eggs", 420, 620, 0.34, 4),
        ("honey", 580, 650, 0.3, 0),
    )

    def pile() -> None:
        for name, x, y, scale, angle in goods:
            show(c, p, name, (x, y), scale, angle=angle)

    with c.placed(1330, 480, 0.82, about=(560, 530)):
        loaded_trolley(c, p.accent, pile)


def goods_market(c: Canvas, p: Palette) -> None:
    """A market stall under a striped awning."""
    c.fill(WHOLE, down("#BFE8DF", "#8FD3C6"))
    c.dot(1320, 430, 420, faded("#FFF3DA", 0.75))
    for x in (850, 1830):
        c.fill(box(x, 150, 26, 700), across("#B5793E", "#D9A566", "#8A5526"))
    c.soft(box(790, 240, 1130, 70), faded(BLACK, 0.25), 26)
    for place in range(12):
        x = 790 + place * 96
        tone = (p.accent, "#FFF6E4")[place % 2]
        c.fill(
            [(x + 40 - place * 7, 70), (x + 136 - (place + 1) * 7, 70), (x + 96, 230), *arc(x + 48, 230, 48, 46, 0, 180)],
            down(lighter(tone, 0.1), darker(tone, 0.08)),
        )
    c.fill(box(-20, 830, 1960, 100), down("#E0A55A", "#C4843A"))
    for name, x, y, scale in (
        ("wine", 1130, 490, 0.44),
        ("maize-meal", 950, 500, 0.44),
        ("rooibos-tea", 1560, 500, 0.44),
        ("milk", 1330, 480, 0.46),
        ("braai-charcoal", 1740, 500, 0.44),
    ):
        show(c, p, name, (x, y), scale)
    c.fill(box(820, 660, 1090, 36, 8), down("#E8B870", "#B5793E"))
    for place in range(4):
        x = 840 + place * 266
        c.fill(box(x, 690, 250, 150, 8), down("#D9A566", "#A8733A"))
        for y in (734, 786):
            c.stroke([(x + 10, y), (x + 240, y)], faded("#6B4420", 0.6), 6)
    for name, x, y, scale in (
        ("bread", 1000, 620, 0.34),
        ("tomatoes", 1220, 620, 0.32),
        ("apples", 1440, 616, 0.34),
        ("butternut", 1620, 600, 0.34),
        ("eggs", 1790, 620, 0.32),
    ):
        show(c, p, name, (x, y), scale)
    for x, angle in ((860, -50), (880, -110), (1850, -70), (1830, -130)):
        leaf(c, x, 840, 130, angle, "#2F8A5A")


def music_stage(c: Canvas, p: Palette) -> None:
    """The whole band on stage, lit from above."""
    c.fill(WHOLE, "#12081F")
    paint_stage(c, p, centre=1300, width=1500, floor=690)
    c.fill(box(500, -20, 420, 940), Gradient(("#12081F", "#12081Fcc", "#12081F00"), "across"))
    show(c, p, "drum-kit", (1330, 450), 0.66)
    show(c, p, "amp", (960, 610), 0.38)
    show(c, p, "amp", (1690, 610), 0.38)
    show(c, p, "guitar-electric", (1090, 620), 0.54)
    show(c, p, "saxophone", (1560, 620), 0.5)
    show(c, p, "djembe", (1790, 740), 0.28)
    show(c, p, "keyboard", (1330, 740), 0.34)
    for x, y, size, tone in (
        (560, 190, 0.1, p.accent),
        (690, 360, 0.07, p.second),
        (440, 380, 0.06, "#7C5CFF"),
        (780, 130, 0.06, p.second),
    ):
        with c.placed(x, y, size, angle=-8):
            note_sign(c, tone)


def music_wall(c: Canvas, p: Palette) -> None:
    """Instruments hung in a row against hot discs of light."""
    c.fill(WHOLE, down("#43124A", "#1A0B2C"))
    for x, y, size, tone in ((1130, 430, 300, p.accent), (1620, 420, 330, "#7C3CD9"), (1380, 620, 230, p.second)):
        c.soft(oval(x, y, size * 1.1), faded(tone, 0.35), 70)
        c.dot(x, y, size, faded(tone, 0.6))
        for ring in (0.82, 0.64, 0.46):
            c.stroke(oval(x, y, size * ring), faded(WHITE, 0.16), 4, closed=True)
    c.fill(box(-20, 800, 1960, 140), sheen("#2A1238"))
    show(c, p, "guitar-acoustic", (1100, 440), 0.76)
    show(c, p, "violin", (1400, 380), 0.56)
    show(c, p, "guitar-electric", (1650, 440), 0.76)
    show(c, p, "djembe", (1380, 680), 0.42)
    show(c, p, "headphones", (930, 720), 0.34)
    show(c, p, "trumpet", (1780, 740), 0.36)
    for place in range(46):
        height = 20 + (place * 37 % 83) * (1 + place % 3 * 0.5)
        c.fill(box(40 + place * 18, 800 - height, 9, height, 4), faded((p.accent, p.second, "#7C5CFF")[place % 3], 0.4))


def _scene(name: str) -> Hero:
    """A landing-page scene, spread over the wide frame."""

    def paint(c: Canvas, p: Palette) -> None:
        with c.placed(960, 450, 1.2, about=(800, 530)):
            subject_named(name).paint(c, p)

    return paint


HEROES: dict[str, tuple[Palette, tuple[Hero, ...]]] = {
    "connected-things": (SIGNAL, (connected_landscape, connected_building, _scene("scene-greenhouse"))),
    "trolleypusha": (WARM, (goods_trolley, goods_market, _scene("scene-braai"))),
    "trolleypusha-music": (STAGE, (music_stage, music_wall, _scene("scene-stage"))),
}
