"""Articles for readers (RSS 2.0, https://www.rssboard.org/rss-specification)."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest

from commerce.storefront.found.openness import is_hidden
from commerce.storefront.found.plain import one_line, plain_text, words_of
from sites.content.pages import ArticlePage
from sites.tenants.addresses import base_url

MOST = 50
SUMMARY = 500
ATOM = "http://www.w3.org/2005/Atom"


def articles_document(language: str, request: HttpRequest, *, title: str, home: str) -> Iterator[str]:
    """The fifty newest articles of a language that everybody may read; none of a hidden store. Two queries."""
    base = base_url()
    here = f"{base}{request.path}"
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="{ATOM}"><channel>'
        f"<title>{escape(title)}</title><link>{escape(home)}</link><description>{escape(title)}</description>"
        f'<language>{escape(language)}</language><atom:link href={quoteattr(here)} rel="self" type="application/rss+xml"/>\n'
    )
    pages = ArticlePage.objects.live().public().filter(locale__language_code=language, noindex=False)
    for page in [] if is_hidden() else pages.select_related("locale").order_by("-date", "-pk")[:MOST]:
        parts = page.get_url_parts(request)
        if parts and parts[2]:
            yield written(page, f"{base}{parts[2]}")
    yield "</channel></rss>\n"


def written(page: ArticlePage, address: str) -> str:
    """One article."""
    day = format_datetime(datetime.combine(page.date, time(), tzinfo=UTC))
    text = plain_text(page.intro or page.search_description or words_of(page.body), most=SUMMARY)
    return (
        f"<item><title>{escape(one_line(page.title))}</title><link>{escape(address)}</link>"
        f'<guid isPermaLink="true">{escape(address)}</guid><pubDate>{day}</pubDate>'
        f"<description>{escape(text)}</description></item>\n"
    )
