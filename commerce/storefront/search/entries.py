"""What search reads of each row of the shelf: its words as a vector, its codes. Written whenever the row is."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from wagtail.models import Locale

from commerce.catalogue.models import Variant
from commerce.storefront.models import SearchCode, SearchEntry, ShelfItem
from commerce.storefront.search.known_words import learn_words
from commerce.storefront.search.words import code_of, folded, plain
from commerce.storefront.shelf.languages import configuration

# More of a description would make the entry too wide to be read quickly, and is not what a product is searched by.
MOST_OF_A_DESCRIPTION = 4000
# Four levels: the first 4,000 of a language, up to 16,000, up to 64,000, the rest.
FIRST_LEVEL, LEVELS = 4000, 4

WRITE = """
INSERT INTO {entries} (item_id, product_id, locale_id, popularity, level, vector)
SELECT item.id, item.product_id, item.locale_id, item.popularity, coalesce(entry.level, 0),
    setweight(to_tsvector(language.config::regconfig, item.words_of_name), 'A') ||
    setweight(to_tsvector(language.config::regconfig, item.words_of_keys), 'B') ||
    setweight(to_tsvector(language.config::regconfig, item.words_of_facts), 'C') ||
    strip(to_tsvector(language.config::regconfig, item.words_of_text)) ||
    array_to_tsvector(ARRAY['§' || item.locale_id || '.' || coalesce(entry.level, 0)])
FROM {items} item
JOIN unnest(%(locales)s::bigint[], %(configs)s::text[]) AS language (id, config) ON language.id = item.locale_id
LEFT JOIN {entries} entry ON entry.item_id = item.id
WHERE item.id = ANY(%(ids)s) AND item.listed
ON CONFLICT (item_id) DO UPDATE SET popularity = excluded.popularity, vector = excluded.vector
"""
LEVEL = """
UPDATE {entries} entry SET level = placed.level, vector =
    ts_delete(entry.vector, '§' || entry.locale_id || '.' || entry.level) ||
    array_to_tsvector(ARRAY['§' || entry.locale_id || '.' || placed.level])
FROM (
    SELECT ranked.item_id,
        least(%(levels)s - 1, ceil(log(4, greatest(1.0, ranked.place / %(first)s::numeric))))::smallint AS level
    FROM (
        SELECT sold.item_id, row_number() OVER (
            PARTITION BY sold.locale_id ORDER BY sold.popularity DESC, item.live_since DESC NULLS LAST, sold.item_id DESC
        ) AS place
        FROM {entries} sold JOIN {items} item ON item.id = sold.item_id
    ) ranked
) placed
WHERE placed.item_id = entry.item_id AND placed.level <> entry.level
"""


def search_words(text: str) -> str:
    """Words as the vector is made from: without punctuation; those with accents also without them."""
    words = plain(text)
    bare = folded(words)
    return words if bare == words.casefold() else f"{words} {bare}"


def code_words(codes: Iterable[str]) -> str:
    """Codes as words: in their parts, and in one (`LDS-02` -> `LDS 02 LDS02`)."""
    found = (f"{plain(code)} {code_of(code)}" if plain(code) != code_of(code) else code for code in codes if code)
    return " ".join(found)


def write_entries(item_ids: Iterable[int], *, learn: bool = True) -> None:
    """Make the entries of these shelf rows again; rows that are not listed lose theirs. A fixed number of statements.

    `learn=False` leaves the known words to `relearn_words`, which whoever makes the whole shelf calls once.
    """
    ids = sorted(set(item_ids))
    if not ids:
        return
    locales = dict(Locale.objects.values_list("pk", "language_code"))
    SearchEntry.objects.filter(item__in=ids, item__listed=False).delete()
    _run(
        WRITE,
        ids=ids,
        locales=list(locales),
        configs=[f"pg_catalog.{configuration(language)}" for language in locales.values()],
    )
    if learn:
        learn_words(ids)


def write_codes(product_ids: Iterable[int]) -> None:
    """Keep the codes of the active variants of these products; writes what has changed. Two queries where nothing has."""
    ids = sorted(set(product_ids))
    wanted: dict[tuple[str, int], int] = {}
    rows = Variant.objects.filter(product__in=ids, is_active=True).values_list("pk", "product_id", "sku", "gtin", "mpn")
    for pk, product, *codes in rows:
        wanted |= {(code, pk): product for code in map(code_of, filter(None, codes)) if code}
    held: dict[tuple[str, int], int] = {}
    wrong: list[int] = []
    for pk, code, variant, product in SearchCode.objects.filter(product__in=ids).values_list(
        "pk", "code", "variant_id", "product_id"
    ):
        if wanted.get((code, variant)) == product:
            held[code, variant] = pk
        else:
            wrong.append(pk)
    if wrong:
        SearchCode.objects.filter(pk__in=wrong).delete()
    missing = [
        SearchCode(code=code, variant_id=variant, product_id=product)
        for (code, variant), product in wanted.items()
        if (code, variant) not in held
    ]
    SearchCode.objects.bulk_create(missing, ignore_conflicts=True, batch_size=2000)


def level_entries() -> None:
    """Say anew what is looked through first: the 4,000 most sold and newest, then the next 12,000, 48,000, the rest."""
    _run(LEVEL, first=FIRST_LEVEL, levels=LEVELS)


def _run(statement: str, **values: Any) -> None:
    quote = connection.ops.quote_name
    names = {"entries": quote(SearchEntry._meta.db_table), "items": quote(ShelfItem._meta.db_table)}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**names), values)
