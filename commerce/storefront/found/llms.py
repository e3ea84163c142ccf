"""llms.txt: what the shop is and where to find what, for assistants that read for somebody (https://llmstxt.org)."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from commerce.storefront.context import furniture
from commerce.storefront.found.openness import is_hidden, open_mounts
from commerce.storefront.found.plain import one_line
from commerce.storefront.languages import native_name
from commerce.storefront.links import active_language, active_locale_id, category_links
from sites.content.pages import ContactPage, FaqPage, HomePage, StandardPage
from sites.content.settings import StoreIdentity
from sites.tenants.addresses import base_url
from sites.tenants.languages import spoken_languages

MARKS = re.compile(r"([\\\[\]`*_<>#])")
MOST_PAGES = 30


def llms_document(request: HttpRequest, feeds: list[tuple[str, str]]) -> str:
    """The document in the language of its address; nothing but the name of a hidden store. Markdown."""
    return "\n".join(sections(request, feeds)) + "\n"


def llms_addresses() -> dict[str, str]:
    """Where the document is in each language of the store."""
    found = {}
    for code in spoken_languages():
        with translation.override(code):
            found[code] = base_url() + reverse("llms")
    return found


def sections(request: HttpRequest, feeds: list[tuple[str, str]]) -> Iterator[str]:
    """The lines."""
    shop = furniture().shop
    yield f"# {safe(shop.name)}"
    if is_hidden():
        return
    home = HomePage.objects.live().filter(locale=active_locale_id()).first()
    if about := shop.tagline or (home.search_description or home.intro if home else ""):
        yield from ("", f"> {safe(about)}")
    yield from ("", _("Prices are in %(currency)s.") % {"currency": shop.currency})
    base = base_url()
    mounts = open_mounts()
    if mount := mounts.get(active_language()):
        links = [(_("All products"), base + mount), *((link.title, base + link.url) for link in category_links())]
        yield from section(_("Products"), links)
    yield from section(_("About the shop"), pages(request, StandardPage, FaqPage))
    contact = pages(request, ContactPage)
    lines = [text for text in (shop.email, shop.phone, ", ".join(shop.address_lines)) if text]
    yield from section(_("Contact"), contact, lines)
    identity = StoreIdentity.objects.first()
    if identity and identity.legal_entity:
        yield f"- {safe(identity.legal_entity)}"
    names = dict(settings.LANGUAGES)
    others = [(native_name(code, names), url) for code, url in llms_addresses().items() if code != active_language()]
    yield from section(_("Languages"), others)
    yield from section(_("Feeds"), feeds if mounts else [])


def section(title: str, links: list[tuple[str, str]], lines: list[str] | None = None) -> Iterator[str]:
    """A heading with a list; nothing for an empty one."""
    if links or lines:
        yield from ("", f"## {title}", "")
        yield from (f"- [{safe(text)}]({address})" for text, address in links)
        yield from (f"- {safe(line)}" for line in lines or [])


def pages(request: HttpRequest, *kinds: type[Page]) -> list[tuple[str, str]]:
    """(title, address) of the pages of these types that everybody may read and search engines may index."""
    found = []
    for kind in kinds:
        rows = kind.objects.live().public().filter(locale=active_locale_id(), noindex=False).select_related("locale")
        shown = rows.defer_streamfields().order_by("path")[:MOST_PAGES]
        places = [(page.title, page.get_url_parts(request)) for page in shown]
        found += [(title, base_url() + parts[2]) for title, parts in places if parts and parts[2]]
    return found


def safe(text: str) -> str:
    """Text that Markdown does not take for its own marks."""
    return MARKS.sub(r"\\\1", one_line(text))
