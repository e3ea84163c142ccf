"""Who votes: a browser under a random name, and a request that comes from our own page."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from commerce.kernel.limits import too_often
from sites.tenants.signing import sign, unsign
from sites.tenants.visitors import client_address

COOKIE, PURPOSE = "voter", "voter"
LIFETIME = timedelta(days=365)
TEXTS, VOTES, PER_SECONDS = 10, 60, 3600


def voter_of(request: HttpRequest) -> str:
    """The name in the cookie; a new one where there is none of this store."""
    return unsign(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE) or secrets.token_hex(16)


def remember_voter(response: HttpResponse, voter: str, *, secure: bool) -> None:
    """Let the browser be known again, for this store alone."""
    seconds = int(LIFETIME.total_seconds())
    signed = sign(voter, purpose=PURPOSE)
    response.set_cookie(COOKIE, signed, max_age=seconds, httponly=True, samesite="Lax", secure=secure)


def is_from_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this host sent the form: pages that are the same for all hold no token."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def too_many(request: HttpRequest, *, what: str, limit: int) -> bool:
    """Count this one; whether there were too many from this address within the hour."""
    return too_often(f"reviews.{what}.{client_address(request)}", most=limit, seconds=PER_SECONDS)
