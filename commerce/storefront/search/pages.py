"""Articles and other pages of words that match, through Wagtail's own index: a part of the statement that finds products."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageViewRestriction, get_page_models
from wagtail.search.models import IndexEntry

from commerce.catalogue.models import BrandIndexPage, BrandPage, CatalogPage, CategoryPage
from sites.content.generation import cached
from sites.content.pages import ArticlePage

FIND = """
SELECT json_agg(hit) FROM (
    SELECT {columns}
    FROM {index} entry JOIN {pages} page ON page.id = entry.object_id::bigint
    WHERE (entry.title @@ %(words)s::tsquery OR entry.body @@ %(words)s::tsquery)
        AND entry.content_type_id = page.content_type_id AND entry.content_type_id = ANY(%(page_types)s)
        AND page.live AND page.locale_id = %(pages_in)s AND page.depth > 2
        AND NOT page.path LIKE ANY(%(locked)s)
    ORDER BY (entry.title @@ %(words)s::tsquery) DESC, page.last_published_at DESC NULLS LAST, page.id DESC
    LIMIT %(most_pages)s
) AS hit
"""
NEEDED = {
    *("id", "title", "slug", "url_path", "path", "depth", "content_type_id", "locale_id", "live"),
    "search_description",
}
# In the order in which `from_db` wants them.
COLUMNS = tuple(field.attname for field in Page._meta.concrete_fields if field.attname in NEEDED)
STATEMENT = FIND.format(
    columns=", ".join(f"page.{name}" for name in COLUMNS),
    index=f'"{IndexEntry._meta.db_table}"',
    pages=f'"{Page._meta.db_table}"',
)
MOST_PAGES = 3
SHOP_PAGES = (CatalogPage, CategoryPage, BrandPage, BrandIndexPage)


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that was found."""

    title: str
    url: str
    kind: str
    summary: str = ""


def pages_statement(query: str, *, locale_id: int) -> tuple[str, dict[str, Any]]:
    """SQL whose one value is a JSON list of live pages that nobody is kept from, those with the words in their title first; and
    its parameters. `query` is a tsquery of plain words; nothing for an empty one.
    """
    if not query:
        return "NULL", {}
    return STATEMENT, {
        "words": query,
        "pages_in": locale_id,
        "most_pages": MOST_PAGES,
        "page_types": cached("search.page-types", page_types, frame=True),
        "locked": cached("search.locked-pages", locked_pages, frame=True),
    }


def page_types() -> list[int]:
    """The content types of pages of words. They are named in the statement because the index holds all products too, which have
    the words of a search far more often.
    """
    models = [model for model in get_page_models() if not issubclass(model, SHOP_PAGES)]
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]


def locked_pages() -> list[str]:
    """Patterns of the paths of pages that not everybody may see, and of all below them. Read beforehand, because planning to look
    for them takes PostgreSQL longer than to find the words.
    """
    return [f"{path}%" for path in PageViewRestriction.objects.values_list("page__path", flat=True)]


def page_hits(rows: Iterable[Mapping[str, Any]], *, locale_id: int, language: str) -> tuple[PageHit, ...]:
    """What the statement has found, for shoppers."""
    article = ContentType.objects.get_for_model(ArticlePage).pk
    hits = []
    for row in rows:
        page = Page.from_db(connection.alias, COLUMNS, [row[name] for name in COLUMNS])
        page.locale = Locale(pk=locale_id, language_code=language)
        kind = _("Article") if page.content_type_id == article else _("Page")
        hits.append(PageHit(page.title, page.url or "", kind, page.search_description))
    return tuple(hits)
