"""Articles and other pages of words that match, through Wagtail's own index: a part of the statement that finds products."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageViewRestriction, get_page_models
from wagtail.search.models import IndexEntry

from commerce.catalogue.models import BrandIndexPage, BrandPage, CatalogPage, CategoryPage
from commerce.storefront.search.boolean import all_of, any_of
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
WORDS = f"""
SELECT DISTINCT unnest(tsvector_to_array(entry.title || entry.body))
FROM "{IndexEntry._meta.db_table}" entry JOIN "{Page._meta.db_table}" page ON page.id = entry.object_id::bigint
WHERE entry.content_type_id = page.content_type_id AND entry.content_type_id = ANY(%(page_types)s) AND page.locale_id = %(pages_in)s
LIMIT %(most)s
"""  # noqa: S608 - our own tables
MOST_PAGES = 3
# Two to three hundred pages.
MOST_WORDS = 20_000
SHOP_PAGES = (CatalogPage, CategoryPage, BrandPage, BrandIndexPage)


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that was found."""

    title: str
    url: str
    kind: str
    summary: str = ""


def pages_statement(beginnings: Sequence[Sequence[str]], *, locale_id: int) -> tuple[str, dict[str, Any]]:
    """SQL whose one value is a JSON list of live pages that nobody is kept from, those with the words in their title first; and
    its parameters. `beginnings` are of each word what a word of the page may begin with. Nothing where no page can have them all.
    """
    words = cached(f"search.page-words.{locale_id}", lambda: page_words(locale_id), frame=True)
    if not beginnings or not may_have(words, beginnings):
        return "NULL", {}
    return STATEMENT, {
        "words": all_of([any_of([f"'{beginning}':*" for beginning in word]) for word in beginnings]),
        "pages_in": locale_id,
        "most_pages": MOST_PAGES,
        "page_types": cached("search.page-types", page_types, frame=True),
        "locked": cached("search.locked-pages", locked_pages, frame=True),
    }


def may_have(words: Sequence[str] | None, beginnings: Sequence[Sequence[str]]) -> bool:
    """Whether each word begins one of these, which are sorted. Always where there are too many to know (None)."""
    return words is None or all(any(begins(words, beginning) for beginning in word) for word in beginnings)


def begins(words: Sequence[str], beginning: str) -> bool:
    """Whether it begins one of these."""
    place = bisect_left(words, beginning)
    return place < len(words) and words[place].startswith(beginning)


def page_words(locale_id: int) -> tuple[str, ...] | None:
    """All words of the index that stand on pages of a language, sorted; None for more than MOST_WORDS. Most searches name goods:
    planning to look for their words on pages takes PostgreSQL longer than to know that there are none. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(WORDS, {"pages_in": locale_id, "page_types": page_types(), "most": MOST_WORDS + 1})
        found = [word for (word,) in cursor.fetchall()]
    return tuple(sorted(found)) if len(found) <= MOST_WORDS else None


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
