"""What may be found at all."""

from django.utils import translation

from commerce.storefront.links import open_mount
from sites.content.found.models import SearchEngines
from sites.content.found.robots import clean_lines
from sites.content.generation import cached
from sites.tenants.languages import spoken_languages


def is_hidden() -> bool:
    """Whether the store asks not to be found. Cached."""
    hidden: bool = cached("found.hidden", lambda: bool(rules().is_hidden), frame=True)
    return hidden


def robots_lines() -> list[str]:
    """The editors' own lines of robots.txt. Cached."""
    lines: list[str] = cached("found.robots", lambda: clean_lines(rules().robots_lines), frame=True)
    return lines


def rules() -> SearchEngines:
    """What the store says to search engines; nothing special while nobody has set anything."""
    return SearchEngines.objects.first() or SearchEngines()


def open_mounts() -> dict[str, str]:
    """The path of the catalogue page by language, where it is open to everyone; nothing of a hidden store."""
    found: dict[str, str] = {}
    for code in [] if is_hidden() else spoken_languages():
        with translation.override(code):
            if mount := open_mount():
                found[code] = mount
    return found
