"""Facets as ready HTML. The row of a value is rendered once by its theme, with a mark where the count goes; what a listing
then shows of hundreds of values is joined, not rendered.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from commerce.storefront.facets.definitions import RANGE
from commerce.storefront.facets.values import FacetView, ValueView
from commerce.storefront.links import active_language
from sites.tenants.context import current_store

ROW, BLOCK = "shop/components/facet_value/facet_value.html", "shop/components/facet/facet.html"
# Stands where the count goes; no label contains it.
MARK = "\x02count\x02"
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


rows, blocks = Shelf(30_000), Shelf(4_000)


def facet_blocks(views: Iterable[FacetView]) -> list[SafeString]:
    """The HTML of each facet; the first four are open, and those of which something is chosen."""
    look = current_store().theme, active_language()
    return [facet_block(view, look, is_open=place < OPEN or view.chosen > 0) for place, view in enumerate(views)]


def facet_block(view: FacetView, look: tuple[str, str], *, is_open: bool) -> SafeString:
    """The HTML of one facet in a theme and language."""
    name = (look, is_open, view)
    html: SafeString | None = blocks.get(name)
    if html is None:
        listed = mark_safe("".join(row(view, value, look) for value in view.values)) if view.kind != RANGE else ""  # noqa: S308
        context = {"facet": view, "rows": listed, "is_open": is_open, "count": len(view.values)}
        html = mark_safe(get_template(BLOCK).render(context))  # noqa: S308 - a template's output
        blocks.put(name, html)
    return html


def row(view: FacetView, value: ValueView, look: tuple[str, str]) -> str:
    """The row of one value with its count."""
    name = (look, view.code, value.code, value.label, value.swatch, value.chosen)
    html: str | None = rows.get(name)
    if html is None:
        context = {"facet": view.code, "value": {**_parts(value), "count": MARK}}
        html = get_template(ROW).render(context)
        rows.put(name, html)
    return html.replace(MARK, str(value.count))


def _parts(value: ValueView) -> dict[str, Any]:
    return {"code": value.code, "label": value.label, "chosen": value.chosen, "swatch": value.swatch}
