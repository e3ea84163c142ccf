"""What the catalogue page, a category, a brand and the search page show: facets, chips, one page of cards, ways to sort."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, overload

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.catalogue.models import BrandPage, CatalogPage, CategoryPage
from commerce.storefront.cards import cards
from commerce.storefront.facets.chosen import GRID, LIST, SIZES, Chosen
from commerce.storefront.facets.elsewhere import queries_elsewhere
from commerce.storefront.facets.html import facet_blocks
from commerce.storefront.facets.service import Base, Faceted, faceted
from commerce.storefront.facets.stubs import Stub
from commerce.storefront.fragments import card_fragments
from commerce.storefront.languages import carry_over
from commerce.storefront.links import active_language, tiles
from commerce.storefront.shelf.read import SORTS, by_products
from commerce.storefront.values import ListingTool, ProductCard, SortOption
from commerce.storefront.views.beyond import PageBeyond
from sites.content.generation import cached
from sites.content.pages.base import Seo
from sites.content.pagination import paginate
from sites.tenants.context import current_store, in_store

# So many are in sight when the page opens.
EAGER = 4
# A page of one value of these may be found by search engines: a brand, a category.
WORTH_INDEXING = ("brand", "category")
NOINDEX = "noindex, follow"


class LaterCards(Sequence[ProductCard]):
    """The cards of a page as values, read when somebody asks, in the store and language of the page: the page itself shows
    ready HTML.
    """

    def __init__(self, stubs: Sequence[Stub], locale_id: int) -> None:
        self.stubs, self.locale_id = stubs, locale_id
        self.store, self.language = current_store(), active_language()

    @cached_property
    def made(self) -> list[ProductCard]:
        """The cards; one query."""
        with in_store(self.store), override(self.language):
            return cards(by_products([stub.product_id for stub in self.stubs], locale_id=self.locale_id))

    def __len__(self) -> int:
        return len(self.stubs)

    @overload
    def __getitem__(self, place: int) -> ProductCard: ...
    @overload
    def __getitem__(self, place: slice) -> list[ProductCard]: ...
    def __getitem__(self, place: int | slice) -> ProductCard | list[ProductCard]:
        return self.made[place]

    def __iter__(self) -> Iterator[ProductCard]:
        return iter(self.made)


def listing(
    *,
    base: Base,
    request: HttpRequest,
    locale_id: int,
    sorts: Mapping[str, Any] = SORTS,
    default_sort: str = "",
    known: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """One page of a base, with everything around it. `known` is kept in every address (such as q).

    Raises PageBeyond where the page asked for does not exist.
    """
    found = faceted(base=base, given=request.GET, locale_id=locale_id, sorts=sorts, known=known)
    chosen, kept = found.chosen, dict(known or {})
    carry_over(request, queries_elsewhere(chosen, base, locale_id=locale_id, known=kept))
    if chosen.page > found.pages:
        raise PageBeyond(request.path + chosen.at(found.pages).query(kept), found.pages)
    stubs = found.page(default_sort)
    here = request.path

    def url(page: int) -> str:
        return chosen.at(page).query(kept) or here

    return {
        "cards": LaterCards(stubs, locale_id),
        "fragments": card_fragments(stubs, locale_id=locale_id, view=chosen.view, eager=EAGER),
        "pagination": paginate(total=found.total, size=chosen.show, number=chosen.page, url=url),
        "total": found.total,
        "of_base": found.of_base,
        "facets": found.facets,
        "facet_blocks": facet_blocks(found.facets),
        "chips": found.chips,
        "clear_url": chosen.cleared().query(kept) or here,
        "notices": chosen.notices,
        "sorts": sort_options(chosen, sorts),
        "sizes": size_links(chosen, kept, here),
        "views": view_links(chosen, kept, here),
        "view": chosen.view,
        "known": tuple(hidden_fields(chosen, kept)),
        "here": here,
        "faceted": found,
    }


def hidden_fields(chosen: Chosen, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the form of the facets carries besides its own fields; the first page is meant whenever it is sent."""
    yield from known.items()
    if chosen.show != SIZES[0]:
        yield "show", str(chosen.show)
    if chosen.view != GRID:
        yield "view", chosen.view


def sort_options(chosen: Chosen, sorts: Mapping[str, Any]) -> list[SortOption]:
    """Each way of sorting."""
    return [SortOption(code, str(label), code == chosen.sort) for code, label in sorts.items()]


def size_links(chosen: Chosen, known: Mapping[str, str], here: str) -> list[ListingTool]:
    """24, 48 or 96 a page, from the first page on."""
    return [
        ListingTool(str(size), str(size), replace(chosen, show=size, page=1).query(known) or here, size == chosen.show)
        for size in SIZES
    ]


def view_links(chosen: Chosen, known: Mapping[str, str], here: str) -> list[ListingTool]:
    """As a grid or as a list, the same page of it."""
    labels = {GRID: _("Grid"), LIST: _("List")}
    return [
        ListingTool(view, label, replace(chosen, view=view).query(known) or here, view == chosen.view)
        for view, label in labels.items()
    ]


def listing_seo(seo: Seo, found: Faceted) -> Seo:
    """What the head of a listing says: its first page and further pages may be found, so may a single brand or category chosen
    on it; every other choice, order or size leads back to the page itself and stays out of the index.
    """
    chosen = found.chosen
    plain = Chosen(page=chosen.page)
    single = [name for name, codes in chosen.values.items() if name in WORTH_INDEXING and len(codes) == 1]
    if not chosen.bounds and len(chosen.values) == len(single) == 1:
        plain = replace(plain, values=chosen.values)
    elif chosen.is_filtered:
        plain = Chosen()
    robots = seo.robots if replace(chosen, notices=(), typed={}) == plain else NOINDEX
    # A further page or a chosen brand need not be there in another language; what says it is its own original must not also say
    # that the page without them is this one in this language.
    alternates = () if plain.query() else seo.alternates
    # Two pages of one title look like one page twice.
    title = _("%(title)s, page %(number)s") % {"title": seo.title, "number": chosen.page} if chosen.page > 1 else seo.title
    return replace(seo, title=title, canonical=seo.canonical + plain.query(), robots=robots, alternates=alternates)


def catalogue_listing(page: CatalogPage, request: HttpRequest) -> dict[str, Any]:
    """Everything, with tiles of the top categories."""
    shown = listing(base=Base.everything(), request=request, locale_id=page.locale_id)
    return shown | page_parts(page, request, shown["faceted"]) | {"tiles": child_tiles(page), "body_below": None}


def category_listing(page: CategoryPage, request: HttpRequest) -> dict[str, Any]:
    """What stands in a category and below: placed by hand first, then in the order that its editors chose."""
    base = Base.category(page.pk, page.path)
    shown = listing(base=base, request=request, locale_id=page.locale_id, default_sort=page.default_sort)
    return shown | page_parts(page, request, shown["faceted"]) | {"tiles": child_tiles(page), "body_below": page.body_below}


def brand_listing(page: BrandPage, request: HttpRequest) -> dict[str, Any]:
    """The story of a brand, and its products."""
    shown = listing(base=Base.brand(page.brand_id), request=request, locale_id=page.locale_id)
    return shown | page_parts(page, request, shown["faceted"]) | {"tiles": [], "body_below": None}


def page_parts(page: Any, request: HttpRequest, found: Faceted) -> dict[str, Any]:
    """What editors wrote around a listing; only on its first page and while nothing is chosen, which is what it is about."""
    is_front = not found.chosen.is_filtered and found.chosen.page == 1
    return {
        "title": page.title,
        "intro": page.intro if is_front else "",
        "body": page.body if is_front else None,
        "is_front": is_front,
        "seo": listing_seo(page.seo(request), found),
    }


def child_tiles(page: Any) -> list[Any]:
    """Tiles of the categories right below a page, cached."""
    if page.is_leaf():
        return []

    def read() -> list[Any]:
        return tiles(list(CategoryPage.objects.child_of(page).live().defer_streamfields()))

    found: list[Any] = cached(f"child-tiles.{page.pk}", read, frame=True)
    return found
