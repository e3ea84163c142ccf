"""Printed things: a booklet."""

from .canvas import Canvas
from .colours import BLACK, WHITE, darker, faded, lighter
from .paints import across, down
from .palettes import Palette
from .registry import subject
from .shapes import box, path, poly
from .solids import ground


@subject("booklet")
def booklet(c: Canvas, p: Palette) -> None:
    """A stitched booklet with a coloured cover and three lines of a drawing on it, its pages a little open."""
    ground(c, 520, 880, 320, 36)
    c.soft(box(255, 170, 540, 700, 20), faded(BLACK, 0.3), 26)
    for step, tone in enumerate(("#D9D4C8", "#EDE9DF", "#FBF9F3")):
        c.fill(poly((770, 190 + 8 * step), (812 - 12 * step, 216), (812 - 12 * step, 850 - 6 * step), (770, 862)), tone)
    cover = box(240, 160, 540, 705, 18)
    c.fill(cover, across(darker(p.accent, 0.08), p.accent, lighter(p.accent, 0.1)))
    with c.clip(cover):
        c.fill(box(240, 160, 54, 705), faded(BLACK, 0.16))
        c.fill(path("M240 690 C380 600 470 760 600 660 C680 600 730 640 780 610 V870 H240 Z"), faded(p.ink, 0.28))
        c.fill(path("M240 770 C360 700 500 820 620 740 C700 690 740 720 780 700 V870 H240 Z"), faded(p.ink, 0.4))
        c.fill(box(296, 160, 10, 705), faded(WHITE, 0.16))
    for place, length in ((300, 330), (356, 250)):
        c.fill(box(348, place, length, 26, 13), p.paper)
    c.fill(box(348, 424, 120, 14, 7), faded(p.paper, 0.75))
    c.dot(640, 540, 62, down(lighter(p.second, 0.15), p.second))
    for y in (300, 512, 724):
        c.stroke(path(f"M262 {y - 26} V{y + 26}"), faded(WHITE, 0.8), 7)
