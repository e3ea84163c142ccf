"""What content below asks for: listings, product pages, cards and tiles inside blocks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from commerce.catalogue.models import CatalogPage, CategoryPage
from commerce.storefront.brands import brand_index
from commerce.storefront.cards import cards
from commerce.storefront.context import shop_view
from commerce.storefront.links import (
    active_language,
    active_locale_id,
    category_links,
    copy_address,
    may_see_catalogue,
    open_mount,
    product_url,
    shop_urls,
    tiles,
)
from commerce.storefront.listing import brand_listing, catalogue_listing, category_listing
from commerce.storefront.product_page import preview_context, product_page
from commerce.storefront.shelf.read import SORTS, by_products, shelf, sorted_by
from commerce.storefront.values import CategoryTile, ProductCard
from sites.content.generation import cached
from sites.content.suppliers import supplies

supplies("catalogue listing")(catalogue_listing)
supplies("category listing")(category_listing)
supplies("brand listing")(brand_listing)
supplies("brand index")(brand_index)
supplies("product page")(product_page)
supplies("product preview")(preview_context)
supplies("product address")(copy_address)
supplies("product link")(product_url)
supplies("may see catalogue")(may_see_catalogue)
supplies("shop view")(shop_view)


@supplies("listing sorts")
def listing_sorts() -> list[tuple[str, object]]:
    """(code, label) of the ways in which a listing can be sorted, besides its own."""
    return [(code, label) for code, label in SORTS.items() if code]


@supplies("direct answer")
def direct_answer(request: HttpRequest, _path: str) -> HttpResponse | None:
    """The product page at an address below the catalogue page; None for categories, other pages and unknown products.

    A restricted catalogue page is left to Wagtail, which asks for the password first.
    """
    mount = open_mount()
    if not mount or not request.path.startswith(mount):
        return None
    slug, _slash, rest = request.path.removeprefix(mount).partition("/")
    if not slug or rest or f"{mount}{slug}/" in {link.url for link in category_links()}:
        return None
    try:
        return product_page(request, slug)
    except Http404:
        return None


@supplies("product cards")
def product_cards(product_ids: list[int]) -> list[ProductCard]:
    """Cards of these products in the active language, in that order."""
    key = ".".join(map(str, product_ids))
    found: list[ProductCard] = cached(
        f"cards.{active_language()}.{key}", lambda: cards(by_products(product_ids, locale_id=active_locale_id()))
    )
    return found


@supplies("newest product cards")
def newest_cards(count: int) -> list[ProductCard]:
    """Cards of the newest products."""
    return _sorted_cards("newest", count, None)


@supplies("product row")
def product_row(value: Any) -> dict[str, Any]:
    """Cards of a row of products, and where all of them are."""
    source, count = value.get("source") or "newest", value.get("count") or 4
    category = localised(value.get("category"))
    if source == "chosen":
        shown = product_cards([product.pk for product in value.get("products") or [] if product][:12])
    elif source == "category" and category:
        shown = _sorted_cards("", count, category)
    else:
        shown = _sorted_cards("bestselling" if source == "bestselling" else "newest", count, None)
    return {"cards": shown, "url": category.url if category and source == "category" else shop_urls().catalogue}


def _sorted_cards(sort: str, count: int, category: CategoryPage | None) -> list[ProductCard]:
    pk = category.pk if category else None

    def read() -> list[ProductCard]:
        return cards(list(sorted_by(shelf(locale_id=active_locale_id(), category_id=pk), sort, category_id=pk)[:count]))

    found: list[ProductCard] = cached(f"row.{active_language()}.{sort}.{count}.{pk}", read)
    return found


def localised(page: Any) -> CategoryPage | None:
    """The category in the active language; blocks may name the one of the language they were written in."""
    if page is None or page.locale_id == active_locale_id():
        return page.specific if page else None
    return CategoryPage.objects.live().filter(translation_key=page.translation_key, locale=active_locale_id()).first()


@supplies("category tiles")
def category_tiles(page_ids: list[int]) -> list[CategoryTile]:
    """Tiles of these categories in the active language; of the top level where none are named."""

    def read() -> list[CategoryTile]:
        live = CategoryPage.objects.live().filter(locale=active_locale_id())
        if not page_ids:
            mount = CatalogPage.objects.live().filter(locale=active_locale_id()).first()
            return tiles(list(live.child_of(mount).defer_streamfields())) if mount else []
        keys = dict(CategoryPage.objects.filter(pk__in=page_ids).values_list("pk", "translation_key"))
        found = {page.translation_key: page for page in live.filter(translation_key__in=keys.values()).defer_streamfields()}
        return tiles([found[keys[pk]] for pk in page_ids if keys.get(pk) in found])

    shown: list[CategoryTile] = cached(f"tiles.{active_language()}.{'.'.join(map(str, page_ids))}", read)
    return shown
