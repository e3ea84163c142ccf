"""Articles that show a product: read from Wagtail's index of references, which knows what the blocks of each page name."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

from commerce.catalogue.models import Product
from commerce.storefront.links import active_language
from sites.content.generation import bump_generation, cached
from sites.content.pages import ArticlePage
from sites.content.pages.articles import ArticleCard, cards_of

MOST = 3


def articles_about(product_id: int) -> list[ArticleCard]:
    """The newest live articles of the active language whose body shows the product, three at most; none that ask who is there.

    Cached until something is published: no query for products that no article names.
    """
    ids = mentions().get(product_id, [])
    if not ids:
        return []
    key = f"articles-about.{active_language()}.{product_id}"
    found: list[ArticleCard] = cached(
        key,
        lambda: cards_of(ArticlePage.objects.filter(pk__in=ids).select_related("locale").order_by("-date", "-pk")[:MOST]),
        frame=True,
    )
    return found


def mentions() -> dict[int, list[int]]:
    """Ids of articles by the product that they show, in the active language. Three queries, cached."""
    found: dict[int, list[int]] = cached(f"mentions.{active_language()}", read_mentions, frame=True)
    return found


def read_mentions() -> dict[int, list[int]]:
    """As `mentions`, from the rows."""
    article, product = ContentType.objects.get_for_model(ArticlePage), ContentType.objects.get_for_model(Product)
    rows = ReferenceIndex.objects.filter(content_type=article, to_content_type=product).values_list("to_object_id", "object_id")
    named: dict[int, list[int]] = defaultdict(list)
    for to, by in rows.distinct().order_by("to_object_id", "object_id"):
        named[int(to)].append(int(by))
    pages = ArticlePage.objects.live().public().filter(locale__language_code=active_language())
    shown = set(pages.filter(pk__in={pk for several in named.values() for pk in several}).values_list("pk", flat=True))
    kept = {pk: [by for by in several if by in shown] for pk, several in named.items()}
    return {pk: several for pk, several in kept.items() if several}


def follow_references(path: str, args: list[Any], **_signal: Any) -> None:
    """The references of an article are written in the background, after its publication has shown: where they name other
    products than before, what was kept since then is out of date.
    """
    if path != update_reference_index_task.module_path or args[1] != ArticlePage._meta.model_name:
        return
    article = ArticlePage.objects.filter(pk=args[2]).select_related("locale").first()
    if article is None:
        return
    with translation.override(article.locale.language_code):
        if mentions() != read_mentions():
            bump_generation()
