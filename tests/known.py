"""What a test finds known already, as in a worker that is warm: the stores' hosts, their content types, and what stands around
the goods on their pages.

All of it stands in the template of the test databases, so that it is the same for all tests, until one of them changes it as
the shop does. Asking for it again in each was a sixth of all statements.
"""

from math import inf
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS
from django.test import Client

from sites.tenants.context import in_store
from sites.tenants.hosts import KNOWN_FOR, find_store
from sites.tenants.near import _all as nears
from sites.tenants.patches import content_types

HOSTS = ("acme.test", "bolt.test")
_rows: dict[str, Any] = {}
_types: dict[tuple[str, str | None, str], dict[Any, Any]] = {}
# What stands in the shared cache, as it keeps it, with the number of each store; and all that is near, as often as there are kinds.
_shared: dict[str, Any] = {}
_held: list[dict[Any, Any]] = []
LASTING = ("uplink.generation", "uplink.cached.", "uplink.route.")
PAGES = ("/", "/products/", "/search/?q=x", "/cart/", "/nothing-is-here/")


def note_what_all_tests_know() -> None:
    """Read it once, from the fresh copy of the template."""
    for host in HOSTS:
        store = find_store(host)
        assert store is not None
        _rows[f"host:{host}"] = caches["platform"].get(f"host:{host}")
        with in_store(store):
            for kind in ContentType.objects.all():
                ContentType.objects._add_to_cache(DEFAULT_DB_ALIAS, kind)  # type: ignore[attr-defined]
            _types[content_types._key(DEFAULT_DB_ALIAS)] = dict(content_types[DEFAULT_DB_ALIAS])
        visitor = Client(headers={"host": host})
        for language in store.languages:
            prefix = "" if language == store.default_language else f"/{language}"
            for page in PAGES:
                visitor.get(prefix + page)
    _shared.update({key: value for key, value in caches["default"]._cache.items() if any(word in key for word in LASTING)})
    _held[:] = [{key: (inf, value) for key, (_until, value) in near._held.items()} for near in nears]


def know_what_all_tests_know() -> None:
    """Put it back, after the caches were emptied."""
    caches["platform"].set_many(_rows, KNOWN_FOR)
    content_types._rows.update({place: dict(kinds) for place, kinds in _types.items()})
    for near, held in zip(nears, _held, strict=False):
        near._held.update(held)
    caches["default"]._cache.update(_shared)
    caches["default"]._expire_info.update(dict.fromkeys(_shared))
