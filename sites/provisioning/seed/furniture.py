"""Menus and notices of a new store."""

from typing import Any

from wagtail.models import Locale, Page

from commerce.catalogue.models import BrandIndexPage, CatalogPage
from sites.content.menus import Menu, Notice
from sites.content.pages import ContactPage, HomePage
from sites.provisioning.seed.pages import legal_pages
from sites.provisioning.seed.words import word
from sites.tenants.languages import default_language


def seed_furniture(home: HomePage) -> None:
    """Main menu, footer, cookie notice in the default language."""
    language, locale = default_language(), Locale.get_default()
    for place in Menu.Place.values:
        if not Menu.objects.filter(place=place, locale=locale).exists():
            Menu.objects.create(place=place, locale=locale, items=links(place, home, language), live=True)
    if not Notice.objects.filter(locale=locale).exists():
        Notice.objects.create(locale=locale, live=True, **notice_words(home, language))


def links(place: str, home: Page, language: str) -> list[tuple[str, dict[str, Any]]]:
    """What a menu of one language holds."""
    catalogue = CatalogPage.objects.child_of(home).first()
    contact = ContactPage.objects.child_of(home).first()
    brands = BrandIndexPage.objects.child_of(home).first()
    if place == Menu.Place.MAIN:
        return [("link", link(catalogue)), ("link", link(contact))]
    return [
        ("group", {"title": word("shop", language), "page": None, "links": [link(catalogue), link(brands), link(contact)]}),
        (
            "group",
            {
                "title": word("help", language),
                "page": None,
                "links": [link(page) for page in legal_pages(home, language).values()],
            },
        ),
    ]


def link(page: Any) -> dict[str, Any]:
    """A link that is named after its page."""
    return {"title": "", "page": page, "url": ""}


def notice_words(home: Page, language: str) -> dict[str, Any]:
    """The cookie notice of one language."""
    privacy = legal_pages(home, language).get("privacy")
    return {"consent_text": word("consent", language), "consent_accept": word("accept", language), "consent_page": privacy}


def translate_furniture(language: str) -> None:
    """Menus and notice of a further language, leading to that language's pages."""
    locale = Locale.objects.get(language_code=language)
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        return
    for menu in Menu.objects.filter(locale=locale):
        menu.items = links(menu.place, home, language)
        menu.save()
    for notice in Notice.objects.filter(locale=locale):
        for name, value in notice_words(home, language).items():
            setattr(notice, name, value)
        notice.save()
