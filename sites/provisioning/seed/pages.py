"""The page tree of a new store: home, catalogue, contact, legal pages."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from commerce.catalogue.models import BrandIndexPage, CatalogPage
from sites.content.pages import ContactField, ContactPage, HomePage, StandardPage
from sites.provisioning.seed.brands import name_brand_index, plant_brand_index
from sites.provisioning.seed.words import EMPTY, LEGAL, slug, word
from sites.tenants.context import current_store
from sites.tenants.languages import default_language
from sites.tenants.models import Store

HOME_BODY: list[tuple[str, dict[str, Any]]] = [
    ("product_row", {"title": "", "source": "newest", "count": 8, "products": [], "category": None, "link_text": ""}),
    ("category_tiles", {"title": "", "categories": []}),
]


def seed_pages(store: Store) -> HomePage:
    """The tree in the default language; Wagtail's welcome page makes room."""
    existing = HomePage.objects.filter(locale=Locale.get_default()).first()
    if existing:
        return existing
    language = default_language()
    home = plant_home(store, language)
    catalogue = CatalogPage(title=word("products", language), slug="products", show_in_menus=True)
    home.add_child(instance=catalogue)
    plant_brand_index(home)
    for key in LEGAL:
        page = StandardPage(slug=slug(key, language), body=[("rich_text", RichText(EMPTY))])
        page.title = word(key, language, country=store.country)
        home.add_child(instance=page)
    plant_contact(home, language, store.owner_email)
    now = timezone.now()
    Page.objects.descendant_of(home, inclusive=True).update(first_published_at=now, last_published_at=now)
    return HomePage.objects.get(pk=home.pk)


def plant_home(store: Store, language: str) -> HomePage:
    """The home page at the root, instead of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    home = HomePage(title=store.name, slug="store", locale=Locale.get_default(), body=titled(HOME_BODY, language))
    root.add_child(instance=home)
    Site.objects.all().update(root_page=home)
    for welcome in root.get_children().not_exact_type(HomePage):
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)


def titled(body: list[tuple[str, dict[str, Any]]], language: str) -> list[tuple[str, dict[str, Any]]]:
    """The body with headings in a language."""
    return [(kind, {**value, "title": word("products" if kind == "product_row" else "shop", language)}) for kind, value in body]


def plant_contact(home: HomePage, language: str, to_address: str) -> None:
    """A contact form of three fields."""
    page = ContactPage(
        title=word("contact", language),
        slug="contact",
        intro=word("contact_intro", language),
        thank_you_text=word("thanks", language),
        to_address=to_address,
        subject=word("contact", language),
    )
    home.add_child(instance=page)
    kinds = (("name", "singleline"), ("email", "email"), ("message", "multiline"))
    for position, (key, kind) in enumerate(kinds):
        ContactField.objects.create(
            page=page, sort_order=position, label=word(key, language), clean_name=key, field_type=kind, required=True
        )


def legal_pages(home: Page, language: str) -> dict[str, StandardPage]:
    """The legal pages below a home page of that language, by key; those that were moved or deleted are not in it."""
    found = {page.slug: page for page in StandardPage.objects.child_of(home)}
    return {key: found[slug(key, language)] for key in LEGAL if slug(key, language) in found}


def words_of(language: str) -> Callable[[Any], None]:
    """Fills a page, just copied into a further language, with the seeded words of it."""
    keys = {slug(key, default_language()): key for key in LEGAL}
    country = current_store().country

    def fill(page: Any) -> None:
        if isinstance(page, HomePage):
            page.body = titled(HOME_BODY, language)
        elif isinstance(page, CatalogPage):
            page.title = word("products", language)
        elif isinstance(page, BrandIndexPage):
            name_brand_index(page, language)
        elif isinstance(page, StandardPage) and page.slug in keys:
            key = keys[page.slug]
            page.title, page.slug = word(key, language, country=country), slug(key, language)
        elif isinstance(page, ContactPage):
            page.title = page.subject = word("contact", language)
            page.intro, page.thank_you_text = word("contact_intro", language), word("thanks", language)
            fields = list(page.form_fields.all())
            for field in fields:
                field.label = word(field.clean_name, language)
            page.form_fields = fields

    return fill
