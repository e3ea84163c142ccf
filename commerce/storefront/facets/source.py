"""Shelf rows as the index takes them, and the moment at which they were read."""

import json
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from commerce.storefront.facets.index import PRICE, Key, Row

BATCH = 20_000
# Arrays and JSON come as text: taken apart here, with the parts remembered, that is several times quicker than as lists.
COLUMNS = """product_id, listed, brand_id, array_to_string(category_ids, ','), array_to_string(choice_ids, ','),
    array_to_string(flags, ','), availability, floor(rating)::int, on_sale, (shown_price * 1000000)::bigint,
    numbers::text, ranks::text, digest, changed_in,
    (extract(epoch FROM live_since) * 1000000)::bigint, (extract(epoch FROM available_from) * 1000000)::bigint"""
# Which transactions had ended, see docs/facets.md; and whether this one has written.
SNAPSHOT = """SELECT pg_snapshot_xmin(snapshot)::text::bigint, snapshot::text, pg_current_xact_id_if_assigned() IS NOT NULL
FROM pg_current_snapshot() AS snapshot"""
ALL = f"SELECT {COLUMNS} FROM storefront_shelfitem WHERE locale_id = %s AND product_id > %s ORDER BY product_id LIMIT {BATCH}"  # noqa: S608 - our own columns
CHANGED = f"""SELECT {COLUMNS} FROM storefront_shelfitem
WHERE locale_id = %s AND changed_in >= %s AND NOT pg_visible_in_snapshot(changed_in::text::xid8, %s::pg_snapshot)"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Reading:
    """The moment of a reading: `oldest` is the first transaction that had not ended, `snapshot` says which others had not."""

    oldest: int
    snapshot: str


def this_moment() -> tuple[Reading, bool]:
    """The moment now; and whether this transaction has written something that may yet be undone."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        oldest, snapshot, has_written = cursor.fetchone()
    return Reading(oldest, snapshot), has_written


def all_rows(locale_id: int) -> Iterator[Row]:
    """Every row of a language, in batches by product."""
    read, last = Reader(), 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(ALL, [locale_id, last])
            batch = cursor.fetchall()
        yield from map(read, batch)
        if len(batch) < BATCH:
            return
        last = batch[-1][0]


def changed_rows(locale_id: int, since: Reading) -> list[Row]:
    """Rows that were written by transactions which had not ended at that moment."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [locale_id, since.oldest, since.snapshot])
        return list(map(Reader(), cursor.fetchall()))


class Reader:
    """Makes rows; keys are made once and shared."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], tuple[Key, ...]] = {}

    def __call__(self, raw: tuple[Any, ...]) -> Row:
        """One row as the index takes it."""
        product_id, listed, brand, categories, choices, flags, stock, stars, on_sale, price, numbers, ranks, *facts = raw
        if not listed:
            return Row(product_id, listed=False)
        keys = [*self.keys("category", categories), *self.keys("choice", choices), *self.keys("flag", flags), ("stock", stock)]
        if brand is not None:
            keys.append(("brand", brand))
        if stars is not None:
            keys.append(("rating", min(max(stars, 0), 5)))
        if on_sale:
            keys.append(("sale", True))
        found: dict[Hashable, tuple[int, int]] = {}
        if numbers != "{}":
            found = {int(pk): (scaled(low), scaled(high)) for pk, (low, high) in json.loads(numbers).items()}
        if price is not None:
            found[PRICE] = (price, price)
        places = {int(pk): rank for pk, rank in json.loads(ranks).items() if rank} if ranks != "{}" else {}
        return Row(product_id, listed=True, keys=tuple(keys), numbers=found, places=places, facts=tuple(facts))

    def keys(self, family: str, ids: str) -> tuple[Key, ...]:
        """Keys of the ids in a text such as 3,17."""
        if not ids:
            return ()
        found = self.known.get((family, ids))
        if found is None:
            found = self.known[family, ids] = tuple([self.key(family, pk) for pk in ids.split(",")])
        return found

    def key(self, family: str, pk: str) -> Key:
        """One key, always the same object."""
        single = self.known.get((family + "=", pk))
        if single is None:
            single = self.known[family + "=", pk] = ((family, int(pk)),)
        return single[0]


def scaled(number: str) -> int:
    """A number of at most four decimals, times ten thousand: "12.5" is 125000."""
    sign = -1 if number.startswith("-") else 1
    whole, _point, rest = number.lstrip("-").partition(".")
    return sign * (int(whole or 0) * 10_000 + int((rest + "0000")[:4]))
