"""The shopping trolley: the goods brands' emblem, and the large one that is pushed through their heroes."""

from collections.abc import Callable

from .canvas import Canvas
from .colours import BLACK, WHITE, Colour, darker, faded
from .paints import ball, sheen
from .shapes import arc, box, oval, path, poly
from .solids import tube


def trolley_sign(c: Canvas, frame: Colour, load: Colour, wheels: Colour) -> None:
    """The flat emblem in a field of 1000 by 1000: one line for the frame, a filled basket, two wheels."""
    c.fill(poly((262, 300), (900, 300), (800, 610), (340, 610), radius=44), load)
    c.stroke([(80, 170), (205, 170), (330, 690), (790, 690)], frame, 64)
    for x in (390, 730):
        c.dot(x, 820, 78, wheels)


def note_sign(c: Canvas, colour: Colour) -> None:
    """Two quavers under one beam, in a field of 1000 by 1000."""
    c.fill(oval(330, 730, 125, 95), colour)
    c.fill(oval(720, 660, 125, 95), colour)
    c.fill(path("M395 210 L845 130 V300 L395 380 Z"), colour)
    c.fill(box(395, 280, 62, 450), colour)
    c.fill(box(783, 200, 62, 460), colour)


def loaded_trolley(c: Canvas, colour: Colour, goods: Callable[[], None]) -> None:
    """A wire trolley about 1000 units wide; ``goods`` are drawn between its back and its front."""
    steel = "#DCE3E8"
    c.soft(oval(560, 980, 420, 34), faded(BLACK, 0.4), 20)
    c.fill(poly((250, 380), (960, 380), (880, 730), (330, 730), radius=20), faded(darker(colour, 0.5), 0.55))
    goods()
    front = poly((225, 400), (985, 400), (895, 750), (315, 750), radius=26)
    with c.clip(front):
        for step in range(11):
            x = 225 + step * 76
            c.stroke([(x, 400), (605 + (x - 605) * 0.76, 750)], darker(steel, 0.35), 10)
            c.stroke([(x - 2, 400), (603 + (x - 605) * 0.76, 750)], steel, 6)
        for y in (490, 580, 670):
            c.stroke([(200, y), (1000, y)], darker(steel, 0.35), 10)
            c.stroke([(200, y - 2), (1000, y - 2)], WHITE, 6)
    c.stroke(front, darker(colour, 0.3), 30, closed=True)
    c.stroke(front, colour, 22, closed=True)
    tube(c, [(90, 250), (190, 262), (236, 420)], 34, colour)
    tube(c, [(236, 420), (330, 860), (860, 860)], 30, steel)
    c.stroke([(60, 246), (180, 260)], darker(colour, 0.5), 46)
    for x in (390, 810):
        c.fill(box(x - 22, 850, 44, 70, 12), darker(steel, 0.4))
        c.dot(x, 935, 56, "#2B2A2E")
        c.dot(x, 935, 30, ball(steel))
        c.stroke(arc(x, 935, 44, 44, 190, 280), faded(WHITE, 0.3), 7)
    c.fill(box(510, 600, 190, 80, 16), sheen(colour))
    c.text("TP", 605, 642, 60, WHITE, bold=0.12, spacing=0.08)
