"""Each request is given its store first of all; Wagtail's middleware stands aside where there is none."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import set_urlconf
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from sites.tenants.clock import on_store_clock
from sites.tenants.connections import connection
from sites.tenants.context import active_store, in_store
from sites.tenants.hosts import find_store, normalise_host
from sites.tenants.models import Store

Answer = Callable[[HttpRequest], HttpResponse]


class StoreMiddleware:
    """Host -> store -> schema and addresses. Unknown host: 404. A store that is not live: a friendly 503 (410 once archived)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the store."""
        # A preview runs the whole chain again inside a request: what was active comes back afterwards.
        before = connection.tenant
        try:
            return self.answer(request)
        finally:
            connection.set_tenant(before)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Enter the store of the request's host, or the platform, and pass the request on."""
        try:
            host = normalise_host(request.get_host())
        except DisallowedHost:
            return self.refuse()
        if host in settings.PLATFORM_HOSTS:
            connection.set_schema_to_public()
            self.route(request, settings.PUBLIC_SCHEMA_URLCONF)
            return self.get_response(request)
        store = find_store(host)
        if store is None:
            return self.refuse()
        if store.status != Store.Status.LIVE:
            return self.refuse_closed(request, store)
        request.tenant = store  # type: ignore[attr-defined]
        connection.set_tenant(store)
        self.route(request, settings.ROOT_URLCONF)
        return keep_stream_in_store(self.get_response(request), store)

    @staticmethod
    def route(request: HttpRequest, urlconf: str) -> None:
        """Answer with the addresses of a store, or of the platform."""
        request.urlconf = urlconf  # type: ignore[assignment]
        set_urlconf(urlconf)

    @staticmethod
    def refuse() -> HttpResponse:
        """A page of the platform that tells nothing of any store."""
        connection.set_schema_to_public()
        with translation.override(settings.LANGUAGE_CODE):
            html = render_to_string("platform/unknown_host.html")
        return HttpResponse(html, status=404, headers={"Cache-Control": "no-store"})

    @staticmethod
    def refuse_closed(request: HttpRequest, store: Store) -> HttpResponse:
        """The page of a store that is not open, in its theme and in a language of its shoppers. It asks the database for nothing:
        the store may not have its tables yet.
        """
        connection.set_tenant(store)
        with translation.override(language_of_closed(store, request.path_info)):
            html = render_to_string("shop/errors/503.html", {"store": store})
        response = HttpResponse(html, status=503, headers={"Cache-Control": "no-store"})
        if store.status == Store.Status.ARCHIVED:
            response.status_code = 410
        else:
            response["Retry-After"] = "600"
        return response


def language_of_closed(store: Store, path: str) -> str:
    """The language whose prefix the address has, as far as the platform knows without going into the store; else its default."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in store.languages else store.default_language


def keep_stream_in_store(response: Any, store: Store) -> Any:
    """A streamed body (an export, the sitemap) is read after the request has left its store: each piece is made inside it."""
    # A file was opened inside the store already, and the server may send it without us.
    if getattr(response, "streaming", False) and not response.is_async and not isinstance(response, FileResponse):
        response.streaming_content = pieces_in_store(response.streaming_content, store)
    return response


def pieces_in_store(pieces: Iterable[bytes], store: Store) -> Iterator[bytes]:
    """The pieces, each made in `store`; between them the connection is whose it was."""
    waiting = iter(pieces)
    while True:
        with in_store(store), on_store_clock():
            piece = next(waiting, None)
        if piece is None:
            return
        yield piece


class StoreRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, only where there is a store: on the platform host there is no table of them."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Look for a redirect on a 404 of a store. What is asked of a page, such as a filter of a category, is asked of it at its new
        address too.
        """
        if active_store() is None:
            return response
        found = super().process_response(request, response)
        if found is not response:
            found["Location"] = with_query(request, found["Location"])
        return found


def redirect_from(request: HttpRequest) -> Redirect | None:
    """The redirect that staff, or a renamed page, have left at the address asked for, with or without its query."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return get_redirect(request, path) or get_redirect(request, path.partition("?")[0])


def with_query(request: HttpRequest, location: str) -> str:
    """Where a redirect leads, with the query of the request, unless the redirect is one of this very query, has a query of its own,
    or leads away.
    """
    query, host = request.META.get("QUERY_STRING", ""), urlsplit(location).netloc
    if not query or "?" in location or host not in ("", request.get_host()):
        return location
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return location if get_redirect(request, whole) else f"{location}?{query}"
