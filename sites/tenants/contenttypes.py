"""Content types per schema: Django's own cache is one for the process, and ids differ between stores."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.db import connections


class SchemaKeyedCache:
    """Takes the place of `ContentType.objects._cache`: alias -> rows, held apart by schema, the least used dropped."""

    def __init__(self, size: int = 256) -> None:
        self._rows: OrderedDict[tuple[str, str | None, str], dict[Any, Any]] = OrderedDict()
        self._lock = Lock()
        self._size = size

    @staticmethod
    def _key(alias: str) -> tuple[str, str | None, str]:
        """With the store's code: a store that is deleted and made again has its schema's name, and other ids."""
        connection = connections[alias]
        return alias, getattr(connection, "schema_name", None), getattr(getattr(connection, "tenant", None), "code", "")

    def __getitem__(self, alias: str) -> dict[Any, Any]:
        return self._rows[self._key(alias)]

    def setdefault(self, alias: str, default: dict[Any, Any]) -> dict[Any, Any]:
        """As dict's, under the active schema."""
        key = self._key(alias)
        with self._lock:
            rows = self._rows.setdefault(key, default)
            self._rows.move_to_end(key)
            while len(self._rows) > self._size:
                self._rows.popitem(last=False)
        return rows

    def clear(self) -> None:
        """Nothing: every switch of store calls this, and other stores' rows stay right. See `forget`."""

    def forget(self) -> None:
        """Really empty it: after migrations, and when a schema is dropped or replayed."""
        with self._lock:
            self._rows.clear()
