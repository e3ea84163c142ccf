"""robots.txt (RFC 9309)."""

from django.urls import reverse
from django.utils import translation

from commerce.storefront.found.openness import is_hidden, robots_lines
from sites.tenants.addresses import base_url
from sites.tenants.languages import spoken_languages

# Carts, forms and fragments: nothing there is worth finding, and each costs a look.
CLOSED = ("cart", "checkout", "account", "search-suggest", "lists", "compare", "recent")


def robots_document() -> str:
    """Keep out of carts and the admin, and what editors add; where the sitemap is. A hidden store shuts everyone out."""
    if is_hidden():
        return "User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed_paths()), *robots_lines()]
    return "\n".join([*lines, "", f"Sitemap: {base_url()}/sitemap.xml", ""])


def closed_paths() -> list[str]:
    """Where robots have no business, in every language of the store."""
    found = []
    for code in spoken_languages():
        with translation.override(code):
            found += [reverse(name) for name in CLOSED]
    return [*found, "/admin/"]
