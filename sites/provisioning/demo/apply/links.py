"""Where the demo texts' links lead: "catalogue", "category:sensors", "page:delivery", or an address."""

from typing import Any

from wagtail.models import Locale, Page

from commerce.catalogue.models import BrandIndexPage, CatalogPage, CategoryPage
from sites.content.pages import ArticleIndexPage, ContactPage, FaqPage


class Links:
    """Finds pages by the names that demo texts use. `pages` and `categories` are the default language's, by key."""

    def __init__(self, pages: dict[str, Page], categories: dict[str, CategoryPage]) -> None:
        self.pages, self.categories = pages, categories
        self.fixed = {
            "catalogue": CatalogPage,
            "contact": ContactPage,
            "faq": FaqPage,
            "articles": ArticleIndexPage,
            "brands": BrandIndexPage,
        }

    def target(self, link: str, language: str) -> dict[str, Any]:
        """`{"page": …, "url": …}` for a block: one of the two is filled."""
        page = self.page(link, language)
        return {"page": page, "url": "" if page else link}

    def page(self, link: str, language: str) -> Any:
        """The page in that language; None for an address, an empty link, and a page that is not there."""
        locale = Locale.objects.get(language_code=language)
        if link in self.fixed:
            return self.fixed[link].objects.filter(locale=locale).first()
        kind, _colon, key = link.partition(":")
        found = {"category": self.categories, "page": self.pages}.get(kind, {}).get(key)
        return found.get_translation_or_none(locale) if found else None


def categories_by_slug() -> dict[str, CategoryPage]:
    """Categories of the default language by slug: the keys of an imported catalogue."""
    return {page.slug: page for page in CategoryPage.objects.filter(locale=Locale.get_default())}
