"""What a test finds known already, as in a worker that is warm: the stores' hosts, their content types, and what stands around
the goods on their pages.

All of it stands in the template of the test databases, so that it is the same for all tests, until one of them changes it as
the shop does. Asking for it again in each was a sixth of all statements.
"""

from itertools import count
from math import inf
from pickle import dumps, loads
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS
from django.test import Client

from sites.content.generation import KEY, STEP
from sites.tenants.context import in_store
from sites.tenants.hosts import KNOWN_FOR, find_store
from sites.tenants.near import _all as nears
from sites.tenants.patches import content_types

HOSTS = ("acme.test", "bolt.test")
_rows: dict[str, Any] = {}
_types: dict[tuple[str, str | None, str], dict[Any, Any]] = {}
# The number of each store by its place in the shared cache; and all that is near, as often as there are kinds of it.
_numbers: dict[str, int] = {}
_held: list[dict[Any, Any]] = []
# How far the numbers move from test to test: none may come to one that another test has had.
APART = 1000 * STEP
_tests = count(1)
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
    shared = caches["default"]._cache
    _numbers.update({place: loads(shared[place]) for place in shared if place.endswith(KEY)})
    _held[:] = [{place: (inf, value) for place, (_until, value) in near._held.items()} for near in nears]


def know_what_all_tests_know() -> None:
    """Put it back, after the caches were emptied."""
    caches["platform"].set_many(_rows, KNOWN_FOR)
    content_types._rows.update({place: dict(kinds) for place, kinds in _types.items()})
    on = next(_tests) * APART
    moved = {number: number + on for number in _numbers.values()}
    moved |= {number // STEP: after // STEP for number, after in moved.items()}
    for place, number in _numbers.items():
        caches["default"]._cache[place] = dumps(moved[number])
        caches["default"]._expire_info[place] = None
    for near, held in zip(nears, _held, strict=False):
        near._held.update({at_number(place, moved): value for place, value in held.items()})


def at_number(place: Any, moved: dict[int, int]) -> Any:
    """The place of something near, under the number to which that of its store has moved."""
    return tuple(moved.get(part, part) for part in place) if isinstance(place, tuple) else place
