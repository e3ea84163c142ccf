"""Milk, wine and juice."""

from .canvas import Canvas
from .colours import BLACK, WHITE, faded
from .packaging import bottle, cap, wrap
from .paints import across, ball, down, rounded, sheen
from .palettes import Palette
from .registry import subject
from .shapes import arc, box, oval, path, poly
from .solids import ground, leaf

CREAM = "#FFF3DA"


@subject("milk")
def milk(c: Canvas, p: Palette) -> None:
    """A gable-top carton and a full glass."""
    ground(c, 480, 872, 330)
    blue = "#2D7FB8"
    c.fill(poly((630, 360), (740, 310), (740, 830), (630, 870)), across("#C9DCE8", "#AFC8D8"))
    c.fill(poly((230, 360), (310, 190), (700, 190), (630, 360)), down("#F4FAFD", "#DCEAF2"))
    c.fill(poly((630, 360), (700, 190), (740, 310)), "#B4CDDC")
    c.fill(box(304, 130, 402, 70, 8), across("#FFFFFF", "#DCEAF2"))
    c.stroke([(316, 160), (694, 160)], "#BBD0DC", 5)
    c.fill(box(230, 360, 400, 510), sheen("#FBFDFE", 0.5))
    with c.clip(box(230, 360, 400, 510)):
        c.fill(path("M230 640 C300 590 380 700 460 650 C540 600 580 640 640 620 V880 H230 Z"), down(blue, "#1F5F90"))
        c.fill(
            path(
                "M230 690 C300 640 380 750 460 700 C540 650 580 690 640 670 V700"
                " C580 720 540 690 460 740 C380 790 300 680 230 730 Z"
            ),
            faded(WHITE, 0.25),
        )
    with c.clip(poly((630, 360), (740, 310), (740, 830), (630, 870))):
        c.fill(path("M630 624 C670 610 700 640 740 610 V880 H630 Z"), "#1B5480")
    c.text("MILK", 430, 480, 120, blue, bold=0.1, spacing=0.05)
    c.text("full cream", 430, 570, 52, blue, bold=0.04)
    c.text("1 L", 430, 812, 60, WHITE, bold=0.06)
    cap(c, 430, 232, 110, 62, "#E4472B")
    ground(c, 745, 905, 110, 20)
    c.fill(poly((640, 600), (860, 600), (838, 905), (662, 905), radius=20), across("#DDEBF2", "#FFFFFF", "#C3D8E3"))
    c.fill(poly((654, 668), (846, 668), (828, 890), (672, 890), radius=14), across("#F1F3F0", "#FFFFFF", "#DCE2E0"))
    c.fill(oval(750, 668, 95, 16), WHITE)
    c.fill(oval(750, 602, 109, 18), faded("#BCD3DF", 0.7))


@subject("wine")
def wine(c: Canvas, p: Palette) -> None:
    """A bottle of red and a glass."""
    with c.placed(400, 500, 1):
        half = path("M456 120 V330 C456 420 362 440 362 540 V850 Q362 890 400 890 L500 890")
        bottle(c, half, "#2E3B22")
        c.fill(box(446, 74, 108, 200, 12), rounded("#8E1B33"))
        c.fill(box(440, 96, 120, 22, 8), rounded("#B32846"))
        wrap(c, 362, 560, 276, 250, CREAM)
        c.text("PINOTAGE", 500, 628, 48, "#6B1428", bold=0.08, spacing=0.04)
        c.fill(path("M400 745 L455 680 L490 715 L530 660 L600 745 Z"), "#B8863A")
        c.dot(460, 672, 15, "#E0A93F")
        c.text("Western Cape", 500, 780, 34, "#6B1428", bold=0.03)
    ground(c, 735, 890, 120, 22)
    c.fill(path("M606 430 H864 C880 560 850 690 735 690 C620 690 590 560 606 430 Z"), across("#E6EFF0", "#FFFFFF", "#C9D9DC"))
    c.fill(path("M604 530 H866 C860 620 830 678 735 678 C640 678 610 620 604 530 Z"), across("#7C1730", "#B22A48", "#5E0F22"))
    c.fill(oval(735, 530, 131, 20), "#C43A58")
    c.fill(oval(735, 430, 129, 16), faded("#C4D6DA", 0.75))
    c.fill(box(724, 686, 22, 180, 6), across("#DDE9EB", "#FFFFFF", "#B9CDD2"))
    c.fill(path("M640 886 Q735 840 830 886 Q735 906 640 886 Z"), across("#DDE9EB", "#FFFFFF", "#B9CDD2"))
    c.fill(path("M626 460 C622 560 640 620 660 640 C640 580 640 520 644 460 Z"), faded(WHITE, 0.5))


@subject("juice")
def juice(c: Canvas, p: Palette) -> None:
    """A tall carton of orange juice, half an orange, a glass."""
    ground(c, 440, 872, 280)
    c.fill(poly((560, 230), (650, 195), (650, 838), (560, 872)), across("#D97B14", "#B9640C"))
    c.fill(poly((230, 230), (310, 180), (650, 195), (560, 230)), "#FFD98A")
    c.fill(box(230, 230, 330, 642), sheen("#F7941E"))
    cap(c, 370, 108, 120, 88, "#2F8A3E")
    c.text("JUICE", 395, 330, 100, WHITE, bold=0.1, spacing=0.04)
    c.text("orange", 395, 402, 52, CREAM, bold=0.04)
    with c.clip(box(230, 230, 330, 642)):
        _orange(c, 395, 690, 230)
    leaf(c, 410, 486, 104, -14, "#4E9A3A")
    ground(c, 740, 895, 130, 22)
    c.fill(poly((620, 470), (870, 470), (842, 890), (648, 890), radius=20), across("#E8F0F0", "#FFFFFF", "#CFDDDD"))
    c.fill(poly((634, 560), (856, 560), (830, 874), (660, 874), radius=14), across("#F08A16", "#FFB544", "#E87C0C"))
    c.fill(oval(745, 560, 110, 18), "#FFC969")
    c.fill(oval(745, 474, 122, 18), faded("#C9DADA", 0.7))
    c.stroke([(780, 700), (850, 330)], "#E4472B", 22)
    c.stroke([(776, 700), (846, 330)], faded(WHITE, 0.5), 6)
    c.fill(poly((652, 500), (674, 500), (690, 850), (676, 850)), faded(WHITE, 0.5))
    c.soft(oval(250, 905, 130, 20), faded(BLACK, 0.35), 10)
    _orange(c, 240, 810, 118)


def _orange(c: Canvas, x: float, y: float, size: float) -> None:
    """A cut orange face on."""
    c.fill(oval(x, y, size), ball("#F28A12"))
    c.fill(oval(x, y, size * 0.9), "#FFF1CC")
    for spoke in range(9):
        edge = arc(x, y, size * 0.84, size * 0.84, spoke * 40 + 4, spoke * 40 + 36, steps=12)
        centre = arc(x, y, size * 0.12, size * 0.12, spoke * 40 + 20, spoke * 40 + 21, steps=1)[0]
        c.fill([centre, *edge], down("#FFB84A", "#F7981E"))
