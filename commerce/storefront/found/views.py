"""robots.txt, sitemaps, feeds and llms.txt: the same for everyone, and never for one person."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.views.decorators.http import require_safe

from commerce.storefront.context import furniture
from commerce.storefront.found.feeds.addresses import article_feeds, article_languages, product_feeds
from commerce.storefront.found.feeds.articles import articles_document
from commerce.storefront.found.feeds.google import google_document
from commerce.storefront.found.feeds.items import FeedItem, feed_currencies, feed_items
from commerce.storefront.found.feeds.meta import meta_document
from commerce.storefront.found.keeping import kept_document
from commerce.storefront.found.llms import llms_document
from commerce.storefront.found.openness import is_hidden, open_mounts
from commerce.storefront.found.robots import robots_document
from commerce.storefront.found.sitemaps.sources import count_chunks, page_entries, product_entries
from commerce.storefront.found.sitemaps.xml import chunk_document, index_document
from commerce.storefront.links import shop_urls
from sites.content.page_cache import keep_page
from sites.tenants.addresses import base_url

XML, RSS, TEXT = "application/xml", "application/rss+xml", "text/plain; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """robots.txt of the store."""
    return keep_page(HttpResponse(robots_document(), content_type=TEXT))


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """sitemap.xml: the chunks there are. An empty index for a store that wants not to be found."""

    def make() -> Iterable[str]:
        chunks = count_chunks()
        names = [f"{kind}-{number}" for kind, count in chunks.items() for number in range(1, count + 1)]
        return index_document(f"{base_url()}/sitemaps/{name}.xml" for name in names)

    return kept_document(request, "sitemap", make, content_type=XML)


@require_safe
def sitemap_chunk(request: HttpRequest, kind: str, place: str) -> HttpResponseBase:
    """A chunk of the sitemap; 404 beyond the last."""
    number = int(place)
    if not 1 <= number <= count_chunks().get(kind, 0):
        raise Http404

    def make() -> Iterable[str]:
        return chunk_document(page_entries(number, request) if kind == "pages" else product_entries(number))

    return kept_document(request, f"sitemap.{kind}.{number}", make, content_type=XML)


@require_safe
def google_feed(request: HttpRequest, language: str, currency: str) -> HttpResponseBase:
    """The products for Google's Merchant Center."""
    name, home = named(language)

    def write(items: Iterable[list[FeedItem]]) -> Iterable[str]:
        return google_document(items, title=name, link=home)

    return product_feed(request, "google", language, currency, write=write, content_type=XML)


@require_safe
def meta_feed(request: HttpRequest, language: str, currency: str) -> HttpResponseBase:
    """The products for Meta's catalogues."""
    return product_feed(request, "meta", language, currency, write=meta_document, content_type="text/csv; charset=utf-8")


def product_feed(
    request: HttpRequest, kind: str, language: str, currency: str, *, write: Callable[..., Iterable[str]], content_type: str
) -> HttpResponseBase:
    """The products in a language and currency. 404 for those that the store has not, and for a protected catalogue.

    Kept for an hour whatever changes meanwhile: a busy shop must not write its whole feed for each robot.
    """
    code = currency.upper()
    if language not in open_mounts() or code not in feed_currencies():
        raise Http404

    def make() -> Iterable[str]:
        return write(feed_items(language=language, currency=code))

    return kept_document(request, f"feed.{kind}.{language}.{code}", make, content_type=content_type, by_generation=False)


@require_safe
def articles_feed(request: HttpRequest, language: str) -> HttpResponseBase:
    """The articles of a language. 404 where there is no index of them."""
    if language not in article_languages():
        raise Http404
    name, home = named(language)

    def make() -> Iterable[str]:
        return articles_document(language, request, title=name, home=home)

    return kept_document(request, f"feed.articles.{language}", make, content_type=RSS)


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """llms.txt, in the language of the address."""
    feeds = (
        [] if is_hidden() else [(f"{feed.title} {feed.language} {feed.currency}".strip(), feed.address) for feed in all_feeds()]
    )
    return keep_page(HttpResponse(llms_document(request, feeds), content_type="text/markdown; charset=utf-8"))


def all_feeds() -> list[Any]:
    """Every feed of the store."""
    return [*product_feeds(), *article_feeds()]


def named(language: str) -> tuple[str, str]:
    """(the store's name, its home page) in a language."""
    with translation.override(language):
        return furniture().shop.name, base_url() + shop_urls().home
