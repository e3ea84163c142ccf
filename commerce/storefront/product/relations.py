"""Products that belong to this one, as rows of cards read from the shelf together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.catalogue.models import ProductRelation
from commerce.storefront.facets.stubs import FIELDS, Stub
from commerce.storefront.fragments import card_fragments
from commerce.storefront.links import product_url
from commerce.storefront.models import ShelfItem
from commerce.storefront.product.source import Source
from commerce.storefront.shelf.read import WORDS, shelf, sorted_by
from commerce.storefront.values import CardRow, Link

Kind = ProductRelation.Kind
# In the order of the page.
TITLES = {
    Kind.UPSELL.value: gettext_lazy("A better alternative"),
    Kind.ACCESSORY.value: gettext_lazy("Accessories"),
    Kind.SPARE_PART.value: gettext_lazy("Spare parts"),
    "together": gettext_lazy("Frequently bought together"),
    Kind.RELATED.value: gettext_lazy("Goes well with this"),
}
MOST = 8
OF_THE_CATEGORY = 4


def on_the_shelf(source: Source, *, locale_id: int) -> tuple[dict[int, ShelfItem], list[ShelfItem]]:
    """(the shelf rows of the product itself, of all that it names and of the parts of a bundle, by product id; its neighbours,
    where editors have named no related products). One query; a second one where none of those they named is listed.

    Of the others only what is listed: relations to drafts, to hidden products and to what is gone fall away here.
    """
    own = source.product.pk
    ids = {own, *(other for _kind, other in source.relations), *(part["product"] for part in source.parts)}
    items = ShelfItem.objects.filter(locale=locale_id, product__in=ids).defer(*WORDS).annotate(is_near=Value(value=False))
    is_named = any(kind == Kind.RELATED for kind, _other in source.relations)
    found: list[Any] = list(items if is_named else items.union(neighbours(source, locale_id), all=True))
    rows = {row.product_id: row for row in found if not row.is_near and (row.listed or row.product_id == own)}
    near: list[ShelfItem] = [row for row in found if row.is_near]
    if is_named and not any(kind == Kind.RELATED and other in rows for kind, other in source.relations):
        near = list(neighbours(source, locale_id))
    return rows, near if own in rows else []


def neighbours(source: Source, locale_id: int) -> QuerySet[ShelfItem]:
    """The bestselling others of the same categories, lazily."""
    others = shelf(locale_id=locale_id).filter(category_ids__overlap=source.category_ids).exclude(product=source.product)
    return sorted_by(others, "bestselling").annotate(is_near=Value(value=True))[:OF_THE_CATEGORY]


def shown_rows(source: Source, rows: Mapping[int, ShelfItem], near: Sequence[ShelfItem]) -> dict[str, list[ShelfItem]]:
    """What stands in each row, in the order of the page; no product twice in a row, and rows without any are left out."""
    found: dict[str, list[ShelfItem]] = {}
    for code in TITLES:
        ids = dict.fromkeys(other for kind, other in source.relations if kind == code and other != source.product.pk)
        items = [rows[other] for other in ids if other in rows][:MOST]
        if code == Kind.RELATED and not items:
            items = list(near)
        if items:
            found[code] = items
    return found


def card_rows(shown: Mapping[str, Sequence[ShelfItem]], *, locale_id: int) -> list[CardRow]:
    """The rows with their cards, which are rendered once and kept. No query: all that a card shows is in its row."""
    items = {item.product_id: item for row in shown.values() for item in row}
    stubs = [Stub(**{name: getattr(item, name) for name in FIELDS}) for item in items.values()]
    made = dict(zip(items, card_fragments(stubs, locale_id=locale_id, view="grid", rows=items), strict=False))
    return [
        CardRow(
            code,
            str(TITLES[code]),
            [made[item.product_id] for item in row if item.product_id in made],
            [item.name for item in row],
        )
        for code, row in shown.items()
    ]


def successor(source: Source, rows: Mapping[int, ShelfItem]) -> Link | None:
    """What took the place of a product that is no longer made, where it is listed."""
    ids = [other for kind, other in source.relations if kind == Kind.SUCCESSOR and other in rows]
    return Link(rows[ids[0]].name or _("Its successor"), product_url(rows[ids[0]].slug)) if ids else None
