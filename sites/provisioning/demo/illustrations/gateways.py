"""Gateways, antennas and radio modules of the connected-things shop."""

from .canvas import Canvas
from .colours import BLACK, WHITE, faded, lighter
from .paints import across, down, rounded, sheen, slant
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, curve, moved, poly
from .solids import (
    cast,
    cylinder,
    ground,
    hexagon,
    led,
    lines,
    metal,
    screw,
    slab,
    slots,
    tube,
    waves,
)

CASE = "#F2F5F7"
ALUMINIUM = "#CBD4DA"
DARK = "#2C4052"


@subject("gateway-indoor")
def indoor_gateway(c: Canvas, p: Palette) -> None:
    """A desk box with two antennas and a row of lights."""
    ground(c, 500, 830, 380)
    for x, lean in ((215, -24), (785, 24)):
        tube(c, [(x, 560), (x + lean, 150)], 42, DARK)
        tube(c, [(x, 570), (x + lean * 0.2, 490)], 58, "#22323F")
    waves(c, 500, 330, 62, p.accent, start=-145, end=-35, width=18)
    c.dot(500, 330, 20, p.accent)
    c.fill(poly((190, 480), (810, 480), (880, 570), (120, 570), radius=16), down("#FFFFFF", "#E3EAEE"))
    slab(c, 110, 540, 780, 280, 54, CASE)
    c.fill(box(165, 600, 250, 24, 12), p.accent)
    lines(c, 165, 646, (180, 130), 30, "#BECAD2")
    for place, colour in enumerate((p.accent, p.accent, p.second, "#B9C6CE")):
        led(c, 560 + place * 84, 650, 17, colour) if place < 3 else c.dot(560 + place * 84, 650, 15, colour)
        c.fill(box(540 + place * 84, 690, 40, 11, 5), "#BECAD2")
    slots(c, 165, 736, 670, 44, 2, "#B4C1CA")
    for x in (200, 720):
        c.fill(box(x, 816, 80, 24, 10), DARK)


@subject("gateway-outdoor")
def outdoor_gateway(c: Canvas, p: Palette) -> None:
    """A weatherproof box clamped to a mast, its antenna on top."""
    c.fill(box(450, 60, 100, 890, 10), across(*metal("#AAB6BE")))
    body = box(225, 360, 550, 460, 50)
    cast(c, body, dx=24, dy=36)
    for y in (400, 740):
        c.fill(box(190, y, 620, 44, 12), down(lighter(DARK, 0.25), DARK))
        hexagon(c, 206, y + 22, 24)
        hexagon(c, 794, y + 22, 24)
    tube(c, [(300, 350), (300, 60)], 40, WHITE)
    c.fill(box(262, 300, 76, 70, 12), across(*metal()))
    tube(c, [(690, 350), (690, 200)], 36, WHITE)
    c.fill(box(656, 310, 68, 60, 12), across(*metal()))
    slab(c, 225, 360, 550, 460, 50, ALUMINIUM)
    c.fill(box(275, 410, 450, 352, 34), sheen(lighter(ALUMINIUM, 0.35)))
    for x in (254, 746):
        for y in (390, 782):
            screw(c, x, y, 18)
    waves(c, 500, 600, 48, p.accent, start=-140, end=-40, width=17)
    c.dot(500, 600, 18, p.accent)
    c.text("IP67", 500, 690, 64, p.ink, bold=0.06, spacing=0.06)
    led(c, 672, 456, 15, p.accent)
    for x in (350, 500, 650):
        c.fill(box(x - 34, 815, 68, 46, 8), rounded(DARK))
        c.fill(box(x - 24, 858, 48, 34, 8), rounded("#1E2D3A"))
    tube(c, curve((500, 890), (505, 930), (590, 950), (640, 1010)), 26, "#1E2D3A")


@subject("antenna-fibreglass", pair=False)
def fibreglass_antenna(c: Canvas, p: Palette) -> None:
    """A long white rod with a threaded foot and a wave on either side."""
    with c.placed(500, 500, 1.0, angle=16):
        c.soft(box(478, 80, 90, 830, 40), faded(BLACK, 0.26), 22)
        c.fill(box(462, 50, 76, 620, 38), rounded(WHITE, 0.85))
        c.fill(box(450, 640, 100, 90, 14), rounded("#DDE4E8"))
        c.fill(box(462, 560, 76, 26, 0), p.accent)
        c.fill(box(440, 720, 120, 110, 14), across(*metal()))
        for y in range(734, 826, 14):
            c.stroke([(442, y), (558, y + 4)], faded(BLACK, 0.22), 5, flat=True)
        c.fill(box(425, 790, 150, 46, 10), across(*metal("#93A1AC")))
        c.fill(box(468, 836, 64, 90, 10), across(*metal("#D2AE5A")))
        for y in range(850, 920, 14):
            c.stroke([(470, y), (530, y + 4)], faded(BLACK, 0.25), 5, flat=True)
    waves(c, 560, 270, 130, p.accent, start=-25, end=50, width=18)
    waves(c, 560, 270, 130, p.accent, start=165, end=222, width=18)


@subject("antenna-magnetic", pair=False)
def magnetic_antenna(c: Canvas, p: Palette) -> None:
    """A whip on a magnetic foot, its cable coiled in front."""
    ground(c, 470, 800, 330, 60)
    c.fill(poly((448, 700), (472, 700), (464, 90), (456, 90)), across(*metal("#5D6F7C")))
    c.dot(460, 88, 17, "#3B4B58")
    for y in range(250, 420, 20):
        c.stroke([(444, y), (478, y + 8)], "#8496A3", 11)
    cylinder(c, 460, 620, 700, 62, DARK, ry=16)
    c.fill(arc(460, 760, 230, 150, 180, 360) + arc(460, 770, 230, 62, 0, 180), rounded(DARK))
    c.fill(arc(460, 782, 230, 62, 0, 180) + arc(460, 758, 230, 62, 180, 0), rounded(p.accent))
    coil = curve(
        (660, 780), (790, 800), (880, 850), (780, 905), (620, 880), (700, 830), (840, 850), (900, 900), (800, 935), (640, 925)
    )
    c.stroke(moved(coil, 8, 14), faded(BLACK, 0.25), 22)
    tube(c, coil, 22, "#22323F")
    c.fill(box(560, 902, 100, 46, 10), down("#F0D28A", "#A57C2A"))
    c.fill(box(530, 911, 40, 28, 6), down("#E8EDF0", "#8C99A3"))
    waves(c, 470, 180, 110, p.accent, start=-38, end=38, width=18)
    waves(c, 450, 180, 110, p.accent, start=142, end=218, width=18)


@subject("module-board")
def module_board(c: Canvas, p: Palette) -> None:
    """A circuit board: shielded radio, processor, headers, gold contacts."""
    board = box(130, 190, 740, 620, 34)
    cast(c, board, dx=24, dy=34)
    c.fill(moved(board, 0, 14), "#05402F")
    c.fill(board, slant("#129271", "#0B7459", "#085B46"))
    _traces(c)
    for x, y in ((176, 236), (824, 236), (176, 764), (824, 764)):
        c.dot(x, y, 28, "#E0BE6C")
        c.dot(x, y, 16, "#DCE5EA")
    for y in (205, 755):
        c.fill(box(240, y, 520, 44, 8), down("#2B3A46", "#16222C"))
        for pin in range(12):
            c.fill(box(253 + pin * 42, y + 11, 22, 22, 4), down("#F4DD9E", "#B28A35"))
    c.soft(box(230, 330, 300, 300, 14), faded(BLACK, 0.4), 14)
    c.fill(box(220, 310, 300, 300, 12), slant("#F4F7F9", "#C4CED5", "#9FADB7"))
    c.stroke(box(236, 326, 268, 268, 8), faded(BLACK, 0.14), 4, closed=True)
    waves(c, 300, 420, 28, "#5D7180", start=-50, end=50, width=10)
    lines(c, 262, 505, (180, 140, 90), 30, "#8596A2")
    c.soft(box(610, 400, 190, 190, 10), faded(BLACK, 0.4), 12)
    for pin in range(8):
        c.fill(box(578, 402 + pin * 22, 236, 10, 3), "#D5DDE2")
        c.fill(box(602 + pin * 22, 376, 10, 236, 3), "#D5DDE2")
    c.fill(box(590, 388, 212, 212, 12), slant("#34434F", "#18232C"))
    c.dot(620, 418, 12, "#5B6C79")
    c.text("UL-32", 696, 496, 48, "#B9C7D0", bold=0.02)
    for x in (580, 650, 720):
        c.fill(box(x, 672, 44, 26, 4), "#C9B28A")
        c.fill(box(x + 11, 672, 22, 26), "#4A3B2A")
    led(c, 260, 690, 15, p.second)
    led(c, 320, 690, 15, "#7CF0C4")
    c.fill(box(400, 660, 110, 62, 10), across(*metal()))


def _traces(c: Canvas) -> None:
    """Copper lines under the varnish."""
    for place in range(6):
        y = 640 + place * 17
        c.stroke(
            [(200 + place * 20, 730 - place * 4), (240 + place * 40, y), (560, y), (590 + place * 12, 610)],
            faded("#3FC79F", 0.5),
            5,
        )
        c.stroke([(520, 340 + place * 20), (560, 340 + place * 20), (590, 400 + place * 26)], faded("#3FC79F", 0.5), 5)
        c.stroke([(240 + place * 48, 310), (260 + place * 44, 275), (260 + place * 44, 240)], faded("#3FC79F", 0.5), 5)


@subject("usb-dongle")
def usb_dongle(c: Canvas, p: Palette) -> None:
    """A radio stick with its plug and a small antenna."""
    with c.placed(500, 500, 1.0, angle=-28):
        cast(c, box(120, 390, 780, 220, 40), dx=30, dy=44)
        c.fill(box(690, 415, 210, 170, 8), down("#F2F5F7", "#B4C0C8", "#8997A2"))
        for y in (448, 528):
            c.fill(box(775, y, 62, 26, 3), "#50616E")
        c.fill(box(690, 415, 26, 170), faded(BLACK, 0.25))
        slab(c, 180, 380, 530, 240, 60, DARK)
        c.fill(box(245, 440, 150, 120, 20), faded(WHITE, 0.08))
        waves(c, 300, 500, 30, lighter(p.accent, 0.35), start=-50, end=50, width=12)
        c.dot(282, 500, 14, lighter(p.accent, 0.35))
        lines(c, 450, 465, (150, 110), 34, faded(WHITE, 0.35))
        led(c, 640, 445, 15, "#7CF0C4")
        c.fill(box(125, 440, 76, 120, 14), across(*metal("#D2AE5A")))
        for x in range(138, 196, 14):
            c.stroke([(x, 442), (x, 558)], faded(BLACK, 0.25), 5, flat=True)
