"""The shop and the bare views behind one server: `gunicorn bench.server`. Addresses below /bare/ are the bare ones."""

from typing import Any

from sites.wsgi import application as shop

# isort: split
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings


class BareAddresses:
    """Middleware: the addresses of `bench.bare` for this request alone."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Answer with them."""
        request.urlconf = "bench.bare"
        return self.get_response(request)


# The bare views get what the shop cannot do without either: the store whose tables are meant.
with override_settings(MIDDLEWARE=["sites.tenants.middleware.StoreMiddleware", "bench.server.BareAddresses"]):
    bare = WSGIHandler()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """One request."""
    handler = bare if environ.get("PATH_INFO", "").startswith("/bare/") else shop
    return handler(environ, start_response)
