"""What a test finds known already, as in a worker that is warm: the stores' hosts and their content types.

Both stand in the template of the test databases, so that they are the same for all tests; asking for them again in each was a
sixteenth of all statements.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS

from sites.tenants.context import in_store
from sites.tenants.hosts import KNOWN_FOR, find_store
from sites.tenants.patches import content_types

HOSTS = ("acme.test", "bolt.test")
_rows: dict[str, Any] = {}
_types: dict[tuple[str, str | None, str], dict[Any, Any]] = {}


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


def know_what_all_tests_know() -> None:
    """Put it back, after the caches were emptied."""
    caches["platform"].set_many(_rows, KNOWN_FOR)
    content_types._rows.update({place: dict(kinds) for place, kinds in _types.items()})
