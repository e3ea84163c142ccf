"""Facets as ready HTML. The row of a value is rendered once by its theme, with a mark where the count goes, and so is the frame
around the rows; what a listing then shows of hundreds of values is joined, not rendered.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from commerce.storefront.facets.definitions import Value
from commerce.storefront.facets.values import FacetView
from commerce.storefront.links import active_language
from sites.tenants.context import current_store

ROW, BLOCK = "shop/components/facet_value/facet_value.html", "shop/components/facet/facet.html"
# Stands where the count goes; no label contains it.
MARK = "\x02count\x02"
ROWS = "\x02rows\x02"
# What differs from one listing to the next: numbers, and paths of numbers, in which nothing needs escaping.
DRAWN = ("bars", "bars_outside", "bars_inside", "floor", "ceiling")
OPEN = 4
# Theme, language, and whether it is open.
Look = tuple[str, str, bool]
Around = tuple[str, str]


class Shelf:
    """So many of the most recently used things, by name. Safe for threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: OrderedDict[Hashable, Any] = OrderedDict()
        self.lock = Lock()

    def get(self, name: Hashable) -> Any:
        """What is held under a name, or None."""
        with self.lock:
            found = self.held.get(name)
            if found is not None:
                self.held.move_to_end(name)
            return found

    def put(self, name: Hashable, thing: Any) -> None:
        """Hold a thing, and let go of what was used longest ago."""
        with self.lock:
            self.held[name] = thing
            while len(self.held) > self.most:
                self.held.popitem(last=False)


@dataclass(slots=True)
class Rows:
    """The rows of a facet's values around their counts, plain and ticked, each rendered when it is first wanted."""

    options: tuple[Value, ...]
    plain: list[Around | None]
    ticked: dict[int, Around]


rows, frames, blocks = Shelf(1_000), Shelf(4_000), Shelf(4_000)


def facet_blocks(views: Iterable[FacetView]) -> list[SafeString]:
    """The HTML of each facet; the first four are open, and those of which something is chosen."""
    theme, language = current_store().theme, active_language()
    return [facet_block(view, (theme, language, place < OPEN or view.chosen > 0)) for place, view in enumerate(views)]


def facet_block(view: FacetView, look: Look) -> SafeString:
    """The HTML of one facet in a theme and language, open or folded."""
    # A view is remembered as long as it holds, and is itself the name of what was made of it.
    html: SafeString | None = blocks.get((view, look))
    if html is None:
        text = frame(view, look)
        for drawn in DRAWN:
            text = text.replace(mark(drawn), str(getattr(view, drawn)))
        text = text.replace(MARK, str(view.shown))
        html = mark_safe(text.replace(ROWS, rows_of(view, look)))  # noqa: S308 - what templates made
        blocks.put((view, look), html)
    return html


def frame(view: FacetView, look: Look) -> str:
    """The facet with marks for its rows, their number and what is drawn. Which of it there is, is part of the frame."""
    marks: dict[str, Any] = {drawn: mark(drawn) for drawn in DRAWN if getattr(view, drawn)}
    name = (look, view.code, view.label, view.kind, view.chosen, view.is_long, view.least, view.most, view.unit, *marks)
    html: str | None = frames.get(name)
    if html is None:
        context = {"facet": replace(view, **marks), "rows": mark_safe(ROWS), "is_open": look[-1], "count": MARK}  # noqa: S308 - ours
        html = get_template(BLOCK).render(context)
        frames.put(name, html)
    return html


def mark(name: str) -> str:
    """What stands for something that is drawn."""
    return f"\x02{name}\x02"


def rows_of(view: FacetView, look: Look) -> str:
    """The rows of all values, each with its count."""
    known = known_rows(view, look)
    around = known.plain
    for place in [place for place, count in enumerate(view.counts) if count and around[place] is None]:
        around[place] = row(view, place, chosen=False)
    if not view.ticked:
        return "".join(
            [f"{pair[0]}{count}{pair[1]}" for pair, count in zip(around, view.counts, strict=True) if count and pair]
        )
    for place in view.ticked - known.ticked.keys():
        known.ticked[place] = row(view, place, chosen=True)
    return "".join(
        [
            str(count).join(pair)
            for place, count in enumerate(view.counts)
            if (pair := known.ticked[place] if place in view.ticked else around[place] if count else None)
        ]
    )


def known_rows(view: FacetView, look: Look) -> Rows:
    """What is known of the rows of a facet; nothing where editors have changed its values. Facets of one code whose values are
    others, as the categories below two pages are, are told apart by their first.
    """
    name = (look[:2], view.code, view.options[0].code if view.options else "")
    known: Rows | None = rows.get(name)
    # Read anew, they are the same values in another tuple.
    if known is None or (known.options is not view.options and known.options != view.options):
        known = Rows(view.options, [None] * len(view.options), {})
        rows.put(name, known)
    known.options = view.options
    return known


def row(view: FacetView, place: int, *, chosen: bool) -> Around:
    """The row of one value, before and after its count."""
    option = view.options[place]
    value = {"code": option.code, "label": option.label, "count": MARK, "chosen": chosen, "swatch": option.swatch}
    before, after = get_template(ROW).render({"facet": view.code, "value": value}).split(MARK)
    return before, after
