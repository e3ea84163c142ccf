"""Outlines as lists of points: pure geometry, nothing is painted here.

Closed outlines come from ``box``, ``oval``, ``poly``, ``smooth`` and ``path``; open ones, for strokes, from ``curve``, ``arc``.
Units are those of the drawing, y runs downwards, angles are in degrees clockwise from three o'clock.
"""

import re
from collections.abc import Sequence
from math import cos, radians, sin

Point = tuple[float, float]
Shape = list[Point]

_TOKEN = re.compile(r"[MLHVCQZ]|-?\d+(?:\.\d+)?")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Shape:
    """A rectangle by its top left corner, its corners rounded by ``radius``."""
    right, bottom = x + width, y + height
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return [(x, y), (right, y), (right, bottom), (x, bottom)]
    corners = (
        (right - radius, y + radius, 270),
        (right - radius, bottom - radius, 0),
        (x + radius, bottom - radius, 90),
        (x + radius, y + radius, 180),
    )
    return [point for cx, cy, start in corners for point in arc(cx, cy, radius, radius, start, start + 90, steps=12)]


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> Shape:
    """Points of an ellipse."""
    return arc(cx, cy, rx, rx if ry is None else ry, 0, 360, steps=96)[:-1]


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float, *, steps: int = 48) -> Shape:
    """Points along an arc."""
    angles = (radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(cx + rx * cos(angle), cy + ry * sin(angle)) for angle in angles]


def ring(cx: float, cy: float, outer: float, inner: float, start: float, end: float) -> Shape:
    """A slice of a flat ring, such as one radio wave."""
    return arc(cx, cy, outer, outer, start, end) + arc(cx, cy, inner, inner, end, start)


def poly(*corners: Point, radius: float = 0) -> Shape:
    """A polygon, its corners rounded by about ``radius``."""
    if radius <= 0:
        return list(corners)
    outline: Shape = []
    for place, corner in enumerate(corners):
        entry = _towards(corner, corners[place - 1], radius)
        leave = _towards(corner, corners[(place + 1) % len(corners)], radius)
        outline += _bend(entry, corner, leave)
    return outline


def _towards(start: Point, goal: Point, distance: float) -> Point:
    across, down = goal[0] - start[0], goal[1] - start[1]
    share = min(distance / max((across**2 + down**2) ** 0.5, 1e-6), 0.5)
    return start[0] + across * share, start[1] + down * share


def _bend(start: Point, control: Point, end: Point, steps: int = 12) -> Shape:
    return _cubic(start, _blend(start, control), _blend(end, control), end, steps)


def _blend(anchor: Point, control: Point) -> Point:
    return anchor[0] + (control[0] - anchor[0]) * 2 / 3, anchor[1] + (control[1] - anchor[1]) * 2 / 3


def _cubic(start: Point, one: Point, two: Point, end: Point, steps: int = 24) -> Shape:
    points: Shape = []
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points.append(
            (
                sum(weight * point[0] for weight, point in zip(weights, (start, one, two, end), strict=True)),
                sum(weight * point[1] for weight, point in zip(weights, (start, one, two, end), strict=True)),
            )
        )
    return points


def smooth(*points: Point) -> Shape:
    """A closed curve through every point."""
    return _through(list(points), closed=True)


def curve(*points: Point) -> Shape:
    """An open curve through every point."""
    return _through(list(points), closed=False)


def _through(points: Shape, *, closed: bool) -> Shape:
    """Catmull-Rom: each stretch leaves and arrives parallel to its neighbours' chord."""
    padded = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    outline: Shape = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        outline += _cubic(start, one, two, end, 16)
    return outline


def path(description: str) -> Shape:
    """An outline from absolute path commands M, L, H, V, C, Q and Z, as drawing programs write them."""
    tokens = _TOKEN.findall(description)
    outline: Shape = []
    command = "M"
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        if command == "Z":
            break
        count = _ARGUMENTS[command]
        numbers, tokens = [float(token) for token in tokens[:count]], tokens[count:]
        outline += _segment(command, numbers, outline[-1] if outline else (0.0, 0.0))
    return outline


def _segment(command: str, numbers: Sequence[float], here: Point) -> Shape:
    if command == "H":
        return [(numbers[0], here[1])]
    if command == "V":
        return [(here[0], numbers[0])]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    if command == "Q":
        return _bend(here, pairs[0], pairs[1], 24)
    if command == "C":
        return _cubic(here, pairs[0], pairs[1], pairs[2])
    return pairs


def turned(shape: Shape, angle: float, cx: float, cy: float) -> Shape:
    """The points, turned about a centre by degrees."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return [(cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c) for x, y in shape]


def moved(shape: Sequence[Point], dx: float = 0, dy: float = 0) -> Shape:
    """The points, shifted."""
    return [(x + dx, y + dy) for x, y in shape]


def mirrored(shape: Shape, axis: float = 500) -> Shape:
    """Left and right exchanged about the vertical line x = ``axis``."""
    return [(2 * axis - x, y) for x, y in shape]


def tapered(line: Shape, start: float, end: float, *, power: float = 1) -> Shape:
    """A horn along the line: ``start`` wide where it begins, ``end`` where it ends, flaring late for a high ``power``."""
    left: Shape = []
    right: Shape = []
    for place, (x, y) in enumerate(line):
        before, after = line[max(place - 1, 0)], line[min(place + 1, len(line) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
        half = (start + (end - start) * (place / (len(line) - 1)) ** power) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]


def scattered(count: int, left: float, top: float, width: float, height: float) -> Shape:
    """Places spread evenly over a rectangle without rows: the plastic-number sequence."""
    return [
        (left + (step * 0.7548776662 % 1) * width, top + (step * 0.5698402910 % 1) * height) for step in range(1, count + 1)
    ]


def symmetric(half: Shape, axis: float = 500) -> Shape:
    """A closed outline from its left half, listed from top to bottom."""
    return half + mirrored(half, axis)[::-1]
