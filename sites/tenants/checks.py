"""What must hold before the first request: server version, key functions, themes, app lists."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from sites.tenants.db.pooler import SENTENCE, refuse_forgetful_pooler
from sites.tenants.theming import PLATFORM, installed_themes, stray_templates

REQUIRED_SERVER = 180000


def refuse_unfit_server(connection: Any, **_kwargs: Any) -> None:
    """Raise ImproperlyConfigured where stores could not be kept apart, and leave no connection on which to go on all the same."""
    try:
        refuse_old_server(connection)
        refuse_forgetful_pooler(connection)
    except ImproperlyConfigured:
        connection.close()
        raise


def refuse_old_server(connection: Any) -> None:
    """Raise ImproperlyConfigured on PostgreSQL older than 18, which does not report search_path to a pooler."""
    found = connection.connection.info.server_version
    if found < REQUIRED_SERVER:
        raise ImproperlyConfigured(
            f"Uplink needs PostgreSQL 18 or newer; the server at DATABASE_URL is version {found // 10000}."
        )
    if connection.connection.info.parameter_status("search_path") is None:
        raise ImproperlyConfigured(SENTENCE)


@register()
def check_cache_keys(**_kwargs: Any) -> list[Error]:
    """Every cache alias needs a key function that names the store."""
    return [
        Error(f"The cache alias {alias!r} has no KEY_FUNCTION of sites.tenants.cache.", id="uplink.E001")
        for alias, conf in settings.CACHES.items()
        if not str(conf.get("KEY_FUNCTION", "")).startswith("sites.tenants.cache.")
    ]


@register()
def check_themes(**_kwargs: Any) -> list[Error]:
    """A theme may only bring templates below shop/."""
    return [
        Error(f"The theme {theme.name!r} brings {name!r}: only shop/… is a theme's.", id="uplink.E002")
        for theme in installed_themes().values()
        if theme.name != PLATFORM
        for name in stray_templates(theme)
    ]


@register()
def check_sites_framework(**_kwargs: Any) -> list[Error]:
    """django.contrib.sites caches one Site for the process."""
    installed = "django.contrib.sites" in settings.INSTALLED_APPS
    return (
        [Error("django.contrib.sites must not be installed: its cache crosses stores.", id="uplink.E003")] if installed else []
    )
