"""Whole pages, kept for shoppers who are nobody in particular.

A view that shows the same to everyone says so (`keep_page`). Its answer is kept with the store's generation: one look into
the cache brings both the page and the present number, and a page of an earlier number is as good as none. Rules and
figures: docs/page-cache.md.
"""

import gzip
import hashlib
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from sites.content.generation import KEY as GENERATION
from sites.content.generation import generation, one_generation
from sites.content.moments import pass_moments, seconds_until_next
from sites.tenants.context import active_store, current_store
from sites.tenants.near import Near

logger = logging.getLogger(__name__)

SECONDS = 600
# Where somebody came from, not what they want to see: never part of the key.
TRACKING = re.compile(r"^(utm_[a-z]+|gclid|gbraid|wbraid|fbclid|msclkid|mc_[a-z]+|_ga|ref)$")
# Longer questions are answered, and not kept: nobody asks them twice.
MOST_LETTERS, MOST_PARAMETERS = 400, 8
ATTRIBUTE = "kept_for"
# One request makes a page, those that want it meanwhile wait for it. Should the maker die, others wait no longer than this.
MAKING_SECONDS = 10
PATIENCE, PAUSE = 5.0, 0.01
# What turned out not to be kept is made for each who asks, without waiting; so long is that remembered.
NOT_KEPT_SECONDS = 60
RENEWED = ("Cache-Control", "Content-Language", "Vary")
# By (store code, name of the page).
_not_kept = Near(most=5000)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it lies in the cache: compressed once, sent many times."""

    generation: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str


def keep_page(response: HttpResponse, *, seconds: int = SECONDS) -> HttpResponse:
    """Say that this answer is the same for every shopper without a session, for so long at most.

    Never for an answer that sets a cookie, holds a form token, or depends on a cookie.
    """
    before = getattr(response, ATTRIBUTE, None)
    setattr(response, ATTRIBUTE, seconds if before is None else min(seconds, before))
    return response


class PageCacheMiddleware:
    """Answers with a kept page where there is one; keeps those that views say may be kept. Stands right inside the store's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from the cache, or else as ever."""
        if not active_store():
            return self.get_response(request)
        key = key_of(request)
        if key is None:
            with one_generation():
                return for_one_person(self.get_response(request))
        found = cache.get_many([GENERATION, key])
        page = found.get(key)
        if page is not None and page.generation == found.get(GENERATION):
            return answer(page, request)
        # Read before the page is made: a change in the meantime must not find the old page under its number.
        number = found.get(GENERATION) or generation()
        place = current_store().code, key
        if _not_kept.get(place):
            return self.make(request, key, number)
        maker = f"{key}.making"
        if not cache.add(maker, 1, MAKING_SECONDS):
            page = wait_for_page(key, maker)
            # The number may have moved while it waited.
            return self.make(request, key, generation()) if page is None else answer(page, request)
        try:
            response = self.make(request, key, number)
        finally:
            cache.delete(maker)
        if "ETag" not in response:
            _not_kept.set(place, value=True, seconds=NOT_KEPT_SECONDS)
        return response

    def make(self, request: HttpRequest, key: str, number: int) -> HttpResponse:
        """The answer made anew, and kept if it may be."""
        with one_generation(number):
            if pass_moments():
                number = generation()
            response = self.get_response(request)
            return keep(response, request, key, number)


def wait_for_page(key: str, maker: str) -> Kept | None:
    """The page that another request is making; None where that one has ended without a page to keep, or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = cache.get_many([GENERATION, key, maker])
        page: Kept | None = found.get(key)
        if page is not None and page.generation == found.get(GENERATION):
            return page
        if maker not in found:
            return None
        time.sleep(PAUSE)
    return None


def for_one_person(response: HttpResponse) -> HttpResponse:
    """A page that was made for somebody with a session: no cache between here and there may give it to others."""
    if response.get("Content-Type", "").startswith("text/html"):
        response.setdefault("Cache-Control", "private, no-cache")
    return response


def key_of(request: HttpRequest) -> str | None:
    """The name of the page that is asked for; None where the answer may be for one person, or is not worth keeping."""
    if request.method != "GET" or not settings.PAGE_CACHE or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MOST_LETTERS:
        return None
    parameters = sorted(pair for pair in parse_qsl(query, keep_blank_values=True) if not TRACKING.match(pair[0]))
    if len(parameters) > MOST_PARAMETERS:
        return None
    meta = request.META
    part = "|".join(
        meta.get(name, "")[:60] for name in ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_HISTORY_RESTORE_REQUEST")
    )
    whole = f"{settings.RELEASE} {request.scheme}://{request.get_host()}{request.path}?{urlencode(parameters)}#{part}"
    return f"uplink.page.{hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()}"


def keep(response: HttpResponse, request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Keep the answer if it may be, and give it in the shape in which it will be given again."""
    seconds = getattr(response, ATTRIBUTE, 0)
    if not seconds or response.status_code != 200 or response.streaming:
        return response
    if response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        logger.warning("%s is said to be the same for all, but sets a cookie or holds a form token: not kept", request.path)
        return response
    page = kept(response, number)
    if left := seconds_until_next(most=seconds):
        cache.set(key, page, left)
    return answer(page, request)


def kept(response: HttpResponse, number: int) -> Kept:
    """The answer as it is kept. Browsers may keep it too, and ask each time whether it is still so."""
    patch_vary_headers(response, ["Accept-Encoding", "HX-Request", "HX-Target"])
    response["Cache-Control"] = for_all()
    tag = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in {"content-length", "etag"})
    return Kept(number, gzip.compress(response.content, compresslevel=6, mtime=0), headers, tag)


def for_all() -> str:
    """What a page that is the same for all says to browsers and to a CDN (docs/page-cache.md)."""
    seconds = settings.CDN_SECONDS
    return f"public, max-age=0, must-revalidate, s-maxage={seconds}" if seconds else "public, no-cache"


def answer(page: Kept, request: HttpRequest) -> HttpResponse:
    """The kept page; "not modified" to whoever has it already, with the headers that a cache renews (RFC 9110, 15.4.5)."""
    if is_known(page.tag, request.META.get("HTTP_IF_NONE_MATCH", "")):
        unchanged = HttpResponseNotModified(headers={name: value for name, value in page.headers if name in RENEWED})
        unchanged["ETag"] = page.tag
        return unchanged
    zipped = accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.body if zipped else gzip.decompress(page.body)
    response = HttpResponse(body, headers=dict(page.headers))
    response["ETag"] = page.tag
    response["Content-Length"] = str(len(body))
    if zipped:
        response["Content-Encoding"] = "gzip"
    return response


def is_known(tag: str, header: str) -> bool:
    """Whether `If-None-Match` names this tag, alone or among others, as weak or as strong."""
    return bool(header) and any(
        each == "*" or each.removeprefix("W/") == tag.removeprefix("W/") for each in parse_etags(header)
    )


def accepts_gzip(header: str) -> bool:
    """Whether the browser unpacks gzip; `gzip;q=0` says no."""
    return "gzip" in header and not re.search(r"gzip\s*;\s*q=0(?![.\d]*[1-9])", header)
