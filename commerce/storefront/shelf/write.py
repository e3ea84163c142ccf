"""Writing shelf rows: in place, and only those that have changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Func, TextField, Value
from django.db.models.functions import Cast

from commerce.kernel.written import Written
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
RETURNING product_id, locale_id, id
""".format(columns=", ".join(COLUMNS), changes=", ".join(f"{name} = excluded.{name}" for name in COLUMNS))


# What search reads of a row.
WORDS = ("words_of_name", "words_of_keys", "words_of_facts", "words_of_text", "summary")
BETWEEN = "\x1f"
SEARCHED = Func(
    Value(BETWEEN),
    *WORDS,
    Cast("popularity", TextField()),
    Cast("listed", TextField()),
    function="concat_ws",
    template="md5(%(function)s(%(expressions)s))",
    output_field=TextField(),
)
Place = tuple[int, int]
AS_JSON = json.JSONEncoder(default=str, separators=(",", ":"))


class ThisTransaction(Func):
    """The number of the transaction that writes. Numbers rise; see docs/facets.md for what is read by them."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = BigIntegerField()


class Held(NamedTuple):
    """A row that there is: whether it stands in lists, the number of what it says, the mark of what search reads of it."""

    pk: int
    listed: bool
    digest: int
    searched: str


HELD = Written(
    lambda ids: (
        ShelfItem.objects.filter(product_id__among=ids)
        .annotate(searched=SEARCHED)
        .order_by()
        .values_list("product_id", "locale_id", "pk", "listed", "digest", "searched")
    )
)


def held_rows(product_ids: Iterable[int]) -> dict[Place, Held]:
    """The rows of these products that there are. One query."""
    return {(product, locale): Held(*rest) for product, locale, *rest in HELD(product_ids)}


def write_rows(
    rows: Iterable[Mapping[str, Any]], *, force: bool = False, held: Mapping[Place, Held] | None = None
) -> dict[Place, int]:
    """Insert or update these rows (their `VALUES`); the ids of those written by product and language. Rows as they already
    are stay untouched, unless forced. One statement for a caller that knows the `held_rows`.
    """
    wanted = {(row["product_id"], row["locale_id"]): said_by(row) for row in rows}
    digests = {place: digest_of(said) for place, said in wanted.items()}
    known = held_rows({product for product, _locale in wanted}) if held is None else held
    changed = [place for place, digest in digests.items() if force or place not in known or known[place].digest != digest]
    if not changed:
        return {}
    # The digest goes into the text that is there already.
    batch = ",".join(f'{wanted[place][:-1]},"digest":{digests[place]}}}' for place in changed)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [f"[{batch}]"])
        return {(product, locale): pk for product, locale, pk in cursor.fetchall()}


def unlist(held: Mapping[Place, Held], *, keep: Iterable[Place] = ()) -> list[int]:
    """Take these rows off the lists, but for those of `keep`; the ids of those taken."""
    kept = set(keep)
    gone = [row.pk for place, row in held.items() if row.listed and place not in kept]
    if gone:
        ShelfItem.objects.filter(pk__among=gone).update(listed=False, digest=0, changed_in=ThisTransaction())
    return gone


def said_by(row: Mapping[str, Any]) -> str:
    """All that a row says, as JSON that PostgreSQL reads."""
    return AS_JSON.encode({name: row[name] for name in VALUES})


def digest_of(said: str) -> int:
    """A number that two rows share only where all that they say is the same."""
    raw = f"{VERSION}{said}".encode()
    return int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest(), "big", signed=True)


def searched_in(row: Mapping[str, Any]) -> str:
    """The mark of what search reads of a row, as `SEARCHED` makes it."""
    parts = [row[name] for name in WORDS] + [str(row["popularity"]), "true" if row["listed"] else "false"]
    return hashlib.md5(BETWEEN.join(parts).encode(), usedforsecurity=False).hexdigest()
