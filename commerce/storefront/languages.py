"""The language links of a page: where it is in each of them, with what is chosen on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info

from commerce.storefront.links import active_language
from sites.tenants.languages import default_language, spoken_languages

# Pages that are no editor's: the same address in each language, behind its prefix.
SAME_EVERYWHERE = frozenset({"account", "cart", "checkout", "compare", "list-shared", "lists", "order", "recent", "search"})
# What else an address says there that is the same in every language.
KEPT_IN_EVERY_LANGUAGE = {"search": "q", "compare": "ids"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A page in another language."""

    code: str
    name: str
    url: str
    current: bool


class LazyLanguages:
    """The language links of a page, worked out when the template asks: its head knows where else the page is."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __iter__(self) -> Iterator[LanguageLink]:
        return iter(language_links(self.request))

    def __len__(self) -> int:
        return len(spoken_languages())


def carry_over(request: HttpRequest, queries: Mapping[str, str]) -> None:
    """Say what the page's address ends in, from the question mark on, in each language: what is chosen on it goes with whoever
    changes the language. Whatever else the address says stays behind.
    """
    request.carried_over = queries  # type: ignore[attr-defined]


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """Each language of the store: this page in it where there is one (`request.alternates`), else its home page."""
    queries: Mapping[str, str] = getattr(request, "carried_over", {})
    paths = {code: urlsplit(url).path for code, url in getattr(request, "alternates", ())}
    here = own_pages(request) | {code: path + queries.get(code, "") for code, path in paths.items()}
    names = dict(settings.LANGUAGES)
    links = []
    for code in spoken_languages():
        home = "/" if code == default_language() else f"/{code}/"
        links.append(LanguageLink(code, native_name(code, names), here.get(code, home), code == active_language()))
    return links


def own_pages(request: HttpRequest) -> dict[str, str]:
    """Where the shop's own page that is asked for, such as the cart, is in each language; empty for pages of editors."""
    match = request.resolver_match
    if match is None or match.view_name not in SAME_EVERYWHERE or request.method != "GET":
        return {}
    prefix = "/" if active_language() == default_language() else f"/{active_language()}/"
    rest = request.path.removeprefix(prefix)
    name = KEPT_IN_EVERY_LANGUAGE.get(match.view_name, "")
    words = f"?{urlencode({name: request.GET[name]}, safe=',')}" if name and request.GET.get(name) else ""
    queries: Mapping[str, str] = getattr(request, "carried_over", {})
    return {
        code: ("/" if code == default_language() else f"/{code}/") + rest + queries.get(code, words)
        for code in spoken_languages()
    }


def native_name(code: str, names: dict[str, Any]) -> str:
    """`Deutsch` for `de`: a language is offered in its own words."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return str(names.get(code, code))
