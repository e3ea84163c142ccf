"""Pots, pans, baskets and the fire."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .packaging import paper_bag
from .paints import across, ball, down, radial, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, moved, oval, path, poly, scattered, smooth
from .solids import cast, ground, leaf

IRON = "#34373E"


@subject("braai-charcoal")
def charcoal(c: Canvas, p: Palette) -> None:
    """A sack with a flame, lumps of coal in front."""
    paper_bag(c, "#C79A63", "#2A2420")
    c.text("CHARCOAL", 500, 340, 78, "#2A2420", bold=0.11, spacing=0.04)
    flame = path(
        "M500 410 C560 490 660 540 650 660 C644 740 580 780 500 780 C420 780 356 740 350 660"
        " C346 590 400 560 420 500 C440 540 460 550 470 560 C490 520 480 460 500 410 Z"
    )
    c.fill(flame, down("#FFB92E", "#F4611E", "#D93A1A"))
    c.fill(
        path("M505 560 C540 610 590 640 580 700 C574 750 540 772 500 772 C456 772 424 750 424 704 C424 660 470 640 505 560 Z"),
        down("#FFE37A", "#FFAE2A"),
    )
    c.text("5 kg", 500, 828, 46, "#2A2420", bold=0.07)
    for x, y, size, turn in ((190, 850, 66, 0), (300, 892, 54, 30), (690, 895, 58, 10), (810, 862, 70, 50), (895, 905, 40, 20)):
        with c.placed(x, y, size / 100, angle=turn, about=(0, 0)):
            c.soft(oval(8, 60, 100, 36), faded(BLACK, 0.45), 14)
            c.fill(poly((-100, 20), (-60, -70), (30, -84), (98, -20), (80, 60), (-40, 82), radius=16), "#24262B")
            c.fill(poly((-80, 10), (-50, -60), (28, -72), (10, -8), radius=10), "#52565E")
            c.fill(poly((36, -66), (84, -18), (68, 46), (22, 0), radius=10), "#3A3E45")


@subject("potjie")
def potjie(c: Canvas, p: Palette) -> None:
    """The three-legged iron pot, over coals."""
    c.soft(oval(500, 860, 330, 50), faded("#FF7A1E", 0.7), 30)
    for x, y, r in ((260, 880, 44), (350, 900, 50), (450, 885, 46), (560, 900, 52), (660, 884, 46), (745, 892, 40)):
        c.fill(
            smooth(
                (x - r, y),
                (x - r * 0.5, y - r * 0.8),
                (x + r * 0.6, y - r * 0.7),
                (x + r, y + r * 0.1),
                (x + r * 0.4, y + r * 0.7),
                (x - r * 0.7, y + r * 0.6),
            ),
            radial("#FFC04A", "#F2541E", "#6B1E10", "#3A1A14"),
        )
    for x, lean in ((300, -34), (500, 0), (700, 34)):
        c.fill(poly((x - 32, 740), (x + 32, 740), (x + lean + 20, 892), (x + lean - 20, 892), radius=10), rounded(IRON))
    c.stroke(arc(500, 430, 336, 360, 184, 356), "#202227", 24)
    c.stroke(arc(496, 426, 336, 360, 196, 300), "#5D626B", 7)
    body = path(
        "M200 380 C150 470 130 560 170 660 C220 790 350 820 500 820 C650 820 780 790 830 660 C870 560 850 470 800 380 Z"
    )
    c.fill(body, rounded(IRON))
    c.fill(path("M215 480 C190 560 200 640 240 700 C280 740 250 600 262 480 Z"), faded(WHITE, 0.16))
    with c.clip(body):
        for y in (520, 545):
            c.stroke(path(f"M100 {y} Q500 {y + 56} 900 {y}"), faded(BLACK, 0.35), 8)
    for x in (168, 832):
        c.stroke(arc(x, 440, 46, 52, 90, 270) if x < 500 else arc(x, 440, 46, 52, -90, 90), "#202227", 24)
    c.fill(box(172, 340, 656, 58, 28), rounded(lighter(IRON, 0.08)))
    c.fill(path("M200 344 C250 230 380 206 500 206 C620 206 750 230 800 344 Z"), rounded(lighter(IRON, 0.05)))
    c.fill(path("M280 316 C320 250 400 236 460 234 C380 256 330 290 310 326 Z"), faded(WHITE, 0.22))
    c.fill(box(452, 150, 96, 64, 26), rounded(lighter(IRON, 0.1)))


@subject("enamel-mug")
def enamel_mug(c: Canvas, p: Palette) -> None:
    """A speckled mug with a dark rim, steaming."""
    ground(c, 460, 850, 300)
    c.stroke(arc(720, 560, 130, 150, -100, 100), darker(p.second, 0.35), 64)
    c.stroke(arc(716, 556, 130, 150, -100, 100), p.second, 50)
    c.stroke(arc(712, 552, 132, 152, -80, 20), lighter(p.second, 0.4), 12)
    side = arc(450, 810, 260, 48, 0, 180) + arc(450, 340, 290, 62, 180, 0)
    c.fill(side, rounded(p.second))
    with c.clip(side):
        for spot, (x, y) in enumerate(scattered(110, 160, 370, 580, 490)):
            c.dot(x, y, 3 + spot % 3 * 2, faded(WHITE, 0.55))
        c.fill(box(196, 380, 50, 440, 25), faded(WHITE, 0.2))
    c.fill(oval(450, 340, 296, 68), darker(p.ink, 0.2))
    c.fill(oval(450, 338, 274, 54), "#FFF6E6")
    with c.clip(oval(450, 338, 274, 54)):
        c.fill(oval(450, 366, 262, 50), radial("#8E5A30", "#6B3A1A", "#4A2410"))
    for x in (360, 450, 540):
        c.stroke(path(f"M{x} 270 C{x - 50} 220 {x + 50} 170 {x} 110"), faded(WHITE, 0.75), 20)


@subject("basket")
def basket(c: Canvas, p: Palette) -> None:
    """A woven basket with a pattern band."""
    ground(c, 500, 870, 330, 40)
    c.stroke(arc(500, 420, 300, 320, 180, 360), "#8A5526", 46)
    c.stroke(arc(494, 416, 300, 320, 186, 350), "#D9A25E", 26)
    for turn in range(184, 360, 9):
        edge = arc(500, 420, 320, 340, turn, turn + 3, steps=1)[0], arc(500, 420, 280, 300, turn + 3, turn + 4, steps=1)[0]
        c.stroke(list(edge), faded("#6B3F16", 0.55), 6)
    c.fill(oval(500, 430, 370, 74), "#6B4420")
    body = [
        *arc(500, 430, 370, 70, 180, 0),
        *path("M870 430 C860 640 800 800 760 870 Q500 910 240 870 C200 800 140 640 130 430"),
    ]
    c.fill(body, rounded("#D9A050"))
    with c.clip(body):
        for row in range(14):
            for column in range(20):
                x, y = 110 + column * 42 + row % 2 * 21, 492 + row * 31
                tone = p.accent if row in (5, 8) else p.second if row in (6, 7) and column % 2 else "#F2CB85"
                c.fill(oval(x, y, 19, 12), faded(tone, 0.75))
                c.stroke(arc(x, y, 19, 12, 20, 160, steps=8), faded("#5E3A14", 0.4), 4)
        c.fill(box(690, 400, 200, 500), across(faded(BLACK, 0.0), faded(BLACK, 0.3)))
    c.stroke(arc(500, 430, 370, 72, 0, 360), "#A9712F", 34)
    c.stroke(arc(496, 426, 370, 72, 0, 360), "#E8B870", 16)


@subject("frying-pan", pair=False)
def frying_pan(c: Canvas, p: Palette) -> None:
    """Seen from above, an egg in it."""
    with c.placed(480, 520, 0.94, angle=-38, about=(430, 500)):
        c.soft(oval(405, 540, 320), faded(BLACK, 0.35), 28)
        c.soft(box(690, 500, 350, 80, 30), faded(BLACK, 0.3), 20)
        c.fill(poly((660, 456), (760, 470), (760, 530), (660, 544)), across("#8A939A", "#C9D1D6", "#7A838A"))
        c.fill(box(745, 456, 300, 88, 44), down("#A8682C", "#7A4416"))
        c.fill(box(765, 468, 250, 18, 9), faded(WHITE, 0.28))
        c.dot(1006, 500, 16, "#3A2210")
        c.dot(385, 500, 318, sheen("#3A3D44", 2.0))
        c.dot(385, 500, 284, sheen("#24262B", 1.2))
        c.stroke(arc(385, 500, 300, 300, 170, 260), faded(WHITE, 0.4), 9)
        c.stroke(arc(385, 500, 240, 240, 10, 80), faded(WHITE, 0.1), 12)
    c.soft(oval(470, 545, 190, 160), faded(BLACK, 0.4), 10)
    white = smooth(
        (460, 330),
        (570, 370),
        (640, 450),
        (610, 560),
        (640, 650),
        (530, 680),
        (430, 660),
        (330, 690),
        (290, 590),
        (320, 500),
        (290, 410),
        (380, 380),
    )
    c.fill(white, radial("#FFFFFF", "#FFFDF5", "#F1E6D0"))
    c.fill(oval(466, 530, 92, 88), ball("#FFB21E"))
    c.fill(oval(438, 500, 24, 17), faded(WHITE, 0.75))


@subject("cutting-board", pair=False)
def cutting_board(c: Canvas, p: Palette) -> None:
    """A board of two woods, a knife, herbs and half an onion."""
    with c.placed(500, 520, 1, angle=-10, about=(500, 520)):
        board = [
            *path(
                "M190 280 Q190 230 240 230 H420 C440 230 446 214 446 180 V120 Q446 76 500 76 Q554 76 554 120 V180 C554"
                " 214 560 230 580 230 H760 Q810 230 810 280 V860 Q810 910 760 910 H240 Q190 910 190 860 Z"
            )
        ]
        cast(c, board)
        c.fill(moved(board, 0, 16), "#7A4A1E")
        c.fill(board, across("#D99C56", "#E8B470", "#CF8E48"))
        with c.clip(board):
            for x in (260, 640):
                c.fill(box(x, 0, 90, 1000), faded("#8A4F22", 0.55))
            for place in range(10):
                x = 200 + place * 66
                c.stroke(path(f"M{x} 200 C{x + 24} 400 {x - 24} 700 {x + 10} 920"), faded("#7A4416", 0.22), 5)
        c.dot(500, 136, 24, "#5E3614")
    c.soft(poly((360, 330), (430, 330), (430, 800), (360, 800)), faded(BLACK, 0.35), 14)
    with c.placed(380, 560, 1, angle=8, about=(380, 560)):
        c.fill(path("M345 640 V330 C350 250 400 220 420 210 V640 Z"), across("#F4F7F9", "#C2CCD3", "#E8EDF0"))
        c.fill(box(346, 620, 76, 40, 6), "#8A949B")
        c.fill(box(350, 655, 68, 220, 28), rounded("#3A2A22"))
        for y in (700, 760, 820):
            c.dot(384, y, 9, "#D8DDE0")
    c.soft(oval(640, 660, 130, 110), faded(BLACK, 0.35), 12)
    for reach, colour in (
        (130, "#8E2A5E"),
        (118, "#F6E3EE"),
        (98, "#C46A9C"),
        (90, "#FBF0F6"),
        (68, "#C46A9C"),
        (60, "#FBF0F6"),
        (36, "#C46A9C"),
        (28, "#F6E3EE"),
    ):
        c.fill(oval(640, 630, reach, reach * 0.94), colour)
    for x, y, angle in ((560, 420, -60), (600, 430, -20), (640, 400, -100), (580, 450, 30), (660, 440, -40)):
        leaf(c, x, y, 96, angle, "#4E9A3A")
