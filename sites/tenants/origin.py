"""Forms on pages that are the same for everyone: guarded by where a request comes from, because they can hold no token.

The rule is that of the Fetch Metadata specification (https://www.w3.org/TR/fetch-metadata/): every browser says whether a
request comes from a page of the same origin; those too old for it name the origin. Whoever says neither is no browser,
and has no cookies of anybody to misuse.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
REASON = "The form was sent from another site."


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a page of this very host sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if origin is None:
        return True
    sent_from = urlsplit(origin)
    return (sent_from.scheme, sent_from.netloc) == (request.scheme, request.get_host())


def guarded_by_origin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: a form sent to this view needs no token, and must come from a page of this store. Else 403 with the page
    that says so.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE and not is_same_origin(request):
            return refuse(request)
        return view(request, *args, **kwargs)

    return guarded


def refuse(request: HttpRequest) -> HttpResponse:
    """The store's own page for a form that cannot be trusted."""
    response: HttpResponse = import_string(settings.CSRF_FAILURE_VIEW)(request, reason=REASON)
    return response
