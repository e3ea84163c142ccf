"""What stands at which address of the store: pages, products, views."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from sites.content.suppliers import NoSupplier, supply
from sites.tenants.addresses import base_url
from sites.tenants.languages import language_of_path

# Names of the addresses that answer only after they have looked for something.
SEARCHING = ("wagtail_serve", "old-address")


class OtherHost(ValueError):
    """The address is not one of this store."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a redirect may lead: a page, with a route below it for a product; or, for a view and where there is a
    query, an address.
    """

    page_id: int | None = None
    route: str = ""
    link: str = ""


def path_of(address: str, *, hosts: Iterable[str]) -> str:
    """The path (with its query) of an address of this store, as redirects keep it: decoded, without the last slash.

    Raises OtherHost for another host or scheme, and for what is no address at all.
    """
    text = address.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError as broken:
        raise OtherHost(text) from broken
    if text.startswith("//") or (parts.scheme and parts.scheme not in {"http", "https"}) or (host and host not in set(hosts)):
        raise OtherHost(text)
    if not host and not text.startswith("/"):
        raise OtherHost(text)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return str(Redirect.normalise_path(path))


def places(paths: Iterable[str]) -> dict[str, Place]:
    """What answers at these paths (as `path_of` writes them) now; those where nothing does are left out. A fixed number of
    queries.
    """
    wanted = set(paths)
    found: dict[str, Place] = {}
    by_path = pages_by_path()
    bare = {path: path.partition("?")[0] for path in wanted}
    products = products_at(set(bare.values()) - set(by_path))
    for path in wanted:
        if path != bare[path] and (bare[path] in by_path or bare[path] in products):
            # What is chosen there stands in the query, which a redirect to a page cannot keep.
            found[path] = Place(link=f"{base_url()}{with_slash(path)}")
        elif bare[path] in by_path:
            found[path] = Place(page_id=by_path[bare[path]])
        elif bare[path] in products:
            page_id, route = products[bare[path]]
            found[path] = Place(page_id=page_id, route=route)
        elif is_view(bare[path]):
            found[path] = Place(link=f"{base_url()}{with_slash(path)}")
    return found


def pages_by_path() -> dict[str, int]:
    """The ids of the live pages by path."""
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    return {Redirect.normalise_path(unquote(page.url)): page.pk for page in pages.iterator(chunk_size=2000) if page.url}


def products_at(paths: set[str]) -> dict[str, tuple[int, str]]:
    """(page, route below it) of the products at these paths; nothing where there is no shop."""
    try:
        found: dict[str, tuple[int, str]] = supply("products at", paths)
    except NoSupplier:
        return {}
    return found


def is_view(path: str) -> bool:
    """Whether a view of the shop answers there, such as the search."""
    with translation.override(language_of_path(path)):
        try:
            match = resolve(with_slash(path))
        except Resolver404:
            return False
    return match.url_name not in SEARCHING and not path.startswith("/admin")


def with_slash(path: str) -> str:
    """The path as the shop's own addresses are: with a slash at the end, unless it is a file."""
    bare, mark, query = path.partition("?")
    ends = bare.endswith("/") or "." in bare.rpartition("/")[2]
    return f"{bare}{'' if ends else '/'}{mark}{query}"
