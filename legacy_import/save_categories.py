"""Categories become pages below the catalogue page, in every language."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, CategoryPage
from legacy_import.ids import Ids, fingerprint
from legacy_import.prestashop.catalogue import Catalogue
from legacy_import.prestashop.html import plain_text
from legacy_import.prestashop.records import Category
from legacy_import.texts import Languages
from sites.content.translating import translate_page


class NoCatalogue(LookupError):
    """The store has no catalogue page to put categories under."""


def save_categories(catalogue: Catalogue, ids: Ids, languages: Languages) -> None:
    """Parents before children. The old Home is the catalogue page itself. Raises NoCatalogue."""
    mount = CatalogPage.objects.filter(locale=Locale.get_default()).first()
    if mount is None:
        raise NoCatalogue("This store has no catalogue page in its default language.")
    home = catalogue.settings.home_category_id
    for category in catalogue.categories:
        if category.id == home:
            ids.bring("category", category.id, "home", lambda _pk: mount.pk)
            continue
        ids.bring(
            "category",
            category.id,
            fingerprint(category),
            lambda pk, category=category: save_category(pk, category, ids, languages, mount),  # type: ignore[misc]
        )


def save_category(pk: int | None, category: Category, ids: Ids, languages: Languages, mount: CatalogPage) -> int:
    """One category in the default language and in all others; moved where its parent has changed."""
    parent_id = ids.get("category", category.parent_id)
    parent: Any = CategoryPage.objects.filter(pk=parent_id).first() or mount
    default = Locale.get_default()
    page = CategoryPage.objects.filter(pk=pk).first() if pk else None
    if page is None:
        page = CategoryPage(locale=default, live=category.active)
        fill(page, category, languages, parent)
        parent.add_child(instance=page)
    else:
        fill(page, category, languages, parent)
        page.save()
        if page.get_parent().pk != parent.pk:
            page.move(parent, pos="last-child")
    publish(page, live=category.active)
    for code in languages.codes.values():
        locale = Locale.objects.filter(language_code=code).first()
        if locale and locale != default:

            def name(copy: CategoryPage, code: str = code) -> None:
                fill(copy, category, languages, copy.get_parent().specific, code)

            # Named before anybody can know its address: no redirect from that of the default language.
            translated = page.get_translation_or_none(locale) or translate_page(page, locale, fill=name)
            name(translated)
            publish(translated, live=category.active)
    return int(page.pk)


def fill(page: CategoryPage, category: Category, languages: Languages, parent: Any, code: str | None = None) -> None:
    """The words of a category in one language; what is missing in it is taken from another."""

    def word(texts: Any) -> str:
        found = languages.texts(texts)
        return found.get(code or page.locale.language_code) or next(iter(found.values()), "")

    page.title = (word(category.names) or f"Category {category.id}")[:255]
    page.draft_title = page.title
    page.slug = free_slug(parent, word(category.slugs) or page.title, category.id, page)
    page.intro = plain_text(word(category.descriptions))
    page.seo_title = word(category.meta_titles)[:255]
    page.search_description = word(category.meta_descriptions)


def free_slug(parent: Any, wanted: str, legacy_id: int, page: CategoryPage) -> str:
    """The old slug, with the old id behind it where a sibling has it already."""
    slug = slugify(wanted, allow_unicode=True)[:200] or f"category-{legacy_id}"
    taken = parent.get_children().filter(slug=slug).exclude(pk=page.pk).exists()
    return f"{slug}-{legacy_id}" if taken else slug


def publish(page: CategoryPage, *, live: bool) -> None:
    """Show the page as it now is, or take it down."""
    revision = page.save_revision()
    if live:
        revision.publish()
    elif page.live:
        page.unpublish()
