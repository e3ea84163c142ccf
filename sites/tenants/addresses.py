"""Where a store is found: absolute addresses for e-mails, sitemaps and the admin's links."""

from urllib.parse import urljoin

from django.conf import settings

from sites.tenants.context import current_store
from sites.tenants.models import Store

DEFAULT_PORTS = {"http": 80, "https": 443}


def base_url(store: Store | None = None) -> str:
    """`https://shop.example.com`, of the store given or the active one, without a trailing slash."""
    return f"{settings.STORE_SCHEME}://{(store or current_store()).primary_host}{port_suffix()}"


def own_address(path: str) -> str:
    """A path of the active store below its primary host, whichever of its hosts was asked; what is absolute stays as it is."""
    return urljoin(f"{base_url()}/", path)


def platform_url() -> str:
    """The operators' address, without a trailing slash."""
    return f"{settings.STORE_SCHEME}://{settings.PLATFORM_HOSTS[0]}{port_suffix()}"


def port_suffix() -> str:
    """`:8000` where the port is not the scheme's own, else nothing."""
    return "" if DEFAULT_PORTS[settings.STORE_SCHEME] == settings.STORE_PORT else f":{settings.STORE_PORT}"
