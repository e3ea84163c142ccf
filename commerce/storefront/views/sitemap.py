"""The sitemap: pages and products of every language."""

from collections.abc import Iterator
from itertools import islice
from xml.sax.saxutils import escape

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from commerce.storefront.links import open_mount, product_url
from commerce.storefront.models import ShelfItem
from sites.tenants.addresses import base_url

MOST = 50_000


@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001 - Django's signature
    """sitemap.xml, streamed; at most 50,000 addresses, as the protocol says (https://www.sitemaps.org/protocol.html)."""
    return StreamingHttpResponse(body(), content_type="application/xml")


def body() -> Iterator[str]:
    """The document, piece by piece; the store's middleware makes each piece inside the store."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for address in islice(addresses(), MOST):
        yield f"<url><loc>{escape(address)}</loc></url>\n"
    yield "</urlset>\n"


def addresses() -> Iterator[str]:
    """Every page that search engines may index, then every product, by language; none of a protected catalogue."""
    base = base_url()
    for page in Page.objects.live().public().filter(depth__gt=1).specific(defer=True).iterator(chunk_size=500):
        hidden = getattr(page.specific_deferred, "noindex", False)
        if not hidden and page.url:
            yield base + page.url
    for pk, code in Locale.objects.values_list("pk", "language_code"):
        with translation.override(code):
            if not open_mount():
                continue
            for slug in ShelfItem.objects.filter(locale=pk).values_list("slug", flat=True).iterator(chunk_size=2000):
                yield base + product_url(slug)
