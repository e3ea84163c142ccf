"""Serving pages without walking the tree each time.

Wagtail asks the database twice for each level of the address. Where an address has led to a page once, that is remembered
until something is published, moved, restricted or deleted. A page with a password or a log-in is never remembered: Wagtail
asks for it in a hook that the short way leaves out.
"""

from collections.abc import Hashable
from copy import copy
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail import hooks
from wagtail.views import serve as wagtail_serve

from sites.content.generation import frame_of
from sites.content.page_cache import keep_page
from sites.content.suppliers import supply
from sites.tenants.context import current_store
from sites.tenants.near import Near

HOUR, MINUTE = 3600, 60
# By (store code, frame, language, path): the page, and whether it is the same for all; nothing where no page is remembered.
_near = Near(most=500)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at `path`; what Wagtail would serve, or the product page that the shop knows to be there."""
    code, language = current_store().code, translation.get_language()
    number = frame_of(code)
    place = code, number, language, path
    key = f"uplink.route.{number}.{language}.{path}"
    known = _near.get(place)
    if known is None:
        known = remembered(key) or ()
        _near.set(place, known, seconds=MINUTE)
    if not known:
        return direct_answer(request, path) or served_by_wagtail(request, path, key, place)
    # Each request has a page of its own: what it notes on it is nobody else's business.
    page, same_for_all = copy(known[0]), known[1]
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, [], {})
        if isinstance(answer, HttpResponse):
            return answer
    response: HttpResponse = page.serve(request)
    return keep_page(response) if same_for_all else response


def remembered(key: str) -> tuple[Any, bool] | None:
    """The live page to which an address has led before, and whether it is the same for all. One query."""
    known = cache.get(key)
    if known is None:
        return None
    page = apps.get_model(known[0])._default_manager.select_related("locale").filter(pk=known[1], live=True).first()
    return None if page is None else (page, known[2])


def direct_answer(request: HttpRequest, path: str) -> HttpResponse | None:
    """What the shop serves at an address without a page of its own, to everyone; None where it knows nothing of it."""
    answer: HttpResponse | None = supply("direct answer", request, path)
    return keep_page(answer) if answer else None


def served_by_wagtail(request: HttpRequest, path: str, key: str, place: Hashable) -> HttpResponse:
    """Let Wagtail find the page, and remember which it was."""
    response: HttpResponse = wagtail_serve(request, path)
    found = getattr(request, "_wagtail_route_for_request", None)
    if found and response.status_code == 200 and is_plain(found.args, found.kwargs) and is_open(found.page):
        same_for_all = bool(getattr(found.page, "is_same_for_all", False))
        cache.set(key, (type(found.page)._meta.label, found.page.pk, same_for_all), HOUR)
        _near.forget(place)
        return keep_page(response) if same_for_all else response
    return response


def is_open(page: Any) -> bool:
    """Whether neither the page nor one above it asks who is there."""
    return not page.get_view_restrictions().exists()


def is_plain(args: Any, kwargs: Any) -> bool:
    """Whether the address is the page's own, not one of its routes."""
    if kwargs:
        return False
    return not args or (getattr(args[0], "__name__", "") == "index_route" and not any(args[1:]))
