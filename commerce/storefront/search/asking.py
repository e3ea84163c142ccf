"""Asking the tables of search."""

from functools import lru_cache
from typing import Any

from django.db import connection

from commerce.storefront.models import KnownWord, SearchCode, SearchEntry


def rows(text: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What a statement answers that names the tables as {known}, {codes} and {entries}."""
    with connection.cursor() as cursor:
        cursor.execute(with_tables(text), values)
        return cursor.fetchall()


@lru_cache(maxsize=64)
def with_tables(text: str) -> str:
    """A statement with the names of the tables of search."""
    for name, model in (("known", KnownWord), ("codes", SearchCode), ("entries", SearchEntry)):
        text = text.replace("{" + name + "}", f'"{model._meta.db_table}"')
    return text
