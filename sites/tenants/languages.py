"""The languages one store speaks, and the address prefix that tells them apart.

Settings hold the superset; a store's `Locale` rows are what it speaks. Its default language has no prefix
(`/products/`), the others have theirs (`/de/products/`).
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from wagtail.models import Locale

from sites.tenants.context import active_store, current_store
from sites.tenants.near import Near

CACHE_KEY = "uplink.languages"
NEAR_FOR = 2.0
_near = Near(most=2000)


def default_language() -> str:
    """The active store's own default language; the platform's where there is no store."""
    store = active_store()
    return store.default_language if store else settings.LANGUAGE_CODE


def spoken_languages() -> list[str]:
    """Codes of the active store's locales, the default one first; cached."""
    code = current_store().code
    codes = _near.get(code)
    if codes is None:
        codes = cache.get(CACHE_KEY)
        if codes is None:
            default = default_language()
            codes = sorted(Locale.objects.values_list("language_code", flat=True), key=lambda code: (code != default, code))
            cache.set(CACHE_KEY, codes, 3600)
        _near.set(code, codes, seconds=NEAR_FOR)
    return list(codes)


class StoreLocalePrefix(LocalePrefixPattern):
    """As Django's, but the language without a prefix is the store's default one, not the settings'."""

    @property
    def language_prefix(self) -> str:
        """`de/`, or nothing for the default language."""
        code = translation.get_language() or default_language()
        return "" if code == default_language() else f"{code}/"


def store_i18n_patterns(*patterns: Any) -> list[URLResolver]:
    """Django's `i18n_patterns` with `StoreLocalePrefix`."""
    return [URLResolver(StoreLocalePrefix(), list(patterns))]


class StoreLanguageMiddleware:
    """The address decides the language, nothing else does: so that a page can be cached and linked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the address."""
        code = language_of_path(request.path_info) if active_store() else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", code)
            return response


def language_of_path(path: str) -> str:
    """The language whose prefix `path` starts with, if the store speaks it, else the store's default."""
    first = path.lstrip("/").partition("/")[0]
    default = default_language()
    if first and first != default and first in settings.LANGUAGE_CODES and first in spoken_languages():
        return first
    return default


def _forget(**_kwargs: Any) -> None:
    if store := active_store():
        _near.forget(store.code)
        cache.delete(CACHE_KEY)


post_save.connect(_forget, sender=Locale, dispatch_uid="uplink-languages-save")
post_delete.connect(_forget, sender=Locale, dispatch_uid="uplink-languages-delete")
