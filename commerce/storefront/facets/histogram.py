"""Histograms as SVG paths. Pure."""

from collections.abc import Sequence


def histogram_paths(bars: Sequence[tuple[int, bool]]) -> tuple[str, str]:
    """Bars of (height 0 to 100, inside the chosen range) as two SVG paths, of those outside and those inside, on a grid one
    unit wide a bar and 100 high.
    """
    paths: dict[bool, list[str]] = {False: [], True: []}
    for place, (height, inside) in enumerate(bars):
        if height:
            paths[inside].append(f"M{place}.06 100v-{height}h.88v{height}z")
    return "".join(paths[False]), "".join(paths[True])
