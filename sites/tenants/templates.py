"""Template loaders that know the store's theme, and cache by theme: memory grows with themes, not with stores."""

from collections.abc import Iterator
from pathlib import Path

from django.template import Origin, Template
from django.template.loaders import base, cached, filesystem
from django.utils.translation import get_language

from sites.tenants.context import active_store
from sites.tenants.folding import fold
from sites.tenants.theming import BASE, theme_line

SHOP = "shop/"


def active_theme() -> str:
    """The active store's theme; base where there is no store."""
    store = active_store()
    return store.theme if store else BASE


class ThemeLoader(filesystem.Loader):
    """Finds `shop/…` names in the store's theme, its parents, then base; other names are not its business."""

    def get_dirs(self) -> list[str | Path]:
        """Template folders of the active theme, nearest first."""
        return [theme.templates for theme in theme_line(active_theme())]

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        """Possible files of a shop template; none for any other."""
        return super().get_template_sources(template_name) if template_name.startswith(SHOP) else iter(())


class FoldingLoader(base.Loader):
    """Works out what is constant in a shop template before anybody else gets to see it: a thread that rendered it meanwhile would
    find its nodes moving.
    """

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """As Django's; folded."""
        template = super().get_template(template_name, skip)
        if str(template_name).startswith(SHOP):
            fold(template)
        return template


class CachedThemeLoader(cached.Loader, FoldingLoader):
    """Django's cached loader with theme and language in the key of shop templates; what it keeps is folded."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """`<theme>:<language>:<name>` for shop templates, the name for all others."""
        # A page has dozens of parts: Django's own key, which nothing is to be added to without `skip`, takes twice as long.
        key: str = super().cache_key(template_name, skip) if skip else str(template_name)
        return f"{active_theme()}:{get_language()}:{key}" if key.startswith(SHOP) else key
