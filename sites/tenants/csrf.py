"""A CSRF cookie that names its store: Django's is a bare secret, good at any host it is planted on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from sites.tenants.signing import sign, unsign


class StoreCsrfMiddleware(CsrfViewMiddleware):
    """Signs the cookie for this store; a cookie of another store counts as none."""

    def _get_secret(self, request: HttpRequest) -> str | None:
        signed = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
        if signed is None:
            return None
        secret = unsign(signed, purpose="csrf")
        if secret is None:
            return None
        request.COOKIES[settings.CSRF_COOKIE_NAME] = secret
        try:
            return super()._get_secret(request)  # type: ignore[misc, no-any-return]
        finally:
            request.COOKIES[settings.CSRF_COOKIE_NAME] = signed

    def _set_csrf_cookie(self, request: HttpRequest, response: HttpResponse) -> None:
        secret = request.META["CSRF_COOKIE"]
        request.META["CSRF_COOKIE"] = sign(secret, purpose="csrf")
        try:
            super()._set_csrf_cookie(request, response)  # type: ignore[misc]
        finally:
            request.META["CSRF_COOKIE"] = secret
