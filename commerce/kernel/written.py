"""`Written(ask)`: a question about many rows that is put into SQL once, and asked ever after.

Django puts a query together anew each time, which for a small one takes longer than PostgreSQL takes to answer it. The shelf
asks some twenty of them for each change of a product.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

from commerce.kernel import among  # noqa: F401 - registers the lookup

# What stands for the ids, and for a text, while the statement is put together.
IDS = -(2**40)
TEXT = "\x02text"


class Written:
    """A `values_list` query of `column__among=ids`, and of a text where it has one.

    The statement is the same in every store, and so must all be that it says: no moment, no language, no content type, no row.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        self._ask = ask
        # The statement, its parameters, and per column what makes Python's value of PostgreSQL's.
        self._made: tuple[str, list[Any], list[tuple[int, list[Any], Any]]] | None = None

    def __call__(self, ids: Iterable[Any], *text: str) -> list[tuple[Any, ...]]:
        """The rows, as the query set would give them. One query; none without ids."""
        wanted = list(ids)
        if not wanted:
            return []
        statement, given, converters = self._made or self._write(*text)
        said = [wanted if value == [IDS] else text[0] if value == TEXT else value for value in given]
        with connection.cursor() as cursor:
            cursor.execute(statement, said)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return [convert(row, converters) for row in rows] if converters else rows

    def _write(self, *text: str) -> tuple[str, list[Any], list[tuple[int, list[Any], Any]]]:
        query = self._ask([IDS], *(TEXT for _text in text)).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        statement, given = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        converters = [(place, made, column) for place, (made, column) in compiler.get_converters(columns).items()]
        self._made = statement, list(given), converters
        return self._made


def convert(row: tuple[Any, ...], converters: list[tuple[int, list[Any], Any]]) -> tuple[Any, ...]:
    """A row with Python's values."""
    values = list(row)
    for place, steps, column in converters:
        for step in steps:
            values[place] = step(values[place], column, connection)
    return tuple(values)
