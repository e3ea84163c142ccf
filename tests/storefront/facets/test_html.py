"""Facets as ready HTML: joined from parts that were rendered once, and the same as if it were rendered each time."""

import pytest
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from commerce.storefront.facets.definitions import Value
from commerce.storefront.facets.html import BLOCK, ROW, facet_blocks
from commerce.storefront.facets.values import FacetView
from sites.tenants.context import in_store
from sites.tenants.models import Store


def choices(*counts: int, label: str = "Radio & <more>", chosen: int = 0) -> FacetView:
    """A facet of so many values; the first `chosen` are ticked."""
    options = tuple(
        Value(f"v{place}", f"Value {place}", (("choice", place),), "#123456" if place % 2 else "")
        for place in range(len(counts))
    )
    ticked = frozenset(range(chosen))
    return FacetView("radio", label, "choices", options, counts, ticked, chosen, is_long=len(counts) > 8)


def price(least: str = "", **drawn: str | int) -> FacetView:
    """A range with its histogram."""
    shown = {"bars": 2, "bars_outside": "M0 1z", "bars_inside": "M2 3z", "floor": "0", "ceiling": "480"}
    return FacetView("price", "Price", "range", chosen=int(bool(least)), least=least, unit="GBP", **(shown | drawn))  # type: ignore[arg-type]


@pytest.mark.parametrize("views", [
    [choices(3, 4), choices(5, 6), choices(5, 6, chosen=1), choices(*range(1, 12)), choices(*range(2, 13)), choices(1),
     choices(0, 3, 0, 4), choices(0, 0, 5, chosen=2)],
    [price(), price(bars=9, bars_outside="M9 9z"), price(least="10"), price(least='"><b>'), price(bars=0, ceiling="7"), price(floor="")],
])  # fmt: skip
def test_what_is_joined_is_what_would_be_rendered(acme: Store, bolt: Store, views: list[FacetView]) -> None:
    for store in (acme, bolt):
        with in_store(store):
            # Once to render the parts, once more with all of them known.
            for _time in range(2):
                for place, html in enumerate(facet_blocks(views)):
                    assert html == rendered(views[place], is_open=place < 4 or views[place].chosen > 0)


def rendered(view: FacetView, *, is_open: bool) -> str:
    """As the templates alone would have it."""
    rows = "".join(get_template(ROW).render({"facet": view.code, "value": value}) for value in view.values)
    context = {"facet": view, "rows": mark_safe(rows), "is_open": is_open, "count": len(view.values)}
    return get_template(BLOCK).render(context)
