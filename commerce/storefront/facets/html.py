"""Facets as ready HTML. The row of a value is rendered once by its theme, with a mark where the count goes, and so is the frame
around the rows; what a listing then shows of hundreds of values is joined, not rendered.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from commerce.storefront.facets.values import FacetView, ValueView
from commerce.storefront.links import active_language
from sites.tenants.context import current_store

ROW, BLOCK = "shop/components/facet_value/facet_value.html", "shop/components/facet/facet.html"
# Stands where the count goes; no label contains it.
MARK = "\x02count\x02"
ROWS = "\x02rows\x02"
# What differs from one listing to the next: numbers, and paths of numbers, in which nothing needs escaping.
DRAWN = ("bars", "bars_outside", "bars_inside", "floor", "ceiling")
OPEN = 4


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


rows, frames, blocks = Shelf(1_000), Shelf(4_000), Shelf(4_000)
# Of one facet: those of labels that editors have changed since go with all others.
MOST_ROWS = 10_000


def facet_blocks(views: Iterable[FacetView]) -> list[SafeString]:
    """The HTML of each facet; the first four are open, and those of which something is chosen."""
    look = current_store().theme, active_language()
    return [facet_block(view, look, is_open=place < OPEN or view.chosen > 0) for place, view in enumerate(views)]


def facet_block(view: FacetView, look: tuple[str, str], *, is_open: bool) -> SafeString:
    """The HTML of one facet in a theme and language."""
    name = (look, is_open, view)
    html: SafeString | None = blocks.get(name)
    if html is None:
        text = frame(view, look, is_open=is_open)
        for drawn in DRAWN:
            text = text.replace(mark(drawn), str(getattr(view, drawn)))
        text = text.replace(MARK, str(len(view.values)))
        html = mark_safe(text.replace(ROWS, rows_of(view, look)))  # noqa: S308 - what templates made
        blocks.put(name, html)
    return html


def frame(view: FacetView, look: tuple[str, str], *, is_open: bool) -> str:
    """The facet with marks for its rows, their number and what is drawn. Which of it there is, is part of the frame."""
    marks: dict[str, Any] = {drawn: mark(drawn) for drawn in DRAWN if getattr(view, drawn)}
    marked = view._replace(values=(), **marks)
    name = (look, is_open, marked)
    html: str | None = frames.get(name)
    if html is None:
        context = {"facet": marked, "rows": mark_safe(ROWS), "is_open": is_open, "count": MARK}  # noqa: S308 - ours
        html = get_template(BLOCK).render(context)
        frames.put(name, html)
    return html


def mark(name: str) -> str:
    """What stands for something that is drawn."""
    return f"\x02{name}\x02"


def rows_of(view: FacetView, look: tuple[str, str]) -> str:
    """The rows of all values, each with its count."""
    name = (look, view.code)
    known: dict[tuple[str, str, bool, str], list[str]] | None = rows.get(name)
    if known is None or len(known) > MOST_ROWS:
        known = {}
        rows.put(name, known)
    listed = []
    for value in view.values:
        # As it is without its count.
        plain = (value.code, value.label, value.chosen, value.swatch)
        around = known.get(plain)
        if around is None:
            around = known[plain] = row(view, value).split(MARK)
        listed.append(str(value.count).join(around))
    return "".join(listed)


def row(view: FacetView, value: ValueView) -> str:
    """The row of one value, with a mark for its count."""
    return get_template(ROW).render({"facet": view.code, "value": value._asdict() | {"count": MARK}})
