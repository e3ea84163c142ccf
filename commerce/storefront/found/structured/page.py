"""The documents of a page, from what its template was given."""

from collections.abc import Iterator, Mapping
from typing import Any

from commerce.storefront.found.structured.product import Absolute, product_document
from commerce.storefront.found.structured.shop import organization_document, website_document
from commerce.storefront.found.structured.words import (
    article_document,
    breadcrumbs_document,
    list_document,
    questions_document,
    questions_in,
)
from commerce.storefront.links import active_language, active_locale_id, product_url, shop_urls
from commerce.storefront.listing import LaterCards
from commerce.storefront.models import ShelfItem
from commerce.storefront.values import ProductView
from sites.content.generation import cached
from sites.content.pages import ArticlePage, FaqPage, HomePage
from sites.tenants.addresses import own_address


def documents(values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the page is about first, then the way to it."""
    absolute: Absolute = own_address
    seo = values.get("seo")
    if not seo:
        return
    product, page = values.get("product"), values.get("page")
    if isinstance(product, ProductView):
        talk = values.get("talk")
        yield product_document(product, absolute, reviews=talk.reviews if talk else None)
    elif isinstance(page, ArticlePage):
        yield article_document(page, seo, values["shop"], absolute)
    elif isinstance(page, HomePage):
        urls = shop_urls()
        yield organization_document(values["shop"], absolute)
        home, search = absolute(urls.home), absolute(urls.search)
        yield website_document(values["shop"], home=home, search=search, language=active_language())
    if (asked := questions_document(questions_of(page, values))) is not None:
        yield asked
    if (rows := list_of(values.get("cards"), values, absolute)) is not None:
        yield rows
    way = breadcrumbs_document(values.get("breadcrumbs") or (), seo.canonical, absolute)
    if way is not None:
        yield way


def questions_of(page: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Question and answer of everything that the page asks and answers."""
    if isinstance(page, FaqPage):
        for group in values.get("groups") or ():
            for entry in group.entries:
                yield entry.question, entry.answer
    # A listing shows its body on its front alone.
    if page is not None and values.get("is_front", True):
        yield from questions_in(getattr(page, "body", None))
    if isinstance(values.get("product"), ProductView):
        yield from questions_in(values["product"].body)


def list_of(cards: Any, values: Mapping[str, Any], absolute: Absolute) -> dict[str, Any] | None:
    """The products of a listing, where search engines may index it."""
    if not isinstance(cards, LaterCards) or "noindex" in values["seo"].robots:
        return None
    ids = [stub.product_id for stub in cards.stubs]
    first = getattr(values.get("pagination"), "first", 1) or 1
    return list_document([absolute(product_url(slug)) for slug in slugs_of(ids)], first)


def slugs_of(ids: list[int]) -> list[str]:
    """The slugs of these products in the active language, in order. One query, cached until something is published."""

    def read() -> list[str]:
        rows = ShelfItem.objects.filter(locale=active_locale_id(), product__in=ids).values_list("product_id", "slug")
        known = dict(rows)
        return [known[pk] for pk in ids if pk in known]

    found: list[str] = cached(f"slugs.{active_language()}.{'.'.join(map(str, ids))}", read) if ids else []
    return found
