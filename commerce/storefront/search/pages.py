"""Articles and other pages of words that match, through Wagtail's own index. One statement."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search.models import IndexEntry

from commerce.catalogue.models import BrandIndexPage, BrandPage, CatalogPage, CategoryPage
from sites.content.pages import ArticlePage

FIND = """
SELECT {columns}
FROM {index} entry JOIN {pages} page ON page.id = entry.object_id::bigint
WHERE (entry.title @@ %(query)s::tsquery OR entry.body @@ %(query)s::tsquery)
    AND entry.content_type_id = page.content_type_id AND page.content_type_id <> ALL(%(not_these)s)
    AND page.live AND page.locale_id = %(locale)s AND page.depth > 2
    AND NOT EXISTS (
        SELECT 1 FROM {restrictions} restriction JOIN {pages} locked ON locked.id = restriction.page_id
        WHERE page.path LIKE locked.path || '%%'
    )
ORDER BY (entry.title @@ %(query)s::tsquery) DESC, page.last_published_at DESC NULLS LAST, page.id DESC
LIMIT %(most)s
"""
NEEDED = {
    *("id", "title", "slug", "url_path", "path", "depth", "content_type_id", "locale_id", "live"),
    "search_description",
}
# In the order in which `from_db` wants them.
COLUMNS = tuple(field.attname for field in Page._meta.concrete_fields if field.attname in NEEDED)
SHOP_PAGES = (CatalogPage, CategoryPage, BrandPage, BrandIndexPage)


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that was found."""

    title: str
    url: str
    kind: str
    summary: str = ""


def pages_found(query: str, *, locale_id: int, language: str, most: int = 3) -> list[PageHit]:
    """Live pages that nobody is kept from, those with the words in their title first. `query` is a tsquery of plain words."""
    if not query:
        return []
    types = ContentType.objects.get_for_models(*SHOP_PAGES, ArticlePage)
    article = types.pop(ArticlePage).pk
    quote = connection.ops.quote_name
    names = {"index": IndexEntry, "pages": Page, "restrictions": PageViewRestriction}
    columns = ", ".join(f"page.{name}" for name in COLUMNS)
    statement = FIND.format(columns=columns, **{name: quote(model._meta.db_table) for name, model in names.items()})
    given: dict[str, Any] = {
        "query": query,
        "locale": locale_id,
        "most": most,
        "not_these": [kind.pk for kind in types.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows = cursor.fetchall()
    hits = []
    for row in rows:
        page = Page.from_db(connection.alias, COLUMNS, row)
        page.locale = Locale(pk=locale_id, language_code=language)
        kind = _("Article") if page.content_type_id == article else _("Page")
        hits.append(PageHit(page.title, page.url or "", kind, page.search_description))
    return hits
