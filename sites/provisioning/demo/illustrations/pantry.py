"""What keeps on a shelf: flour, rice, tea, coffee, sauces, sweets."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .packaging import bottle, cap, foil, jar, panel, paper_bag, pouch, wrap
from .paints import across, ball, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, oval, path, poly, scattered, smooth
from .solids import carton, cast, ground, leaf, lines

CREAM = "#FFF3DA"
COCOA = "#5B2E1A"


@subject("maize-meal")
def maize_meal(c: Canvas, p: Palette) -> None:
    """A paper bag with a cob on its front."""
    paper_bag(c, "#F7E3B0", "#D93A2B")
    panel(c, oval(500, 560, 200, 205), "#FFF8E6")
    with c.placed(500, 540, 1, angle=24, about=(500, 540)):
        cob = smooth((500, 370), (556, 450), (560, 580), (500, 690), (440, 580), (444, 450))
        c.fill(cob, rounded("#F5B921"))
        with c.clip(cob):
            for row in range(13):
                for column in range(5):
                    x, y = 448 + column * 27 + (row % 2) * 6, 384 + row * 25
                    c.dot(x, y, 12, faded("#FFE27A", 0.85))
        c.fill(path("M500 720 C420 690 400 590 428 500 C450 570 480 640 500 720 Z"), down("#7DB648", "#4A8A2B"))
        c.fill(path("M500 720 C580 690 600 590 572 500 C550 570 520 640 500 720 Z"), down("#5E9C38", "#3A7522"))
    c.text("MAIZE MEAL", 500, 325, 58, "#8E1F16", bold=0.08, spacing=0.06)
    c.text("2.5 kg", 500, 815, 46, "#8E1F16", bold=0.05)


@subject("rice")
def rice(c: Canvas, p: Palette) -> None:
    """A bag with a window on the grains."""
    paper_bag(c, "#F4F0E4", p.second)
    c.text("RICE", 500, 345, 112, p.second, bold=0.08, spacing=0.1)
    window = smooth((500, 430), (660, 500), (690, 640), (600, 760), (400, 760), (310, 640), (340, 500))
    c.fill(window, "#E6D9BC")
    with c.clip(window):
        for grain, (x, y) in enumerate(scattered(190, 300, 425, 410, 350)):
            with c.placed(x, y, 1, angle=grain * 47 % 180, about=(0, 0)):
                c.fill(oval(0, 0, 26, 9), ("#FFFFFF", "#FBF6E8", "#F2E8CF")[grain % 3])
    c.stroke(window, p.second, 12, closed=True)
    c.text("1 kg", 500, 815, 46, p.second, bold=0.05)


@subject("rooibos-tea")
def rooibos(c: Canvas, p: Palette) -> None:
    """A red carton and a steaming glass of tea."""
    ground(c, 450, 852, 340)
    carton(c, 150, 280, 440, 570, 150, "#B9341F")
    c.fill(box(150, 280, 440, 90), faded("#FFC145", 0.95))
    c.text("ROOIBOS", 370, 328, 72, "#7C1D0F", bold=0.09, spacing=0.05)
    c.dot(370, 560, 150, CREAM)
    for angle, tone in ((-160, "#C8552B"), (-125, "#D96B35"), (-90, "#E07B3B"), (-55, "#D96B35"), (-20, "#C8552B")):
        leaf(c, 370, 640, 150, angle, tone)
    c.fill(box(362, 580, 16, 110, 8), "#8E3519")
    c.text("40 TEA BAGS", 370, 780, 46, CREAM, bold=0.05, spacing=0.04)
    ground(c, 700, 890, 150, 26)
    cup = path("M560 620 H850 L822 850 Q816 890 776 890 H634 Q594 890 588 850 Z")
    c.fill(cup, across("#E9F1F3", "#FFFFFF", "#D2E0E4"))
    c.fill(path("M572 670 H838 L814 842 Q808 874 770 874 H640 Q602 874 596 842 Z"), across("#B8431A", "#E0672A", "#A93A14"))
    c.fill(oval(705, 672, 132, 20), "#EE8A4A")
    c.stroke(arc(850, 740, 62, 70, -80, 80), "#DCE8EB", 24)
    c.fill(poly((600, 640), (620, 640), (634, 840), (620, 840)), faded(WHITE, 0.5))
    for x in (660, 740):
        c.stroke(path(f"M{x} 580 C{x - 40} 540 {x + 40} 500 {x} 450"), faded(WHITE, 0.75), 16)


@subject("coffee")
def coffee(c: Canvas, p: Palette) -> None:
    """A dark pouch with a valve, beans in front."""
    pouch(c, "#3C2218", p.second)
    panel(c, box(310, 290, 380, 400, 24), CREAM)
    c.text("COFFEE", 500, 350, 82, COCOA, bold=0.09, spacing=0.06)
    c.text("whole bean", 500, 415, 44, p.accent, bold=0.04)
    _bean(c, 500, 545, 100, 28)
    c.text("250 g", 500, 662, 40, COCOA, bold=0.04)
    c.dot(500, 238, 26, "#57382A")
    c.dot(500, 238, 12, "#23120B")
    for x, y, size, turn in (
        (250, 872, 54, 15),
        (345, 898, 50, -35),
        (660, 900, 52, 40),
        (755, 880, 56, -12),
        (825, 902, 44, 60),
    ):
        c.soft(oval(x + 4, y + 24, size * 0.9, 14), faded(BLACK, 0.4), 8)
        _bean(c, x, y, size, turn)


def _bean(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    with c.placed(x, y, size / 100, angle=turn, about=(0, 0)):
        c.fill(oval(0, 0, 100, 68), ball("#8A4F2A"))
        c.stroke(path("M-92 6 C-40 -30 30 34 92 -6"), "#3A1B0C", 14)


@subject("biltong")
def biltong(c: Canvas, p: Palette) -> None:
    """A pouch with a window on the dried slices."""
    pouch(c, "#C8402A", "#3A1A12")
    c.text("BILTONG", 500, 270, 96, CREAM, bold=0.1, spacing=0.05)
    c.text("sliced, air dried", 500, 345, 46, "#FFD27A", bold=0.03)
    window = box(285, 410, 430, 350, 60)
    c.fill(window, "#2B130D")
    with c.clip(window):
        for place, (x, y) in enumerate(scattered(18, 290, 420, 420, 330)):
            with c.placed(x, y, 0.85, angle=place * 53 % 70 - 20, about=(0, 0)):
                c.fill(
                    poly((-124, -30), (-40, -44), (96, -36), (126, 4), (100, 34), (-60, 40), (-116, 22), radius=14), "#3F140D"
                )
                c.fill(
                    poly((-108, -20), (-36, -32), (86, -24), (108, 4), (86, 22), (-56, 28), (-100, 14), radius=12),
                    sheen("#8E2F20", 1.6),
                )
                for grain in (-10, 6):
                    c.stroke([(-84, grain), (-20, grain - 5), (78, grain + 2)], faded("#E2937A", 0.55), 4)
                c.stroke([(-100, 24), (-56, 34), (90, 27)], "#F1D6A8", 9)
    c.stroke(window, "#FFD27A", 10, closed=True)
    c.text("200 g", 500, 800, 44, CREAM, bold=0.05)


@subject("rusks")
def rusks(c: Canvas, p: Palette) -> None:
    """A carton of rusks with three of them in front."""
    ground(c, 480, 842, 360)
    carton(c, 190, 240, 520, 600, 140, "#E8A33C")
    c.fill(box(190, 300, 520, 130), p.accent)
    c.text("RUSKS", 450, 368, 120, CREAM, bold=0.1, spacing=0.07)
    c.text("buttermilk", 450, 475, 56, "#7A3410", bold=0.05)
    c.dot(450, 660, 132, CREAM)
    _rusk(c, 452, 660, 0.8, -18)
    for x, y, turn in ((260, 850, 0), (680, 862, -9), (505, 880, 6)):
        c.soft(oval(x + 8, y + 52, 140, 18), faded(BLACK, 0.4), 10)
        _rusk(c, x, y, 1, turn)


def _rusk(c: Canvas, x: float, y: float, scale: float, turn: float) -> None:
    with c.placed(x, y, scale, angle=turn, about=(0, 0)):
        crust = path("M-130 50 V-20 C-140 -70 -60 -76 -40 -56 C0 -80 60 -76 70 -54 C130 -70 144 -20 130 50 Q0 62 -130 50 Z")
        c.fill(crust, down("#B46A22", "#D99745"))
        c.fill(
            path("M-118 42 V-10 C-100 -34 -60 -30 -40 -22 C0 -34 50 -32 70 -20 C110 -30 122 -10 118 42 Q0 52 -118 42 Z"),
            down("#F6D79A", "#E5B468"),
        )
        for sx, sy in scattered(14, -100, -4, 200, 44):
            c.dot(sx, sy, 5, "#C98F45")


@subject("chutney")
def chutney(c: Canvas, p: Palette) -> None:
    """A jar of fruit chutney under a checked cloth."""
    jar(c, "#C4641F", "#F4E7C8")
    for spot, (x, y) in enumerate(scattered(26, 250, 370, 490, 470)):
        c.fill(oval(x, y, 22, 16), faded(("#8A3A10", "#F0A24A", "#7E2E12")[spot % 3], 0.8))
    cloth = path(
        "M250 140 Q500 96 750 140 L800 292 L752 262 L705 306 L655 268 L602 312 L552 272"
        " L500 314 L448 272 L398 312 L345 268 L295 306 L248 262 L200 292 Z"
    )
    c.soft(cloth, faded(BLACK, 0.35), 14)
    c.fill(cloth, across("#E9DFC9", CREAM, WHITE, CREAM, "#DCCDB0"))
    with c.clip(cloth):
        for x in range(180, 840, 84):
            c.fill(box(x, 90, 38, 240), faded(p.accent, 0.62))
        for y in range(110, 330, 84):
            c.fill(box(180, y, 640, 38), faded(p.accent, 0.42))
    c.fill(box(262, 226, 476, 18, 9), "#8A5A2B")
    panel(c, box(280, 440, 440, 300, 40), CREAM)
    c.text("CHUTNEY", 500, 500, 76, "#8E3A12", bold=0.09, spacing=0.03)
    c.fill(smooth((500, 560), (572, 580), (580, 660), (500, 706), (420, 660), (428, 580)), ball("#F0973A"))
    leaf(c, 500, 574, 74, -12, "#5E9C38")


@subject("chilli-sauce")
def chilli_sauce(c: Canvas, p: Palette) -> None:
    """A slim bottle of red sauce, a chilli leaning on it."""
    half = path("M452 170 V300 C452 370 350 390 350 480 V850 Q350 892 392 892 L500 892")
    bottle(c, half, "#D3281C", level=300, liquid="#C2180F")
    cap(c, 438, 84, 124, 110, "#2F7A3A")
    wrap(c, 350, 520, 300, 260, CREAM)
    c.text("HOT", 500, 596, 104, p.accent, bold=0.12, spacing=0.04)
    c.text("PERI-PERI", 500, 676, 50, "#5A1A0C", bold=0.07)
    for place in range(3):
        with c.placed(440 + place * 60, 742, 0.34, angle=-30, about=(0, 0)):
            _chilli(c)
    c.soft(oval(740, 892, 130, 20), faded(BLACK, 0.4), 12)
    with c.placed(742, 760, 1, angle=64, about=(0, 0)):
        _chilli(c)
    c.soft(oval(250, 896, 100, 16), faded(BLACK, 0.4), 12)
    with c.placed(262, 850, 0.8, angle=172, about=(0, 0)):
        _chilli(c)


def _chilli(c: Canvas) -> None:
    c.fill(
        path("M-120 -46 C-60 -66 20 -50 70 -6 C100 20 128 32 152 30 C120 62 60 58 0 40 C-60 24 -130 10 -120 -46 Z"),
        sheen("#E0301E", 1.8),
    )
    c.stroke(path("M-96 -34 C-40 -46 20 -28 60 6"), faded(WHITE, 0.5), 10)
    c.fill(path("M-126 -50 C-100 -66 -80 -40 -100 0 C-124 -4 -136 -30 -126 -50 Z"), "#4F9A3C")
    c.stroke(path("M-122 -28 C-150 -36 -160 -56 -158 -80"), "#3F7F30", 16)


@subject("honey")
def honey(c: Canvas, p: Palette) -> None:
    """A jar of honey with its dipper."""
    jar(c, "#F0A21A", "#FBE7B2")
    panel(c, poly((500, 400), (682, 500), (682, 700), (500, 800), (318, 700), (318, 500), radius=36), CREAM)
    c.text("HONEY", 500, 548, 84, "#9A5606", bold=0.1, spacing=0.04)
    c.fill(oval(500, 690, 58, 40), rounded("#F5B921"))
    for x in (480, 512):
        c.fill(box(x - 8, 654, 15, 72, 4), COCOA)
    for lean in (-30, 30):
        with c.placed(500, 658, 1, angle=lean, about=(0, 0)):
            c.fill(oval(0, -26, 20, 36), faded("#BFE3F2", 0.95))
    with c.placed(800, 690, 1, angle=28, about=(0, 0)):
        c.soft(box(-10, -300, 60, 480, 20), faded(BLACK, 0.22), 14)
        c.fill(box(-14, -340, 28, 360, 14), across("#C98B4A", "#E8B878", "#A8682C"))
        for row in range(6):
            wide = (44, 62, 70, 70, 62, 44)[row]
            c.fill(box(-wide, 10 + row * 27, wide * 2, 22, 11), across("#B87838", "#E3AE6A", "#96581F"))
        c.fill(path("M-60 120 C-60 190 60 190 60 120 Z"), faded("#F5B020", 0.9))


@subject("olive-oil")
def olive_oil(c: Canvas, p: Palette) -> None:
    """A tall green bottle and an olive branch."""
    half = path("M456 170 V330 C456 400 340 400 340 500 V850 Q340 890 384 890 L500 890")
    bottle(c, half, "#5E7A24", level=330, liquid="#7E9A1E")
    cap(c, 444, 76, 112, 120, "#2B2A1E")
    wrap(c, 340, 520, 320, 270, CREAM)
    c.text("OLIVE OIL", 500, 588, 58, "#4A5A14", bold=0.08, spacing=0.03)
    c.text("extra virgin", 500, 640, 38, "#7E8A3A", bold=0.03)
    for x, angle in ((470, -150), (530, -30), (500, -90)):
        leaf(c, x, 750, 84, angle, "#7E9A3E")
    c.fill(oval(500, 742, 26, 32), ball("#5D7A22"))
    c.stroke(path("M690 880 C740 800 800 760 880 740"), "#6B5A30", 12)
    for x, y, angle in ((745, 815, -100), (745, 815, 0), (800, 775, -110), (805, 775, 15), (870, 742, -40)):
        leaf(c, x, y, 110, angle, "#8AA54A")
    for x, y in ((720, 885), (800, 870)):
        c.soft(oval(x + 4, y + 38, 44, 10), faded(BLACK, 0.35), 8)
        c.fill(oval(x, y, 38, 46), ball("#5D7A22"))


@subject("chocolate")
def chocolate(c: Canvas, p: Palette) -> None:
    """A bar half out of its foil."""
    with c.placed(500, 500, 1, angle=14):
        bar = box(275, 90, 450, 480, 16)
        cast(c, box(275, 90, 450, 800, 16))
        c.fill(bar, "#4A2412")
        for row in range(4):
            for column in range(3):
                x, y = 287 + column * 146, 104 + row * 132
                c.fill(box(x, y, 134, 120, 12), darker("#6B3418", 0.2))
                c.fill(box(x, y, 130, 114, 12), lighter("#6B3418", 0.22))
                c.fill(box(x + 10, y + 12, 112, 94, 8), sheen("#6B3418", 1.3))
        foil_edge = path(
            "M252 470 L300 430 L345 462 L398 420 L450 466 L505 424 L556 462 L610 420 L660 458 L705 432 L748 474 V560 H252 Z"
        )
        c.fill(foil_edge, across(*foil("#D7B45A")))
        c.fill(box(252, 520, 496, 400, 12), sheen(p.second, 0.9))
        c.fill(box(252, 590, 496, 190), CREAM)
        c.text("CHOCOLATE", 500, 665, 72, COCOA, bold=0.1, spacing=0.03)
        c.text("dark 70 %", 500, 733, 48, p.accent, bold=0.05)
        lines(c, 300, 830, (150, 90), 28, faded(WHITE, 0.5))
        c.dot(670, 850, 34, "#FFC145")
