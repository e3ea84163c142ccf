"""Keys, microphones, loudspeakers and what a stage needs besides."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .paints import across, ball, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, curve, moved, oval, path, poly
from .solids import cast, ground, led, metal, screw, slab, tube

NIGHT = "#2B2638"


@subject("keyboard")
def keyboard(c: Canvas, p: Palette) -> None:
    """A stage keyboard: faders, display, two octaves in view."""
    ground(c, 500, 760, 440, 36)
    slab(c, 50, 270, 900, 480, 40, "#3B344C")
    c.fill(box(50, 270, 900, 16, 8), lighter(p.accent, 0.1))
    c.fill(box(380, 312, 240, 110, 14), sheen("#0E1A2C"))
    c.text("GRAND 01", 500, 350, 40, "#7CE0FF", bold=0.04)
    for bar in range(14):
        height = (14, 26, 34, 22, 40, 30, 18)[bar % 7]
        c.fill(box(402 + bar * 14, 410 - height, 9, height, 3), faded(p.accent, 0.95))
    for x in (110, 170, 230, 290):
        c.dot(x + 3, 346, 25, faded(BLACK, 0.4))
        c.dot(x, 340, 24, ball("#8A8398"))
        c.stroke([(x, 340), (x + 10, 322)], p.second, 6)
        c.fill(box(x - 18, 388, 36, 24, 6), (p.accent, "#5E5672")[x > 200])
    for place in range(5):
        x = 680 + place * 54
        c.fill(box(x - 4, 312, 8, 108, 4), "#17131F")
        c.fill(box(x - 17, 330 + place * 37 % 70, 34, 22, 5), down("#F4F0FA", "#A9A2B8"))
    _piano_keys(c)


def _piano_keys(c: Canvas) -> None:
    """Fifteen white keys and the black ones between them."""
    c.fill(box(76, 446, 848, 286, 10), "#120E18")
    width = 848 / 15
    for key in range(15):
        x = 76 + key * width
        c.fill(box(x + 2, 450, width - 4, 278, 8), down("#E9E4EE", "#FFFFFF", "#F4F0F6"))
        c.fill(box(x + 2, 714, width - 4, 14, 6), "#BDB5C8")
    for key in range(14):
        if key % 7 in (0, 1, 3, 4, 5):
            x = 76 + (key + 1) * width
            c.fill(box(x - 18, 446, 40, 172, 7), faded(BLACK, 0.3))
            c.fill(box(x - 18, 446, 36, 166, 7), "#0E0B14")
            c.fill(box(x - 12, 446, 24, 150, 5), down("#2B2538", "#4A4358"))


@subject("microphone")
def microphone(c: Canvas, p: Palette) -> None:
    """A vocal microphone and its cable."""
    cable = curve((250, 850), (170, 940), (330, 960), (520, 900), (700, 930), (860, 860), (900, 960))
    c.stroke(moved(cable, 6, 14), faded(BLACK, 0.4), 24)
    tube(c, cable, 24, "#3B344C")
    with c.placed(500, 470, 1, angle=38, about=(500, 470)):
        c.soft(box(430, 120, 200, 780, 80), faded(BLACK, 0.4), 30)
        c.fill(box(462, 820, 76, 110, 12), across(*metal("#8A8398")))
        c.fill(poly((408, 400), (592, 400), (546, 850), (454, 850), radius=20), rounded("#3B344C"))
        c.fill(box(470, 520, 60, 90, 24), "#1C1726")
        c.fill(box(480, 530, 40, 36, 14), p.accent)
        c.fill(box(392, 356, 216, 62, 16), across(*metal()))
        c.fill(box(392, 380, 216, 14), p.accent)
        head = path("M380 360 C350 280 350 90 500 84 C650 90 650 280 620 360 Q500 390 380 360 Z")
        c.fill(head, ball("#B9B5C6", 1.1))
        with c.clip(head):
            for line in range(-20, 30):
                c.stroke([(330 + line * 22, 60), (630 + line * 22, 400)], faded("#4A4458", 0.5), 6)
                c.stroke([(670 - line * 22, 60), (370 - line * 22, 400)], faded("#4A4458", 0.5), 6)
            c.fill(oval(430, 170, 60, 80), faded(WHITE, 0.35))
        c.fill(path("M364 236 Q500 276 636 236 L634 270 Q500 310 366 270 Z"), across(*metal()))


@subject("headphones")
def headphones(c: Canvas, p: Palette) -> None:
    """Closed studio headphones."""
    ground(c, 500, 880, 330, 34)
    c.stroke(arc(500, 520, 330, 400, 184, 356), "#17131F", 74)
    c.stroke(arc(500, 520, 330, 400, 186, 354), "#4A4260", 54)
    c.stroke(arc(494, 512, 332, 402, 200, 290), "#8A82A0", 12)
    c.stroke(arc(500, 540, 292, 372, 214, 326), p.accent, 34)
    for sign in (-1, 1):
        x = 500 + sign * 322
        c.fill(box(x - 26, 420, 52, 130, 16), across(*metal()))
        inner = box(x - sign * 78 - 62, 490, 124, 340, 60)
        c.soft(moved(inner, 8, 20), faded(BLACK, 0.4), 16)
        c.fill(inner, rounded("#211B2C"))
        for fold in range(5):
            c.stroke([(x - sign * 78 - 50, 550 + fold * 56), (x - sign * 78 + 50, 550 + fold * 56)], faded(WHITE, 0.06), 5)
        cup = box(x - 75, 470, 150, 380, 74)
        c.fill(cup, rounded("#3B344C"))
        c.fill(oval(x, 660, 62, 130), rounded(p.accent))
        c.fill(oval(x, 660, 44, 104), rounded(darker(p.accent, 0.2)))
        c.fill(oval(x - 18, 610, 9, 40), faded(WHITE, 0.45))
    cable = curve((180, 840), (190, 910), (300, 930), (420, 900), (520, 930), (640, 950))
    tube(c, cable, 16, "#4A4260")


@subject("amp")
def amp(c: Canvas, p: Palette) -> None:
    """A guitar combo with a cloth front and eight knobs."""
    ground(c, 500, 890, 400, 40)
    c.stroke(arc(500, 150, 110, 60, 180, 360), "#17131F", 34)
    c.stroke(arc(498, 147, 110, 60, 190, 350), "#5E5672", 10)
    slab(c, 110, 140, 780, 740, 44, "#2E2638")
    for x in (132, 868):
        for y in (166, 852):
            c.dot(x, y, 34, ball("#8A8398"))
            screw(c, x, y, 12)
    c.fill(box(160, 190, 680, 126, 12), down("#F0C766", "#C9923A"))
    for knob in range(7):
        x = 220 + knob * 82
        c.dot(x + 3, 252, 30, faded(BLACK, 0.4))
        c.dot(x, 246, 29, ball("#211B2C"))
        with c.placed(x, 246, 1, angle=-130 + knob * 41, about=(0, 0)):
            c.stroke([(0, -8), (0, -24)], WHITE, 6)
        c.fill(box(x - 14, 288, 28, 7, 3), faded("#4A2E08", 0.7))
    led(c, 800, 246, 18, p.accent)
    cloth = box(160, 340, 680, 490, 16)
    c.fill(cloth, sheen("#5E5348"))
    with c.clip(cloth):
        for step in range(-24, 50):
            c.stroke([(160 + step * 24, 330), (660 + step * 24, 840)], faded("#E8D8B8", 0.16), 5)
            c.stroke([(160 + step * 24, 840), (660 + step * 24, 330)], faded(BLACK, 0.16), 5)
        c.fill(oval(500, 585, 220), faded(BLACK, 0.35))
        c.fill(oval(500, 585, 196), faded("#17131F", 0.45))
        c.stroke(oval(500, 585, 150), faded(WHITE, 0.1), 8, closed=True)
        c.fill(oval(500, 585, 66), faded("#C9BFD8", 0.28))
    c.stroke(cloth, "#D9B35A", 9, closed=True)
    c.fill(box(200, 752, 190, 54, 10), down("#F0C766", "#C9923A"))
    c.text("VOLT 40", 295, 780, 38, "#2E2638", bold=0.08)
    for x in (190, 740):
        c.fill(box(x, 872, 70, 26, 10), "#120E18")


@subject("dj-controller")
def dj_controller(c: Canvas, p: Palette) -> None:
    """Two platters, a mixer between them, lit pads below."""
    body = box(50, 200, 900, 620, 46)
    c.soft(moved(body, 10, 40), faded(BLACK, 0.6), 28)
    slab(c, 50, 200, 900, 620, 46, "#332C44")
    for x, colour in ((252, p.accent), (748, "#4CC9F0")):
        c.dot(x, 430, 178, "#15111D")
        c.stroke(oval(x, 430, 170), faded(colour, 0.95), 7, closed=True)
        c.dot(x, 430, 156, across(*metal("#6B6480")))
        for groove in (132, 108, 84):
            c.stroke(oval(x, 430, groove), faded(BLACK, 0.3), 4, closed=True)
        c.dot(x, 430, 62, ball("#211B2C"))
        c.stroke([(x, 430), (x + 36, 390)], colour, 10)
        for pad in range(8):
            px, py = x - 164 + pad % 4 * 84, 640 + pad // 4 * 82
            lit = pad in (0, 3, 5)
            tone = colour if lit else "#544B69"
            if lit:
                c.soft(box(px, py, 72, 68, 12), faded(colour, 0.7), 12)
            c.fill(box(px, py, 72, 68, 12), sheen(tone, 1.2))
    for column, x in enumerate((460, 540)):
        for row in range(4):
            y = 260 + row * 68
            c.dot(x + 3, y + 5, 23, faded(BLACK, 0.4))
            c.dot(x, y, 22, ball("#8A8398"))
            c.stroke([(x, y), (x + (10, -10)[column], y - 16)], p.second, 6)
        c.fill(box(x - 5, 530, 10, 150, 5), "#120E18")
        c.fill(box(x - 24, (560, 610)[column], 48, 26, 6), down("#F6F0FF", "#A9A2B8"))
    for step in range(7):
        c.fill(box(494, 680 - step * 22, 12, 15, 3), (p.accent if step > 5 else p.second if step > 3 else "#5CE0A0"))
    c.fill(box(410, 742, 180, 10, 5), "#120E18")
    c.fill(box(472, 722, 34, 50, 6), down("#F6F0FF", "#A9A2B8"))


@subject("music-stand", pair=False)
def music_stand(c: Canvas, p: Palette) -> None:
    """A folding stand with a page of music."""
    ground(c, 500, 910, 270, 26)
    for x in (270, 500, 730):
        tube(c, [(500, 740), (x, 905)], 22, "#8A8398")
        c.fill(box(x - 24, 896, 48, 22, 10), "#17131F")
    tube(c, [(500, 420), (500, 820)], 30, "#8A8398")
    c.fill(box(470, 640, 60, 60, 16), rounded(NIGHT))
    c.dot(546, 670, 22, ball(p.accent))
    desk = poly((110, 130), (890, 130), (930, 580), (70, 580), radius=20)
    cast(c, desk, strength=0.5)
    c.fill(desk, sheen("#4A4260", 1.2))
    for left, right, lean in ((170, 492, 14), (508, 830, -14)):
        page = poly((left, 90), (right, 100), (right, 548), (left - lean, 548))
        c.soft(moved(page, 6, 10), faded(BLACK, 0.4), 8)
        c.fill(page, across("#FFFDF6", "#EFE6D6") if left < 500 else across("#E6DCCB", "#FFFDF6"))
        for stave in range(4):
            for line in range(5):
                y = 150 + stave * 100 + line * 13
                c.stroke([(left + 16, y), (right - 16, y)], faded(NIGHT, 0.55), 3, flat=True)
            for note in range(6):
                x, y = left + 50 + note * 44, 150 + stave * 100 + (note * 31 + stave * 17) % 52
                c.stroke([(x + 9, y), (x + 9, y - 42)], NIGHT, 4)
                c.fill(oval(x, y, 12, 9), NIGHT if note % 3 else p.accent)
    c.fill(box(60, 560, 880, 40, 14), down("#6B6284", "#332C44"))
    c.fill(box(60, 560, 880, 8, 4), faded(WHITE, 0.3))
