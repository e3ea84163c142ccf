"""The demo stores' pages, menus, notices and settings, in every language."""

from collections.abc import Callable, Mapping
from typing import Any

from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from commerce.catalogue.models import CategoryPage
from sites.content.menus import Menu, Notice
from sites.content.pages import (
    ArticleIndexPage,
    ArticlePage,
    ContactField,
    ContactPage,
    FaqPage,
    HomePage,
    LandingPage,
    StandardPage,
)
from sites.content.settings import BrandTokens, StoreIdentity
from sites.content.translating import translate_page
from sites.provisioning.demo.apply.blocks import Blocks
from sites.provisioning.demo.apply.drawing import Drawing
from sites.provisioning.demo.apply.links import Links
from sites.provisioning.demo.apply.pictures import Pictures
from sites.provisioning.demo.data import DemoPages
from sites.provisioning.demo.data_pages import Articles, MenuItem, PlainPage
from sites.provisioning.seed.words import EMPTY, LEGAL, slug
from sites.tenants.context import current_store
from sites.tenants.languages import default_language

Fill = Callable[[Any, str], None]


class PageWriter:
    """Writes what a demo store says. Pages that the seed made (by slug) are filled, others are added."""

    def __init__(self, brand: str, data: DemoPages, pictures: Pictures, categories: dict[str, CategoryPage]) -> None:
        self.brand, self.data, self.pictures = brand, data, pictures
        self.home = HomePage.objects.get(locale=Locale.get_default())
        self.links = Links({}, categories)

    def write(self) -> None:
        """Everything. Pages first, since texts link to them; their bodies in a second pass."""
        self.write_settings()
        for page in self.data.pages:
            kind = LandingPage if page.type == "landing" else StandardPage
            self.links.pages[page.key] = self.ensure(kind, page.slug, titles(page.title), seeded=page.key)
        self.ensure(FaqPage, self.data.faq.slug, titles(self.data.faq.title))
        self.write_articles(self.data.articles)
        self.write_contact()
        for page in self.data.pages:
            self.each(self.links.pages[page.key], self.plain_filler(page))
        self.each(FaqPage.objects.get(locale=Locale.get_default()), self.fill_faq)
        self.each(self.home, self.fill_home)
        self.write_menus()
        self.write_notices()
        drop_unwritten()

    def blocks(self, language: str) -> Blocks:
        """The maker of blocks in a language."""
        return Blocks(self.brand, self.pictures, self.links, language)

    def ensure(self, kind: type[Page], slugs: Any, fill: Fill, parent: Any = None, seeded: str = "") -> Any:
        """The page of that kind and slug below `parent` (default: home), in every language, filled and published. `seeded`:
        the key by which the seed may have made it, under another slug.
        """
        language = default_language()
        above = parent or self.home
        known = (slugs[language], slug(seeded, language)) if seeded in LEGAL else (slugs[language],)
        page = kind.objects.child_of(above).filter(slug__in=known).first()
        if page is None:
            page = kind(slug=slugs[language], locale=Locale.get_default())
            fill(page, language)
            above.add_child(instance=page)
        self.each(page, lambda made, code: self._fill_with_slug(made, code, slugs, fill))
        return kind.objects.get(pk=page.pk)

    @staticmethod
    def _fill_with_slug(made: Any, code: str, slugs: Any, fill: Fill) -> None:
        made.slug = slugs[code]
        fill(made, code)

    def each(self, page: Any, fill: Fill) -> None:
        """Fill and publish a page in every language of the store."""
        for code in current_store().languages:
            locale = Locale.objects.get(language_code=code)
            made = page if page.locale_id == locale.pk else page.get_translation_or_none(locale)
            made = (made or translate_page(page, locale, fill=in_language(fill, code))).specific
            fill(made, code)
            made.draft_title = made.title
            made.save_revision().publish()

    def plain_filler(self, page: PlainPage) -> Fill:
        """Fills a standard or landing page."""

        def fill(made: Any, code: str) -> None:
            titled(made, page.title[code])
            made.intro = page.intro[code]
            made.search_description = page.search_description.get(code, "")
            made.body = self.blocks(code).body(page.body[code])

        return fill

    def fill_home(self, made: Any, code: str) -> None:
        """The home page."""
        home = self.data.home[code]
        titled(made, home.title)
        made.intro, made.seo_title, made.search_description = home.intro, home.seo_title, home.search_description
        made.body = self.blocks(code).body(home.body)

    def fill_faq(self, made: Any, code: str) -> None:
        """Questions and answers."""
        faq = self.data.faq
        titled(made, faq.title[code])
        made.intro = faq.intro[code]
        made.questions = [
            (
                "group",
                {
                    "title": group.title[code],
                    "entries": [{"question": e.question[code], "answer": RichText(e.answer[code])} for e in group.entries],
                },
            )
            for group in faq.groups
        ]

    def write_articles(self, articles: Articles) -> None:
        """The index and its articles."""

        def fill_index(made: Any, code: str) -> None:
            titled(made, articles.title[code])
            made.intro = articles.intro[code]

        index = self.ensure(ArticleIndexPage, articles.slug, fill_index)
        for article in articles.items:

            def fill(made: Any, code: str, article: Any = article) -> None:
                titled(made, article.title[code])
                made.date, made.author, made.intro = article.date, article.author, article.intro[code]
                made.image = self.pictures.subject(article.subject, title=article.title[code])
                made.body = self.blocks(code).body(article.body[code])

            self.ensure(ArticlePage, article.slug, fill, parent=index)

    def write_contact(self) -> None:
        """The contact form."""
        contact = self.data.contact
        page = ContactPage.objects.filter(locale=Locale.get_default()).first()

        def fill(made: Any, code: str) -> None:
            titled(made, contact.title[code])
            made.slug, made.intro = contact.slug[code], contact.intro[code]
            made.thank_you_text, made.subject, made.to_address = (
                contact.thank_you[code],
                contact.subject[code],
                contact.to_address,
            )
            ContactField.objects.filter(page=made.pk).delete()
            made.form_fields = [
                ContactField(
                    page=made,
                    sort_order=position,
                    label=field.label[code],
                    clean_name=f"field_{position}",
                    field_type=field.type,
                    required=field.required,
                    choices="\n".join(field.choices.get(code, ())),
                )
                for position, field in enumerate(contact.fields)
            ]

        self.each(page, fill)

    def write_settings(self) -> None:
        """Identity and brand."""
        identity, told = StoreIdentity.load(), self.data.identity
        for name in StoreIdentity._meta.get_fields():
            value = getattr(told, name.name, None)
            if value is not None:
                setattr(identity, name.name, "\n".join(value) if isinstance(value, tuple) else value)
        on_dark = 0 if self.brand == "connected-things" else 1
        identity.logo = self.pictures.image(Drawing("logo", self.brand, self.pictures.palette, on_dark), told.name)
        identity.favicon = self.pictures.image(Drawing("favicon", self.brand, self.pictures.palette), f"{told.name} icon")
        identity.save()
        brand = BrandTokens.load()
        for name in (
            "brand",
            "on_brand",
            "accent",
            "on_accent",
            "ink",
            "paper",
            "surface",
            "heading_font",
            "body_font",
            "radius",
        ):
            setattr(brand, name, getattr(self.data.brand, name))
        brand.save()

    def write_menus(self) -> None:
        """Main menu and footer in every language."""
        for code, menu in self.data.menu.items():
            locale = Locale.objects.get(language_code=code)
            for place, items, note in ((Menu.Place.MAIN, menu.main, ""), (Menu.Place.FOOTER, menu.footer, menu.note)):
                row = Menu.objects.get(place=place, locale=locale)
                row.items, row.note, row.live = [self.menu_item(item, code) for item in items], note, True
                row.save()
                row.save_revision().publish()

    def menu_item(self, item: MenuItem, code: str) -> tuple[str, dict[str, Any]]:
        """A link, or a group of links."""
        if not item.links:
            return "link", {"title": item.title, **self.links.target(item.link, code)}
        links = [{"title": link.title, **self.links.target(link.link, code)} for link in item.links]
        return "group", {"title": item.title, "page": self.links.page(item.link, code), "links": links}

    def write_notices(self) -> None:
        """Announcement and cookie notice in every language."""
        for code, text in self.data.notice.items():
            row = Notice.objects.get(locale=Locale.objects.get(language_code=code))
            row.announcement, row.announcement_link_text = text.announcement, text.link_text
            row.announcement_page = self.links.page(text.link, code)
            row.consent_text, row.consent_accept = text.consent_text, text.accept
            row.consent_page = self.links.page(text.consent_link, code)
            row.live = True
            row.save()
            row.save_revision().publish()


def in_language(fill: Fill, code: str) -> Callable[[Any], None]:
    """Fills a page in that language."""
    return lambda made: fill(made, code)


def titled(page: Any, title: str) -> None:
    """Give a page its title."""
    page.title = title


def titles(by_language: Mapping[str, str]) -> Fill:
    """Fills the title alone."""
    return lambda made, code: titled(made, by_language[code])


def drop_unwritten() -> None:
    """Pages of the seed for which this store has no words would ask shoppers to replace a text."""
    empty = StandardPage(body=[("rich_text", RichText(EMPTY))]).body.render_as_block()
    for page in StandardPage.objects.all():
        if page.body.render_as_block() == empty:
            page.delete()
