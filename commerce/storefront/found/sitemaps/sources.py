"""What stands in the sitemaps: pages and products that search engines may index, read a chunk at a time."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.files.storage import default_storage
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from wagtail.models import Page

from commerce.catalogue.models import ProductCopy, ProductImage
from commerce.storefront.found.openness import is_hidden, open_mounts
from commerce.storefront.found.sitemaps.xml import Entry
from commerce.storefront.links import locale_ids
from commerce.storefront.models import ShelfItem
from sites.content.generation import cached
from sites.content.images import StoreRendition
from sites.content.pages.base import BasePage
from sites.content.pictures import PAGE_WIDTHS, filters
from sites.tenants.addresses import base_url
from sites.tenants.languages import default_language, spoken_languages

CHUNK = 10_000
MOST_PICTURES = 10
X_DEFAULT = "x-default"


def pages_per_chunk() -> int:
    """Pages are taken with their translations, so that a chunk holds 10,000 addresses at most."""
    return max(1, CHUNK // len(spoken_languages()))


def page_keys() -> QuerySet[Page, Any]:
    """What translations of a page share, once for each page in its languages, in a lasting order."""
    return Page.objects.live().filter(depth__gt=1).order_by("translation_key").values("translation_key").distinct()


def count_chunks() -> dict[str, int]:
    """How many chunks of each kind there are; two queries, cached until something is published."""

    def count() -> dict[str, int]:
        products = listed().count() if open_mounts() else 0
        return {"pages": -(-page_keys().count() // pages_per_chunk()), "products": -(-products // CHUNK)}

    found: dict[str, int] = {} if is_hidden() else cached("found.chunks", count)
    return found


def page_entries(number: int, request: HttpRequest) -> Iterator[Entry]:
    """The pages of a chunk, from 1 on. Three queries: those who ask who is there, those who stay out, the rest."""
    start = (number - 1) * pages_per_chunk()
    keys = page_keys()[start : start + pages_per_chunk()]
    hidden = set(hidden_pages())
    pages = Page.objects.live().public().filter(depth__gt=1, translation_key__in=keys).select_related("locale")
    group: list[Page] = []
    for page in pages.order_by("translation_key", "locale").iterator(chunk_size=2000):
        if page.pk in hidden:
            continue
        if group and group[0].translation_key != page.translation_key:
            yield from entries_of(group, request)
            group = []
        group.append(page)
    yield from entries_of(group, request)


def hidden_pages() -> QuerySet[Any, Any]:
    """The ids of pages that stay out, or name another as their original. One query over all types of pages."""
    left_out = Q(noindex=True) | ~Q(canonical_url="")
    kinds = [model for model in apps.get_models() if issubclass(model, BasePage) and not model._meta.abstract]
    first, *others = [model._base_manager.filter(left_out).order_by().values_list("pk", flat=True) for model in kinds]
    return first.union(*others, all=True)


def entries_of(translations: list[Page], request: HttpRequest) -> Iterator[Entry]:
    """A page in each of its languages, each naming all of them."""
    base = base_url()
    places = [(page, f"{base}{parts[2]}") for page in translations if (parts := page.get_url_parts(request)) and parts[2]]
    languages = with_default([(page.locale.language_code, address) for page, address in places])
    for page, address in places:
        yield Entry(address, page.last_published_at, languages)


def with_default(languages: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The languages with the default one named for everyone else; nothing where there is but one."""
    if len(languages) < 2:
        return ()
    default = dict(languages).get(default_language())
    return (*languages, *([(X_DEFAULT, default)] if default else []))


def listed() -> QuerySet[ShelfItem, ShelfItem]:
    """What shoppers find, in every language, in a lasting order."""
    return ShelfItem.objects.filter(listed=True).order_by("product_id", "locale_id")


def product_entries(number: int) -> Iterator[Entry]:
    """The products of a chunk, from 1 on, in each language that has words of its own; none of a protected catalogue. One query,
    and two for the addresses of the shop where they are not cached.
    """
    base, mounts = base_url(), open_mounts()
    codes = {pk: code for code, pk in locale_ids().items()}
    start = (number - 1) * CHUNK
    for slug, locale, own, changed, published, images in product_rows()[start : start + CHUNK].iterator(chunk_size=2000):
        code = codes.get(locale, "")
        spoken = [(other, f"{base}{mounts[other]}{its}/") for other, its in own or [] if other in mounts]
        if code in mounts and code in dict(spoken):
            moments = [moment for moment in (changed, published) if moment]
            pictures = tuple(f"{base}{default_storage.url(name)}" for name in images)
            yield Entry(f"{base}{mounts[code]}{slug}/", max(moments, default=None), with_default(spoken), pictures)


def product_rows() -> QuerySet[ShelfItem, Any]:
    """(slug, locale, slugs by language, product changed, words published, files of its pictures)."""
    words = ProductCopy.objects.filter(product=OuterRef("product"), locale=OuterRef("locale"), live=True)
    largest = filters(PAGE_WIDTHS)[-1]
    shown = StoreRendition.objects.filter(image=OuterRef("image"), filter_spec=largest).values("file")[:1]
    pictures = (
        ProductImage.objects.filter(product=OuterRef("product"))
        .order_by("sort_order", "pk")
        .annotate(shown=Subquery(shown))
        .exclude(shown=None)
        .values("shown")[:MOST_PICTURES]
    )
    return listed().values_list(
        "slug",
        "locale_id",
        "details__alternates",
        "product__changed_at",
        Subquery(words.values("last_published_at")[:1]),
        ArraySubquery(pictures),
    )
