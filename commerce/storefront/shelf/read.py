"""Lists of products: filter, sort, count, one page. The number of queries does not depend on the number of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Func, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.languages import configuration

PAGE_SIZE = 24
SORTS = {
    "": _("Recommended"),
    "newest": _("Newest"),
    "price": _("Price: low to high"),
    "price-desc": _("Price: high to low"),
    "name": _("Name"),
    "bestselling": _("Bestselling"),
}
# By the product's id, never by "product": that would join its table and follow its own order, by name.
ORDERINGS: dict[str, list[Any]] = {
    "newest": [F("live_since").desc(nulls_last=True), "-product_id"],
    "price": [F("price").asc(nulls_last=True), "product_id"],
    "price-desc": [F("price").desc(nulls_last=True), "-product_id"],
    "name": ["name", "product_id"],
    "bestselling": ["-popularity", "-product_id"],
}
MOST_LETTERS, MOST_WORDS = 120, 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list, and how many there are in all."""

    items: list[ShelfItem]
    total: int


def shelf(*, locale_id: int, category_id: int | None = None) -> QuerySet[ShelfItem]:
    """Everything listed in a language, or what stands in one of its categories and below."""
    items = ShelfItem.objects.filter(locale=locale_id).defer("vector", "words_of_name", "words_of_keys", "words_of_text")
    return items.filter(category_ids__contains=[category_id]) if category_id else items


def sorted_by(items: QuerySet[ShelfItem], sort: str, *, category_id: int | None = None) -> QuerySet[ShelfItem]:
    """In the order asked for; "recommended" is the editors' order in a category, else the newest first."""
    if sort in ORDERINGS:
        return items.order_by(*ORDERINGS[sort])
    if category_id:
        # Not KT(): a key of digits would be taken for a place in a list.
        key = Func(F("ranks"), Value(str(category_id)), function="jsonb_extract_path_text", output_field=TextField())
        rank = Coalesce(Cast(key, IntegerField()), 0)
        return items.order_by(rank, F("live_since").desc(nulls_last=True), "-product_id")
    return items.order_by(*ORDERINGS["newest"])


def searched(items: QuerySet[ShelfItem], query: str, language: str) -> QuerySet[ShelfItem]:
    """Those that the words match, best first; the last word may be unfinished, a SKU may be typed in part."""
    words = query_words(query)
    if not words:
        return items.none()
    whole = SearchQuery(" ".join(words), config=configuration(language), search_type="plain")
    begun = SearchQuery(" & ".join(f"'{word}':*" for word in words), config="simple", search_type="raw")
    stemmed = SearchQuery(" & ".join(f"'{word}':*" for word in words), config=configuration(language), search_type="raw")
    match = whole | begun | stemmed
    return (
        items.annotate(rank=SearchRank(F("vector"), match))
        .filter(Q(vector=match) | Q(skus__contains=[query.strip().upper()]))
        .order_by("-rank", "-popularity", "-product_id")
    )


def query_words(query: str) -> list[str]:
    """The words of a query, without anything that means something to PostgreSQL."""
    clean = "".join(letter if letter.isalnum() or letter in "-_." else " " for letter in query[:MOST_LETTERS])
    return [word.strip("-_.") for word in clean.split() if word.strip("-_.")][:MOST_WORDS]


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
