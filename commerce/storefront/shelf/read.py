"""Lists of products: filter, sort, count, one page. The number of queries does not depend on the number of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from commerce.storefront.models import ShelfItem

PAGE_SIZE = 24
# What search reads, and no page.
WORDS = ("words_of_name", "words_of_keys", "words_of_facts", "words_of_text")
SORTS = {
    "": _("Recommended"),
    "newest": _("Newest"),
    "price": _("Price: low to high"),
    "price-desc": _("Price: high to low"),
    "name": _("Name"),
    "bestselling": _("Bestselling"),
    "rating": _("Best rated"),
}
# By the product's id, never by "product": that would join its table and follow its own order, by name.
ORDERINGS: dict[str, list[Any]] = {
    "newest": [F("live_since").desc(nulls_last=True), "-product_id"],
    "price": [F("price").asc(nulls_last=True), "product_id"],
    "price-desc": [F("price").desc(nulls_last=True), "-product_id"],
    "name": ["name", "product_id"],
    "bestselling": ["-popularity", "-product_id"],
    "rating": [F("rating").desc(nulls_last=True), "-rating_count", "-product_id"],
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list, and how many there are in all."""

    items: list[ShelfItem]
    total: int


def shelf(*, locale_id: int, category_id: int | None = None) -> QuerySet[ShelfItem]:
    """Everything listed in a language, or what stands in one of its categories and below."""
    items = ShelfItem.objects.filter(locale=locale_id, listed=True).defer(*WORDS)
    return items.filter(category_ids__contains=[category_id]) if category_id else items


def sorted_by(items: QuerySet[ShelfItem], sort: str, *, category_id: int | None = None) -> QuerySet[ShelfItem]:
    """In the order asked for; "recommended" is what editors placed by hand in a category, then the newest."""
    if sort in ORDERINGS:
        return items.order_by(*ORDERINGS[sort])
    if category_id:
        # Not KT(): a key of digits would be taken for a place in a list.
        key = Func(F("ranks"), Value(str(category_id)), function="jsonb_extract_path_text", output_field=TextField())
        rank = Cast(key, IntegerField())
        return items.order_by(rank.asc(nulls_last=True), F("live_since").desc(nulls_last=True), "-product_id")
    return items.order_by(*ORDERINGS["newest"])


def page_of(items: QuerySet[ShelfItem], *, number: int, size: int = PAGE_SIZE) -> Shown:
    """The items of page `number` and the total; a page beyond the end is the last one. Two queries."""
    total = items.count()
    last = max(1, -(-total // size))
    start = (min(max(1, number), last) - 1) * size
    return Shown(list(items[start : start + size]), total)


def by_products(ids: Sequence[int], *, locale_id: int) -> list[ShelfItem]:
    """The shelf rows of these products, in that order; those that are not listed are left out."""
    rows = {row.product_id: row for row in shelf(locale_id=locale_id).filter(product__in=ids)}
    return [rows[pk] for pk in ids if pk in rows]
