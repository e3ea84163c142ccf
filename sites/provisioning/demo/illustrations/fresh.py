"""The bakery and the vegetable stand."""

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded, lighter
from .paints import across, ball, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import Shape, box, moved, oval, path, scattered, smooth
from .solids import ground, leaf


@subject("bread")
def bread(c: Canvas, p: Palette) -> None:
    """A loaf with its first slices cut."""
    ground(c, 500, 800, 410, 40)
    loaf = path("M300 800 V470 C210 400 280 230 430 230 H800 C940 240 950 400 880 470 V770 Q880 800 850 800 Z")
    c.fill(loaf, down("#D98E3A", "#B4661E", "#8F4A14"))
    c.fill(
        path("M330 260 C440 200 780 210 850 262 C880 300 860 330 820 320 C700 280 520 280 400 330 C330 340 300 290 330 260 Z"),
        faded("#F6C878", 0.55),
    )
    for x in (520, 640, 760):
        c.stroke(path(f"M{x} 250 C{x + 46} 270 {x + 60} 310 {x + 60} 350"), faded("#FBE3B0", 0.75), 20)
    _slice(c, 330, 1.0)
    c.soft(_slice_shape(240), faded(BLACK, 0.28), 14)
    _slice(c, 215, 0.98)
    for x, y in ((640, 846), (700, 866), (560, 872), (790, 850), (450, 860)):
        c.dot(x, y, 7, "#C98A45")


def _slice_shape(x: float) -> Shape:
    return moved(
        path(
            "M-125 800 V500 C-205 430 -160 290 0 290 C160 290 205 430 125 500 V800 Q125 815 110 815 H-110 Q-125 815 -125 800 Z"
        ),
        x,
    )


def _slice(c: Canvas, x: float, tone: float) -> None:
    c.fill(_slice_shape(x), "#A9601F")
    with c.placed(x, 560, 0.9, about=(0, 560)):
        c.fill(_slice_shape(0), sheen("#F7DFAE", tone))
    for hx, hy in scattered(22, x - 105, 380, 205, 390):
        c.fill(oval(hx, hy, 9, 6), faded("#D9B273", 0.75))


@subject("eggs", pair=False)
def eggs(c: Canvas, p: Palette) -> None:
    """A carton of six, its lid open."""
    ground(c, 500, 830, 390, 44)
    c.fill(path("M150 520 L190 220 Q196 190 230 190 H770 Q804 190 810 220 L850 520 Z"), down("#B9A58C", "#9A866D"))
    c.fill(path("M190 510 L224 240 H776 L810 510 Z"), down("#8B785F", "#A39077"))
    for x in (300, 433, 566, 700):
        c.fill(oval(x, 350, 52, 72), faded(BLACK, 0.1))
    for x, colour in ((262, "#F3E2CC"), (420, "#E8BE94"), (580, "#F3E2CC"), (738, "#DDA878")):
        c.fill(
            path(f"M{x - 82} 570 C{x - 90} 450 {x - 46} 350 {x} 350 C{x + 46} 350 {x + 90} 450 {x + 82} 570 Z"),
            ball(colour, 0.8),
        )
        c.fill(oval(x - 28, 430, 15, 28), faded(WHITE, 0.6))
    tray = path(
        "M110 520 Q150 500 190 520 Q262 590 340 520 Q420 590 500 520 Q580 590 660 520 Q738 590"
        " 810 520 Q850 500 890 520 L850 790 Q845 830 800 830 H200 Q155 830 150 790 Z"
    )
    c.fill(tray, down("#D6C4AA", "#B09A7E"))
    for x in (262, 420, 580, 738):
        c.fill(
            path(f"M{x - 62} 640 Q{x} 700 {x + 62} 640 L{x + 46} 800 Q{x} 822 {x - 46} 800 Z"),
            across("#C7B499", "#DCCBB3", "#A8937A"),
        )
    c.stroke(
        path("M118 524 Q150 508 190 528 Q262 596 340 528 Q420 596 500 528 Q580 596 660 528 Q738 596 810 528 Q850 508 882 524"),
        faded(WHITE, 0.4),
        8,
    )


@subject("bananas", pair=False)
def bananas(c: Canvas, p: Palette) -> None:
    """A hand of four."""
    ground(c, 480, 892, 150, 22)
    c.soft(oval(640, 880, 260, 30), faded(BLACK, 0.2), 24)
    hands = ((-30, "#E8B91F"), (-10, "#F2C72C"), (12, "#F8D440"), (34, "#FBDD57"))
    for turn, colour in hands:
        with c.placed(330, 230, 1, angle=turn - 14, about=(330, 230)):
            body = path("M300 225 C270 420 380 700 640 800 C680 815 704 790 690 764 C540 660 460 500 390 222 Z")
            c.fill(body, across(darker(colour, 0.1), lighter(colour, 0.15), colour, darker(colour, 0.12)))
            c.stroke(path("M330 240 C330 430 450 660 650 782"), faded(darker(colour, 0.35), 0.5), 7)
            c.fill(path("M640 800 C680 815 704 790 690 764 L666 752 L628 794 Z"), "#5E4A1B")
    c.fill(
        path("M262 250 C270 190 300 150 316 110 L374 116 C376 160 400 190 408 240 C360 262 310 266 262 250 Z"),
        down("#8A7A22", "#C9A624"),
    )
    c.fill(box(308, 96, 70, 30, 10), "#4B3B16")


@subject("avocado", pair=False)
def avocado(c: Canvas, p: Palette) -> None:
    """One whole, one half with its stone."""
    ground(c, 490, 842, 370, 40)
    with c.placed(320, 520, 1, angle=-8, about=(320, 520)):
        whole = path(
            "M330 170 C400 170 420 300 470 400 C560 560 560 830 320 850 C90 840 80 580 180 410 C240 310 260 170 330 170 Z"
        )
        c.fill(whole, ball("#3F6B2B", 1.1))
        with c.clip(whole):
            for x, y in scattered(90, 130, 200, 400, 640):
                c.fill(oval(x, y, 7, 5), faded("#A6CF7C", 0.3))
        c.fill(box(312, 145, 34, 40, 10), "#6B5226")
    c.soft(oval(640, 620, 230, 250), faded(BLACK, 0.32), 24)
    half = path(
        "M640 220 C710 220 735 340 790 440 C890 620 860 860 640 870 C420 860 390 620 490 440 C545 340 570 220 640 220 Z"
    )
    c.fill(half, "#345A22")
    with c.placed(640, 560, 0.93, about=(640, 560)):
        c.fill(half, down("#A9C957", "#8DB545"))
    with c.placed(640, 575, 0.82, about=(640, 575)):
        c.fill(half, sheen("#EEF0A8"))
    c.soft(oval(645, 690, 118, 120), faded("#7E8A2A", 0.6), 16)
    c.fill(oval(640, 676, 112, 116), ball("#8A5226"))
    c.fill(oval(600, 630, 26, 34), faded(WHITE, 0.4))


@subject("tomatoes", pair=False)
def tomatoes(c: Canvas, p: Palette) -> None:
    """Three on the vine and one cut."""
    ground(c, 500, 850, 410, 40)
    for x, y, size, colour in ((340, 420, 185, "#D9301F"), (640, 400, 195, "#E23A22"), (290, 670, 195, "#EB4527")):
        _tomato(c, x, y, size, colour)
    c.stroke(path("M230 190 C380 120 560 130 720 110 C790 100 830 80 850 60"), "#4E8A34", 26)
    for x, y, tx in ((340, 262, 330), (640, 232, 640)):
        c.stroke([(tx, 145), (x, y)], "#4E8A34", 20)
        _calyx(c, x, y + 10)
    _calyx(c, 290, 505)
    c.soft(oval(670, 720, 205, 180), faded(BLACK, 0.35), 20)
    c.fill(oval(660, 700, 200, 180), "#C9261A")
    c.fill(oval(660, 696, 182, 162), sheen("#F2684A"))
    for spoke in range(6):
        with c.placed(660, 696, 1, angle=spoke * 60 + 30, about=(0, 0)):
            c.fill(smooth((44, 0), (84, -40), (140, -34), (150, 0), (140, 34), (84, 40)), "#D63A20")
            for sx, sy in ((82, -14), (108, 12), (126, -12)):
                c.fill(oval(sx, sy, 12, 7), "#FBE29A")


def _tomato(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    c.soft(oval(x + 12, y + 24, size, size * 0.9), faded(BLACK, 0.25), 18)
    c.fill(oval(x, y, size, size * 0.92), ball(colour))
    c.fill(oval(x - size * 0.42, y - size * 0.38, size * 0.2, size * 0.13), faded(WHITE, 0.55))


def _calyx(c: Canvas, x: float, y: float) -> None:
    for angle in (-170, -130, -50, -10, 35, 90, 145):
        leaf(c, x, y, 84, angle, "#4E9A3A")


@subject("apples", pair=False)
def apples(c: Canvas, p: Palette) -> None:
    """A red one, a green one and one with a bite's worth of shine."""
    ground(c, 500, 830, 400, 40)
    for x, y, scale, colour in ((350, 470, 0.9, "#8CBF3A"), (665, 480, 0.94, "#D4382A"), (490, 620, 1.0, "#E8492F")):
        with c.placed(x, y, scale, about=(0, 0)):
            c.soft(oval(10, 40, 230, 210), faded(BLACK, 0.28), 20)
            body = path(
                "M0 -150 C60 -220 240 -200 240 -10 C240 130 140 235 60 235 C30 235 20 220 0 220 C-20 220"
                " -30 235 -60 235 C-140 235 -240 130 -240 -10 C-240 -200 -60 -220 0 -150 Z"
            )
            c.fill(body, ball(colour))
            c.fill(
                path("M-60 -150 C-20 -120 20 -120 60 -150 C40 -170 20 -160 0 -146 C-20 -160 -40 -170 -60 -150 Z"),
                faded(darker(colour, 0.5), 0.6),
            )
            for sx, sy in scattered(16, -160, -60, 320, 220):
                c.dot(sx, sy, 4, faded("#FFE9B0", 0.6))
            c.stroke(path("M0 -140 C-4 -190 10 -220 30 -246"), "#6B4420", 20)
            leaf(c, 10, -190, 130, -24, "#5E9C38")
            c.fill(oval(-120, -70, 34, 54), faded(WHITE, 0.5))


@subject("butternut", pair=False)
def butternut(c: Canvas, p: Palette) -> None:
    """One whole, standing, and one half."""
    ground(c, 480, 850, 380, 40)
    body = path(
        "M330 170 C420 160 440 240 430 340 C425 430 520 500 530 640 C540 790 440 860 320 860"
        " C190 860 100 780 115 640 C125 500 225 430 222 340 C215 240 240 170 330 170 Z"
    )
    c.fill(body, rounded("#E9AE62"))
    for x, bend in ((250, -60), (325, 0), (400, 60)):
        c.stroke(path(f"M{x} 200 C{x} 400 {x + bend * 1.5} 560 {x + bend} 830"), faded("#B87430", 0.28), 9)
    c.fill(path("M296 180 L306 90 Q330 74 354 90 L366 180 Q330 196 296 180 Z"), across("#A78B4A", "#C9AC66", "#7E662E"))
    c.soft(oval(690, 680, 180, 190), faded(BLACK, 0.32), 22)
    with c.placed(690, 540, 1, angle=14, about=(690, 540)):
        half = path(
            "M690 230 C770 225 790 300 782 390 C780 460 865 530 865 660 C865 790 780 855 690 855"
            " C600 855 515 790 515 660 C515 530 600 460 598 390 C590 300 610 225 690 230 Z"
        )
        c.fill(half, "#D9994B")
        with c.placed(690, 550, 0.92, about=(690, 550)):
            c.fill(half, sheen("#F8A233"))
        c.fill(oval(690, 690, 104, 112), "#D9761C")
        c.fill(oval(690, 694, 88, 96), "#C4651A")
        for seed in range(9):
            with c.placed(650 + seed * 37 % 86, 640 + seed * 29 % 110, 1, angle=seed * 40 % 180, about=(0, 0)):
                c.fill(oval(0, 0, 20, 11), "#FBE6B4")


def crate(c: Canvas, colour: Colour = "#D9A25E") -> None:
    """A slatted crate front, from which goods may rise; its rim is at y = 560."""
    ground(c, 500, 905, 420, 36)
    for y in (570, 680, 790):
        c.fill(box(100, y, 800, 92, 10), down(lighter(colour, 0.15), colour, darker(colour, 0.15)))
        c.stroke([(130, y + 36), (520, y + 32), (870, y + 40)], faded(darker(colour, 0.4), 0.35), 5)
    for x in (110, 818):
        c.fill(box(x, 550, 72, 350, 8), across(lighter(colour, 0.2), darker(colour, 0.16)))
        for y in (616, 726, 836):
            c.dot(x + 36, y, 10, "#6B5030")
