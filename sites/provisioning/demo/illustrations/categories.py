"""Category tiles: a few products of the category, gathered on one backdrop."""

from .canvas import Canvas
from .palettes import Palette
from .registry import Painter, subject, subject_named
from .shapes import Point

Group = tuple[tuple[str, float, float, float], ...]
"""Which subject, where its middle lies, at what scale; from the back to the front."""

GROUPS: dict[str, Group] = {
    "sensors": (
        ("sensor-outdoor", 250, 360, 0.54),
        ("sensor-motion", 735, 360, 0.52),
        ("sensor-co2", 370, 690, 0.56),
        ("sensor-door", 740, 705, 0.44),
    ),
    "gateways": (
        ("gateway-outdoor", 330, 415, 0.76),
        ("antenna-fibreglass", 790, 390, 0.6),
        ("gateway-indoor", 620, 690, 0.58),
    ),
    "trackers": (("tracker-badge", 260, 400, 0.66), ("tracker-vehicle", 700, 350, 0.56), ("tracker-asset", 600, 720, 0.6)),
    "accessories": (
        ("enclosure", 275, 330, 0.56),
        ("cable-sma", 745, 320, 0.54),
        ("battery-pack", 300, 725, 0.46),
        ("power-supply", 725, 720, 0.54),
    ),
    "pantry": (
        ("maize-meal", 290, 420, 0.66),
        ("rooibos-tea", 700, 440, 0.62),
        ("honey", 560, 700, 0.46),
        ("rusks", 270, 735, 0.4),
    ),
    "fresh": (
        ("bread", 320, 330, 0.56),
        ("butternut", 745, 375, 0.58),
        ("bananas", 230, 640, 0.46),
        ("tomatoes", 770, 705, 0.44),
        ("avocado", 500, 690, 0.5),
    ),
    "drinks": (("wine", 270, 460, 0.72), ("milk", 740, 460, 0.62), ("juice", 500, 650, 0.56)),
    "home": (("lamp", 720, 400, 0.72), ("pillow", 300, 440, 0.56), ("blanket", 350, 710, 0.52), ("enamel-mug", 735, 765, 0.36)),
    "cleaning": (
        ("broom", 250, 450, 0.74),
        ("laundry-powder", 700, 450, 0.58),
        ("dish-soap", 470, 640, 0.54),
        ("toilet-rolls", 770, 735, 0.42),
    ),
    "braai": (
        ("braai-charcoal", 270, 430, 0.62),
        ("potjie", 635, 490, 0.68),
        ("biltong", 190, 720, 0.38),
        ("chilli-sauce", 810, 730, 0.4),
    ),
    "strings": (("guitar-acoustic", 315, 470, 0.84), ("violin", 790, 480, 0.66), ("guitar-electric", 560, 545, 0.78)),
    "drums": (
        ("drum-kit", 520, 390, 0.8),
        ("djembe", 220, 690, 0.46),
        ("tambourine", 780, 750, 0.36),
        ("kalimba", 510, 790, 0.28),
    ),
    "keys": (("keyboard", 500, 335, 0.86), ("marimba", 320, 700, 0.58), ("kalimba", 750, 710, 0.46)),
    "audio": (
        ("amp", 330, 430, 0.68),
        ("microphone", 770, 390, 0.58),
        ("headphones", 690, 700, 0.5),
        ("dj-controller", 300, 760, 0.44),
    ),
    "wind": (("saxophone", 650, 470, 0.92), ("trumpet", 370, 600, 0.72)),
}


def show(c: Canvas, palette: Palette, name: str, at: Point, scale: float, *, angle: float = 0) -> None:
    """Draw a registered subject with its middle at this place."""
    with c.placed(at[0], at[1], scale, angle=angle):
        subject_named(name).paint(c, palette)


def _gathering(group: Group) -> Painter:
    def paint(c: Canvas, palette: Palette) -> None:
        for name, x, y, scale in group:
            show(c, palette, name, (x, y), scale)

    return paint


for _name, _group in GROUPS.items():
    subject(f"category-{_name}", staging="tile", pair=False)(_gathering(_group))
