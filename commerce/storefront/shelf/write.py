"""Writing shelf rows: in place, and only those that have changed."""

import hashlib
import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import BigIntegerField, Func

from commerce.storefront.models import ShelfItem

# Moves when rows must be written although their values are the same.
VERSION = 2
KEPT = frozenset({"id", "changed_in", "digest"})
VALUES = [field.attname for field in ShelfItem._meta.concrete_fields if field.name not in KEPT]
COLUMNS = [*(str(field.column) for field in ShelfItem._meta.concrete_fields if field.name not in KEPT), "digest"]
# One parameter for a batch: as many parameters as values would take longer to put together than to write.
WRITE = """
INSERT INTO storefront_shelfitem ({columns}, changed_in)
SELECT {columns}, pg_current_xact_id()::text::bigint FROM json_populate_recordset(NULL::storefront_shelfitem, %s::json)
ON CONFLICT (product_id, locale_id) DO UPDATE SET {changes}, changed_in = excluded.changed_in
RETURNING id
""".format(columns=", ".join(COLUMNS), changes=", ".join(f"{name} = excluded.{name}" for name in COLUMNS))


class ThisTransaction(Func):
    """The number of the transaction that writes. Numbers rise; see docs/facets.md for what is read by them."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = BigIntegerField()


def write_rows(rows: Iterable[ShelfItem], *, force: bool = False) -> list[int]:
    """Insert or update these rows, by product and language; the ids of those written. Rows as they already are stay untouched,
    unless forced. Two statements at most.
    """
    wanted = {(row.product_id, row.locale_id): said_by(row) for row in rows}
    digests = {key: digest_of(said) for key, said in wanted.items()}
    held: dict[tuple[int, int], int] = {}
    if not force:
        known = ShelfItem.objects.filter(product__in={product for product, _locale in wanted})
        held = {(row[0], row[1]): row[2] for row in known.values_list("product_id", "locale_id", "digest")}
    changed = [key for key, digest in digests.items() if held.get(key) != digest]
    if not changed:
        return []
    # The digest goes into the text that is there already.
    batch = ",".join(f'{wanted[key][:-1]},"digest":{digests[key]}}}' for key in changed)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [f"[{batch}]"])
        return [pk for (pk,) in cursor.fetchall()]


def unlist(product_ids: Iterable[int], *, keep: Iterable[tuple[int, int]] = ()) -> list[int]:
    """Take the rows of these products off the lists, but for those of (product, locale) in `keep`; the ids of those taken."""
    kept = set(keep)
    listed = ShelfItem.objects.filter(product__in=list(product_ids), listed=True)
    gone = [pk for pk, product, locale in listed.values_list("pk", "product_id", "locale_id") if (product, locale) not in kept]
    if gone:
        ShelfItem.objects.filter(pk__in=gone).update(listed=False, digest=0, changed_in=ThisTransaction())
    return gone


def said_by(row: ShelfItem) -> str:
    """All that a row says, as JSON that PostgreSQL reads."""
    return json.dumps({name: getattr(row, name) for name in VALUES}, default=str, separators=(",", ":"))


def digest_of(said: str) -> int:
    """A number that two rows share only where all that they say is the same."""
    raw = f"{VERSION}{said}".encode()
    return int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest(), "big", signed=True)
