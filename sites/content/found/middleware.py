"""Stands right outside Wagtail's redirects: what is still not found there was asked for in vain."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sites.content.found.missed import note
from sites.tenants.context import active_store


class MissedAddressMiddleware:
    """Notes addresses of a store that answer 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note."""
        response = self.get_response(request)
        if response.status_code == 404 and active_store():
            note(request, at=timezone.now())
        return response
