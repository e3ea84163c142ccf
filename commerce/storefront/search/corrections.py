"""What was probably meant where nothing was found: known words near to the unknown ones."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from commerce.storefront.models import KnownWord
from commerce.storefront.search.spelling import edits_allowed, keys_of, nearest
from commerce.storefront.search.tuning import ENDING
from commerce.storefront.search.words import folded
from sites.tenants.context import current_store
from sites.tenants.near import Near

# Less than half of the trigrams in common is another word.
ALIKE = 0.5
_near = Near(most=2000)
SHORTEST_PART = 3


def corrected(
    words: Sequence[str], unknown: Sequence[str], *, locale_id: int, places: Collection[str] = ()
) -> list[str] | None:
    """The words with the unknown ones put right; None where none of them can be. `places` are the words of categories and
    brands, which are known too. Two statements, four with pg_trgm.
    """
    unknown = [word for word in unknown if folded(word) not in places]
    meant = near_words(unknown, locale_id=locale_id, places=places)
    if left := [word for word in unknown if word not in meant]:
        meant |= split_words(left, locale_id=locale_id)
    if left := [word for word in left if word not in meant and edits_allowed(word)]:
        meant |= alike_words(left, locale_id=locale_id)
    if not meant:
        return None
    return [part for word in words for part in meant.get(word, word).split()]


def near_words(unknown: Sequence[str], *, locale_id: int, places: Iterable[str] = ()) -> dict[str, str]:
    """For each unknown word the known one with the fewest edits between, where it is near enough: one that stands on products,
    or one of `places`. One statement.
    """
    typed = {word: folded(word) for word in unknown if edits_allowed(folded(word))}
    keys = sorted({key for bare in typed.values() for key in keys_of(bare)})
    if not keys:
        return {}
    known: dict[str, int] = dict(KnownWord.objects.filter(locale=locale_id, keys__overlap=keys).values_list("word", "products"))
    near = list({**dict.fromkeys(places, 0), **known}.items())
    found = {word: nearest(bare, near) for word, bare in typed.items()}
    return {word: on_products(meant, known) for word, meant in found.items() if meant}


def on_products(meant: str, known: Mapping[str, int]) -> str:
    """The word of a category as it stands on products, where it stands there with another ending: of `Gateways`, `gateway`, so
    that a language without stems finds both.
    """
    if meant in known:
        return meant
    alike = [
        word for word in known if abs(len(word) - len(meant)) <= ENDING and (word.startswith(meant) or meant.startswith(word))
    ]
    return max(alike, key=lambda word: known[word], default=meant)


def split_words(unknown: Sequence[str], *, locale_id: int) -> dict[str, str]:
    """Words that are two known ones written in one, `doorsensor`: the cut whose rarer part is the most frequent. One statement."""
    cuts = {
        word: [(word[:place], word[place:]) for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)]
        for word in map(folded, unknown)
        if word.isalpha()
    }
    parts = sorted({part for pairs in cuts.values() for pair in pairs for part in pair})
    if not parts:
        return {}
    known: dict[str, int] = dict(KnownWord.objects.filter(locale=locale_id, word__in=parts).values_list("word", "products"))
    meant: dict[str, str] = {}
    for word in unknown:
        pairs = [pair for pair in cuts.get(folded(word), ()) if pair[0] in known and pair[1] in known]
        if pairs:
            meant[word] = " ".join(max(pairs, key=lambda pair: min(known[part] for part in pair)))
    return meant


def alike_words(unknown: Sequence[str], *, locale_id: int) -> dict[str, str]:
    """With pg_trgm: the known word that has most trigrams in common, where half of them are. Nothing without the extension."""
    schema = trigram_schema(current_store().code)
    if not schema:
        return {}
    quote = connection.ops.quote_name
    statement = f"""
        SELECT DISTINCT ON (typed) typed, word FROM unnest(%(words)s::text[]) AS typed
        JOIN {quote(KnownWord._meta.db_table)} known ON known.locale_id = %(locale)s
            AND {quote(schema)}.similarity(known.word, typed) >= %(alike)s
        ORDER BY typed, {quote(schema)}.similarity(known.word, typed) DESC, products DESC
    """  # noqa: S608 - names of our own table and of PostgreSQL's own catalogue
    with connection.cursor() as cursor:
        cursor.execute(statement, {"words": list(unknown), "locale": locale_id, "alike": ALIKE})
        return dict(cursor.fetchall())


def trigram_schema(store_code: str) -> str:
    """Where pg_trgm is installed and may be used; empty where it is not, which is asked once in an hour for each store, which may
    have its own database. Where it is, is asked each time: it may be moved.
    """
    if _near.get(store_code) is not None:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
            "WHERE extname = 'pg_trgm' AND has_schema_privilege(pg_namespace.oid, 'USAGE')"
        )
        row = cursor.fetchone()
    if row is None:
        _near.set(store_code, "", seconds=3600)
        return ""
    return str(row[0])
