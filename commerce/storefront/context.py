"""The furniture of every page: name and logo, menus, notices, languages. Cached per store and language until published."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from commerce.storefront.found.feeds.addresses import articles_address
from commerce.storefront.found.openness import is_hidden
from commerce.storefront.languages import LazyLanguages
from commerce.storefront.links import active_language, shop_urls
from commerce.storefront.values import Link
from sites.content.blocks.links import is_safe_address
from sites.content.generation import cached
from sites.content.menus import Menu, Notice
from sites.content.networks import network_name
from sites.content.pictures import Picture, picture_of, ready_url
from sites.content.settings import BrandTokens, StoreIdentity
from sites.tenants.context import active_store, current_store
from sites.tenants.languages import default_language
from sites.tenants.theming import theme_colours

LOGO_WIDTHS = (240, 480)
MAIL_COLOURS = ("brand", "on_brand", "accent", "on_accent")
FAVICON = "fill-180x180|format-png"


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One entry of the main menu."""

    title: str
    url: str
    current: bool
    children: list["MenuLink"]


@dataclass(frozen=True, slots=True)
class FooterColumn:
    """A heading with links."""

    title: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class FooterView:
    """The footer."""

    columns: list[FooterColumn]
    note: SafeString


@dataclass(frozen=True, slots=True)
class Announcement:
    """The bar above the header."""

    text: str
    url: str
    link_text: str


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The cookie notice."""

    text: str
    accept: str
    policy_url: str


@dataclass(frozen=True, slots=True)
class ShopView:
    """Who the store is."""

    name: str
    tagline: str
    theme: str
    logo: Picture | None
    favicon_url: str
    social: list[Link]
    legal_entity: str
    vat_number: str
    company_number: str
    address_lines: list[str]
    email: str
    phone: str
    currency: str
    prices_include_tax: bool
    tokens_css: SafeString
    colours: dict[str, str]
    # Whether the whole store asks not to be indexed; where its articles can be subscribed to, empty where there are none.
    is_hidden: bool = False
    articles_feed: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """All of it."""

    shop: ShopView
    menu: list[MenuLink]
    footer: FooterView
    announcement: Announcement | None
    consent: ConsentView | None


def shop(request: HttpRequest) -> dict[str, Any]:
    """Context processor; nothing on the platform host and in the admin."""
    if not active_store() or request.path.startswith("/admin/"):
        return {}
    shown, urls = furniture(), shop_urls()
    menu = [with_current(link, request.path, home=urls.home) for link in shown.menu]
    return {
        "shop": shown.shop,
        "menu": menu,
        "menu_state": "".join(f"{link.current:d}{''.join(f'{child.current:d}' for child in link.children)}" for link in menu),
        "footer": shown.footer,
        "announcement": shown.announcement,
        "consent": shown.consent,
        "urls": urls,
        "languages": LazyLanguages(request),
    }


def furniture() -> Furniture:
    """The furniture in the active language, cached."""
    found: Furniture = cached(f"furniture.{active_language()}", build_furniture, frame=True)
    return found


def build_furniture() -> Furniture:
    """Read everything once."""
    notice = _in_language(Notice)
    footer = _in_language(Menu, place=Menu.Place.FOOTER)
    main = _in_language(Menu, place=Menu.Place.MAIN)
    return Furniture(
        shop=shop_view(),
        menu=menu_links(main),
        footer=FooterView(footer_columns(footer), rich(footer.note) if footer else mark_safe("")),
        announcement=_announcement(notice),
        consent=_consent(notice),
    )


def _in_language(model: Any, **which: Any) -> Any:
    """The live row in the active language, else in the store's default."""
    rows = {row.locale.language_code: row for row in model.objects.filter(live=True, **which).select_related("locale")}
    return rows.get(active_language()) or rows.get(default_language())


def shop_view() -> ShopView:
    """The store's identity and brand."""
    store, identity, brand = current_store(), as_set(StoreIdentity), as_set(BrandTokens)
    icon, of_theme = identity.favicon, theme_colours(store.theme)
    return ShopView(
        name=identity.name or store.name,
        tagline=identity.tagline,
        theme=store.theme,
        logo=picture_of(identity.logo, alt=identity.name or store.name, widths=LOGO_WIDTHS),
        favicon_url=ready_url(icon, FAVICON),
        social=[Link(network_name(url), url) for url in map(str.strip, identity.social_links.splitlines()) if url],
        legal_entity=identity.legal_entity,
        vat_number=identity.vat_number,
        company_number=identity.company_number,
        address_lines=identity.address_lines,
        email=identity.email,
        phone=identity.phone,
        currency=store.currency,
        prices_include_tax=store.tax_display == store.Tax.INCLUDED,
        tokens_css=mark_safe(brand.css()),  # noqa: S308 - validated values, see BrandTokens
        # A mail has no style sheet to take the theme's from.
        colours={name: getattr(brand, name) or of_theme.get(name.replace("_", "-"), "") for name in MAIL_COLOURS},
        is_hidden=is_hidden(),
        articles_feed=articles_address(active_language()),
    )


def as_set(model: Any) -> Any:
    """The row of a setting; an empty one while editors have set nothing. Never makes a row: looking changes nothing."""
    return model.objects.first() or model()


def menu_links(menu: Menu | None) -> list[MenuLink]:
    """Links and groups of the main menu; a link whose page is not live is left out."""
    links: list[MenuLink] = []
    for child in menu.items if menu else []:
        if child.block_type == "link" and is_safe_address(child.value.href):
            links.append(MenuLink(child.value.text, child.value.href, current=False, children=[]))
        elif child.block_type == "group":
            page = child.value.get("page")
            below = [MenuLink(link.title, link.url, current=False, children=[]) for link in _links(child.value["links"])]
            links.append(
                MenuLink(child.value["title"], (page.url or "") if page and page.live else "", current=False, children=below)
            )
    return links


def footer_columns(menu: Menu | None) -> list[FooterColumn]:
    """Groups as columns; loose links together in one without a heading."""
    columns: list[FooterColumn] = []
    loose: list[Link] = []
    for child in menu.items if menu else []:
        if child.block_type == "group":
            columns.append(FooterColumn(child.value["title"], _links(child.value["links"])))
        else:
            loose += _links([child.value])
    return [*columns, FooterColumn("", loose)] if loose else columns


def _links(values: Any) -> list[Link]:
    return [Link(value.text, value.href) for value in values if is_safe_address(value.href)]


def rich(html: str) -> SafeString:
    """Rich text as it is shown: links to pages become addresses. Wagtail has cleaned it when it was saved."""
    return mark_safe(expand_db_html(html))  # noqa: S308 - cleaned by the editor's white list


def _announcement(notice: Notice | None) -> Announcement | None:
    if notice is None or not notice.announcement:
        return None
    page = notice.announcement_page
    return Announcement(notice.announcement, (page.url or "") if page else "", notice.announcement_link_text)


def _consent(notice: Notice | None) -> ConsentView | None:
    if notice is None or not notice.consent_text:
        return None
    page = notice.consent_page
    return ConsentView(notice.consent_text, notice.consent_accept, (page.url or "") if page else "")


def with_current(link: MenuLink, path: str, *, home: str = "/") -> MenuLink:
    """The link, marked when it leads to this page or above it; a link to the home page only on the home page."""
    children = [with_current(child, path, home=home) for child in link.children]
    current = path == link.url if link.url in {"/", home} else bool(link.url) and path.startswith(link.url)
    return MenuLink(link.title, link.url, current or any(child.current for child in children), children)
