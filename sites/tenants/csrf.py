"""A CSRF cookie that names its store: Django's is a bare secret, good at any host it is planted on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from sites.tenants.signing import sign, unsign

_read = CsrfViewMiddleware._get_secret  # type: ignore[attr-defined]
_write = CsrfViewMiddleware._set_csrf_cookie  # type: ignore[attr-defined]
PURPOSE = "csrf"


def read_secret(middleware: CsrfViewMiddleware, request: HttpRequest) -> str | None:
    """The secret of this store's cookie; a cookie of another store counts as none."""
    signed = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    secret = unsign(signed, purpose=PURPOSE) if signed else None
    if secret is None:
        return None
    request.COOKIES[settings.CSRF_COOKIE_NAME] = secret
    try:
        found: str | None = _read(middleware, request)
        return found
    finally:
        request.COOKIES[settings.CSRF_COOKIE_NAME] = signed or ""


def write_secret(middleware: CsrfViewMiddleware, request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie, signed for this store."""
    secret = request.META["CSRF_COOKIE"]
    request.META["CSRF_COOKIE"] = sign(secret, purpose=PURPOSE)
    try:
        _write(middleware, request, response)
    finally:
        request.META["CSRF_COOKIE"] = secret


def sign_csrf_cookies_per_store() -> None:
    """Change Django's middleware itself: views such as log-in bring it again as a decorator."""
    middleware: Any = CsrfViewMiddleware
    middleware._get_secret, middleware._set_csrf_cookie = read_secret, write_secret
