"""What search reads of each row of the shelf: its words as a vector, its codes. Written whenever the row is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import F, Sum
from wagtail.models import Locale

from commerce.catalogue.models import Product
from commerce.catalogue.states import LISTED
from commerce.orders.models import OrderLine
from commerce.storefront.models import SearchCode, SearchEntry, ShelfItem
from commerce.storefront.search.known_words import learn_words
from commerce.storefront.search.words import code_of, folded, plain
from sites.content.stemming import configuration

# More of a description would make the entry too wide to be read quickly, and is not what a product is searched by.
MOST_OF_A_DESCRIPTION = 4000
# Four levels: the first 4,000 of a language, up to 16,000, up to 64,000, the rest.
FIRST_LEVEL, LEVELS = 4000, 4

WRITE = """
INSERT INTO {entries} AS present (item_id, product_id, locale_id, popularity, level, vector)
SELECT item.id, item.product_id, item.locale_id, item.popularity, coalesce(entry.level, expected.level, 0),
    setweight(to_tsvector(language.config::regconfig, item.words_of_name), 'A') ||
    setweight(to_tsvector(language.config::regconfig, item.words_of_keys), 'B') ||
    setweight(to_tsvector(language.config::regconfig, item.words_of_facts), 'C') ||
    strip(to_tsvector(language.config::regconfig, item.words_of_text)) ||
    array_to_tsvector(ARRAY['§' || item.locale_id || '.' || coalesce(entry.level, expected.level, 0)])
FROM {items} item
JOIN unnest(%(locales)s::bigint[], %(configs)s::text[]) AS language (id, config) ON language.id = item.locale_id
LEFT JOIN unnest(%(products)s::bigint[], %(levels)s::smallint[]) AS expected (product_id, level)
    ON expected.product_id = item.product_id
LEFT JOIN {entries} entry ON entry.item_id = item.id
WHERE item.id = ANY(%(ids)s) AND item.listed
ON CONFLICT (item_id) DO UPDATE SET popularity = excluded.popularity, vector = excluded.vector
WHERE (present.popularity, present.vector) IS DISTINCT FROM (excluded.popularity, excluded.vector)
"""
REMOVE = """
DELETE FROM {entries} entry USING {items} item WHERE item.id = entry.item_id AND NOT item.listed AND entry.item_id = ANY(%(ids)s)
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
    found = ((code, plain(code), code_of(code)) for code in codes if code)
    return " ".join(f"{parts} {whole}" if parts != whole else code for code, parts, whole in found)


def write_entries(
    item_ids: Iterable[int],
    *,
    locales: Iterable[Locale] | None = None,
    learn: bool = True,
    levels: Mapping[int, int] | None = None,
) -> None:
    """Make the entries of these shelf rows again; rows that are not listed lose theirs. A fixed number of statements.

    `learn=False` leaves the known words to `relearn_words`, which whoever makes the whole shelf calls once; `levels` are those
    of products that have no entry yet, see `expected_levels`.
    """
    ids = sorted(set(item_ids))
    if not ids:
        return
    languages = {locale.pk: locale.language_code for locale in locales or Locale.objects.all()}
    _run(REMOVE, ids=ids)
    _run(
        WRITE,
        ids=ids,
        locales=list(languages),
        configs=[f"pg_catalog.{configuration(language)}" for language in languages.values()],
        products=list(levels or {}),
        levels=list((levels or {}).values()),
    )
    if learn:
        learn_words(ids, languages=languages)


def write_codes(product_ids: Iterable[int], codes: Iterable[tuple[int, int, str]]) -> None:
    """Keep the codes of the active variants of these products, `codes` being (variant, product, code) of all of them; writes
    what has changed. One query where nothing has.
    """
    ids = sorted(set(product_ids))
    compared = ((code_of(text), variant, product) for variant, product, text in codes)
    wanted = {(code, variant): product for code, variant, product in compared if code}
    held: dict[tuple[str, int], int] = {}
    wrong: list[int] = []
    for pk, code, variant, product in SearchCode.objects.filter(product_id__among=ids).values_list(
        "pk", "code", "variant_id", "product_id"
    ):
        if wanted.get((code, variant)) == product:
            held[code, variant] = pk
        else:
            wrong.append(pk)
    if wrong:
        SearchCode.objects.filter(pk__among=wrong).delete()
    missing = [
        SearchCode(code=code, variant_id=variant, product_id=product)
        for (code, variant), product in wanted.items()
        if (code, variant) not in held
    ]
    SearchCode.objects.bulk_create(missing, ignore_conflicts=True, batch_size=2000)


def expected_levels() -> dict[int, int]:
    """The levels that products will have but for the language: a new entry that is written with its level need not be written
    again. `level_entries` has the last word. Two queries.
    """
    sold = dict(OrderLine.objects.values_list("variant__product").annotate(sold=Sum("quantity")))
    listed = Product.objects.filter(status__in=LISTED).order_by(F("live_since").desc(nulls_last=True), "-pk")
    order = sorted(listed.values_list("pk", flat=True), key=lambda pk: -sold.get(pk, 0))
    return {pk: level_of(place) for place, pk in enumerate(order, 1)}


def level_of(place: int) -> int:
    """The level of the product that is so far down, from 1."""
    return next((level for level in range(LEVELS - 1) if place <= FIRST_LEVEL * 4**level), LEVELS - 1)


def level_entries() -> None:
    """Say anew what is looked through first: the 4,000 most sold and newest, then the next 12,000, 48,000, the rest."""
    _run(LEVEL, first=FIRST_LEVEL, levels=LEVELS)


def _run(statement: str, **values: Any) -> None:
    quote = connection.ops.quote_name
    names = {"entries": quote(SearchEntry._meta.db_table), "items": quote(ShelfItem._meta.db_table)}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**names), values)
