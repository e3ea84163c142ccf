"""What the page of results and the suggestions show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.storefront.cards import cards
from commerce.storefront.facets.service import Base
from commerce.storefront.links import active_language, active_locale_id, category_links, may_see_catalogue, shop_urls
from commerce.storefront.listing import listing
from commerce.storefront.search.counting import popular_terms
from commerce.storefront.search.finding import Found, find
from commerce.storefront.search.matching import MOST_RANKED
from commerce.storefront.search.pages import PageHit
from commerce.storefront.search.tuning import Place, tuning
from commerce.storefront.search.words import words_of
from commerce.storefront.shelf.read import SORTS, by_products, shelf, sorted_by
from commerce.storefront.values import Link, ProductCard
from sites.content.generation import cached

BY_RELEVANCE = {**SORTS, "": gettext_lazy("Relevance")}
MOST_PRODUCTS, MOST_CATEGORIES, MOST_TERMS = 6, 4, 4
MOST_POPULAR_PRODUCTS = 4
SHORTEST = 2
# Asked for in the address: these very words, nothing put right.
LITERALLY = "exact"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What stands below the field while somebody types."""

    query: str
    meant: str
    cards: list[ProductCard]
    categories: tuple[Place, ...]
    brands: tuple[Place, ...]
    pages: tuple[PageHit, ...]
    terms: list[Link]
    all_url: str

    @property
    def count(self) -> int:
        """How many there are, without the line that leads to all results."""
        return sum(map(len, (self.cards, self.categories, self.brands, self.pages, self.terms)))


def search_results(found: Found, request: HttpRequest) -> dict[str, Any]:
    """The page: products with facets, other places that match, and help where no product was found.

    Raises PageBeyond where the page asked for does not exist.
    """
    literally = LITERALLY in request.GET
    known = {"q": found.text} | ({LITERALLY: "1"} if literally else {})
    shown = listing(
        base=Base.products(found.product_ids),
        request=request,
        locale_id=active_locale_id(),
        sorts=BY_RELEVANCE,
        known=known if found.text else None,
    )
    # Filtered to nothing is not the same as nothing found.
    is_empty = not shown["of_base"]
    return shown | {
        "fragments": recommended(shown, found.promotion.product_ids),
        "query": found.text,
        "meant": found.meant,
        "literal_url": f"?{urlencode({'q': found.text, LITERALLY: '1'})}" if found.meant else "",
        "more_than": MOST_RANKED if found.is_cut else 0,
        "promotion": found.promotion,
        "categories": found.categories,
        "brands": found.brands,
        "pages": found.pages,
        "is_empty": is_empty,
        "suggestions": open_categories() if is_empty else [],
        "popular": popular_cards() if is_empty and may_see_catalogue(request) else [],
        "contact_url": tuning(active_locale_id()).contact_url,
    }


def recommended(shown: dict[str, Any], promoted: Sequence[int]) -> list[SafeString]:
    """The cards, those that editors put first for these words marked; not where shoppers sort them otherwise."""
    fragments: list[SafeString] = shown["fragments"]
    stubs = shown["cards"].stubs
    if not promoted or shown["faceted"].chosen.sort or len(stubs) != len(fragments):
        return fragments
    first = frozenset(promoted)
    return [
        format_html('<div class="recommended"><p class="recommended__tag">{}</p>{}</div>', _("Recommended"), fragment)
        if stub.product_id in first
        else fragment
        for stub, fragment in zip(stubs, fragments, strict=True)
    ]


def open_categories() -> list[Link]:
    """The top categories that everyone may see."""
    public = {place.url for place in tuning(active_locale_id()).categories.places}
    return [link for link in category_links() if link.url in public]


def popular_cards() -> list[ProductCard]:
    """What sells best, cached."""

    def read() -> list[ProductCard]:
        return cards(list(sorted_by(shelf(locale_id=active_locale_id()), "bestselling")[:MOST_POPULAR_PRODUCTS]))

    found: list[ProductCard] = cached(f"search-popular.{active_language()}", read)
    return found


def suggestions(text: str, *, with_products: bool) -> Suggestions | None:
    """What to offer for what is typed so far; None for less than two letters. Four queries at most, seven where
    nothing is found as typed.

    `with_products=False`: the catalogue is not open to everyone.
    """
    if len("".join(words_of(text))) < SHORTEST:
        return None
    locale_id, language = active_locale_id(), active_language()
    found = find(text, locale_id=locale_id, language=language)
    search = shop_urls().search
    # A few more than are shown: the shelf may have dropped some in the meantime.
    rows = by_products(found.product_ids[: 2 * MOST_PRODUCTS], locale_id=locale_id) if with_products else []
    return Suggestions(
        query=text,
        meant=found.meant,
        cards=cards(rows[:MOST_PRODUCTS]),
        categories=found.categories[:MOST_CATEGORIES] if with_products else (),
        brands=found.brands[:MOST_CATEGORIES] if with_products else (),
        pages=found.pages,
        terms=[
            Link(term, f"{search}?{urlencode({'q': term})}")
            for term in popular_terms(text.strip(), locale_id=locale_id, most=MOST_TERMS)
        ],
        all_url=f"{search}?{urlencode({'q': text})}",
    )


def seen_url() -> str:
    """Where the script of the page counts a search."""
    return reverse("search-seen")
