"""Cards as ready HTML, each rendered once. A key names all that the HTML depends on, so nothing is ever deleted."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from commerce.storefront.cards import NEW_FOR, cards
from commerce.storefront.facets.stubs import Stub
from commerce.storefront.links import active_language, shop_urls
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.read import by_products
from sites.tenants.context import current_store

TEMPLATES = {
    "grid": "shop/components/product_card/product_card.html",
    "list": "shop/components/product_line/product_line.html",
}
WEEK = 7 * 24 * 3600
# As the component of a picture writes them.
LATER, AT_ONCE = ' loading="lazy"', ' fetchpriority="high"'
# Of these, the most recently shown stay in the process: about 2 kB each.
MOST_HELD = 4000
_held: OrderedDict[str, SafeString] = OrderedDict()
_lock = Lock()


@lru_cache
def templates_version() -> str:
    """Changes with any component of any theme, so that a release shows no old cards."""
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(Path(settings.THEMES_DIR).glob("*/templates/shop/components/*/*.html")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def card_fragments(
    stubs: Sequence[Stub], *, locale_id: int, view: str, eager: int = 0, rows: Mapping[int, ShelfItem] | None = None
) -> list[SafeString]:
    """The HTML of the cards of these rows, in order; the first `eager` load their pictures at once.

    What no process has rendered yet costs a rendering each, and one query for all unless their `rows` are given by product id.
    """
    keys = fragment_keys(stubs, view=view)
    with _lock:
        found = {key: _held[key] for key in keys if key in _held}
    if missing := [key for key in keys if key not in found]:
        found |= {key: mark_safe(html) for key, html in cache.get_many(missing).items()}  # noqa: S308 - rendered below
        wanted = {stub.product_id: key for stub, key in zip(stubs, keys, strict=True) if key not in found}
        if wanted:
            read = by_products(list(wanted), locale_id=locale_id) if rows is None else [rows[pk] for pk in wanted]
            made = render_cards(read, wanted, view=view)
            cache.set_many(made, WEEK)
            found |= made
        remember(found)
    return [at_once(found[key]) if place < eager else found[key] for place, key in enumerate(keys) if key in found]


def at_once(html: SafeString) -> SafeString:
    """The same card with its picture loaded at once: a card is rendered once, wherever it stands."""
    return mark_safe(html.replace(LATER, AT_ONCE, 1))  # noqa: S308 - a template's output


def fragment_keys(stubs: Sequence[Stub], *, view: str) -> list[str]:
    """Where the card of each row is kept."""
    store, now = current_store(), timezone.now()
    # The address of the catalogue is part of every link.
    same = f"{store.code}.{store.theme}.{store.tax_display}.{active_language()}.{shop_urls().catalogue}.{templates_version()}.{view}"
    return [f"card.{same}.{stub.product_id}.{stub.digest}.{stub.changed_in}.{phase(stub, now)}" for stub in stubs]


def phase(stub: Stub, now: datetime) -> str:
    """What of a card depends on the day: whether it is new, whether it is awaited."""
    new = stub.live_since is not None and stub.live_since > now - NEW_FOR
    awaited = stub.available_from is not None and stub.available_from > now
    return f"{'n' if new else ''}{'a' if awaited else ''}"


def render_cards(rows: Sequence[ShelfItem], wanted: Mapping[int, str], *, view: str) -> dict[str, SafeString]:
    """Render the cards of these rows; HTML by the key of each product. No query."""
    template = get_template(TEMPLATES[view])
    made = {}
    for row, card in zip(rows, cards(rows), strict=True):
        key = wanted[row.product_id]
        made[key] = mark_safe(template.render({"card": card, "level": 3}))  # noqa: S308 - a template's output
    return made


def remember(found: dict[str, SafeString]) -> None:
    """Keep these in the process, and let go of those shown longest ago."""
    with _lock:
        for key, html in found.items():
            _held[key] = html
            _held.move_to_end(key)
        while len(_held) > MOST_HELD:
            _held.popitem(last=False)
