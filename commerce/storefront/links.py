"""Where things of the shop are, in the language of the page. Cached per store until something is published."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from commerce.catalogue.models import CatalogPage, CategoryPage, ProductCopy
from commerce.storefront.values import CategoryTile, Link
from sites.content.generation import cached
from sites.content.pages import HomePage
from sites.content.pictures import pictures_by_id


@dataclass(frozen=True, slots=True)
class ShopUrls:
    """The fixed addresses of a shop in one language."""

    home: str
    catalogue: str
    search: str
    suggest: str
    cart: str
    cart_badge: str
    cart_add: str
    checkout: str
    account: str


def active_language() -> str:
    """The code of the active language."""
    return translation.get_language() or "en"


def shop_urls() -> ShopUrls:
    """The addresses in the active language, cached."""
    found: ShopUrls = cached(f"urls.{active_language()}", _shop_urls, frame=True)
    return found


def _shop_urls() -> ShopUrls:
    language = active_language()
    catalogue = CatalogPage.objects.live().filter(locale__language_code=language).first()
    home = HomePage.objects.live().filter(locale__language_code=language).first()
    return ShopUrls(
        home=(home.url if home else "") or "/",
        catalogue=(catalogue.url if catalogue else "") or "/",
        search=reverse("search"),
        suggest=reverse("search-suggest"),
        cart=reverse("cart"),
        cart_badge=reverse("cart-badge"),
        cart_add=reverse("cart-add"),
        checkout=reverse("checkout"),
        account=reverse("account"),
    )


def product_url(slug: str) -> str:
    """The page of a product in the active language."""
    return f"{shop_urls().catalogue}{slug}/"


def copy_address(copy: ProductCopy) -> str | None:
    """The page of a product in the language of these words; None without a catalogue page in it."""
    with translation.override(copy.locale.language_code):
        page = CatalogPage.objects.live().filter(locale=copy.locale_id).first()
        return f"{page.url}{copy.slug}/" if page else None


def open_mount() -> str:
    """The path of the catalogue page in the active language; nothing where there is none, or it is restricted. Cached."""
    found: str = cached(f"open-mount.{active_language()}", _open_mount, frame=True)
    return found


def _open_mount() -> str:
    page = CatalogPage.objects.live().filter(locale=active_locale_id()).first()
    return (page.url or "") if page and not page.get_view_restrictions().exists() else ""


def may_see_catalogue(request: HttpRequest) -> bool:
    """Whether the catalogue is open to everyone, or its password was given, or the person belongs to it. No query when open."""
    if open_mount():
        return True
    page = CatalogPage.objects.live().filter(locale=active_locale_id()).first()
    return page is not None and all(lock.accept_request(request) for lock in page.get_view_restrictions())


def needs_catalogue(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: 404 for those who may not see the catalogue, whatever the view knows of its products."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_catalogue(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def locale_ids() -> dict[str, int]:
    """Locale ids by language code, cached."""
    found: dict[str, int] = cached("locales", lambda: dict(Locale.objects.values_list("language_code", "pk")), frame=True)
    return found


def active_locale_id() -> int:
    """The id of the active language's locale."""
    return locale_ids().get(active_language()) or next(iter(locale_ids().values()))


def tiles(pages: list[CategoryPage]) -> list[CategoryTile]:
    """Tiles of these categories, their pictures read together."""
    pictures = pictures_by_id(page.image_id for page in pages)
    return [CategoryTile(page.title, page.url or "", pictures.get(page.image_id or 0)) for page in pages]


def category_links() -> list[Link]:
    """The top categories in the active language, cached."""

    def read() -> list[Link]:
        mount = CatalogPage.objects.live().filter(locale=active_locale_id()).first()
        pages = CategoryPage.objects.child_of(mount).live() if mount else []
        return [Link(page.title, page.url or "") for page in pages]

    found: list[Link] = cached(f"categories.{active_language()}", read, frame=True)
    return found
