"""Words inside other words: *Raumklimasensor* is a sensor, in languages that write compounds in one word. See docs/search.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from commerce.kernel.ordering import LAST
from commerce.storefront.models import KnownWord
from commerce.storefront.search.words import folded
from sites.content.stemming import configuration

# Here a new noun is made by writing two together, and shoppers look for its parts. English and the Romance and Slavic
# languages put a blank, a preposition or an adjective between, so that the parts are words already.
COMPOUNDING = frozenset({"af", "da", "de", "et", "fi", "fo", "fy", "hu", "is", "lb", "nb", "nl", "nn", "no", "sv"})
# `tor` ends Detektor, which is no gate; `tür` may well begin a Türsensor.
SHORTEST_END, SHORTEST_START = 4, 3
# What is left of the compound beside the part: `reis` is no part of Preis, nor `rad` one of Radio.
SHORTEST_REST = 3
# So many words of what is typed, and of their synonyms, are looked for in others.
MOST_PARTS = 16
# Each part is found in so many stems, the most frequent ones among so many known words, which are in the order of the index.
MOST_FOUND, MOST_READ = 10, 500

# Added to the statement that understands words. Ranges of two indexes: known words from behind, and from the front. Where
# the stem is shorter than a part may be (Käse: kas), the end is compared as it was typed, so that `tore` is not in Detektor.
INSIDE = """
UNION ALL
SELECT 'inside', part.word, quote_literal(reverse(hit.ending)), 0
FROM unnest(%(parts)s::text[], %(starts)s::boolean[]) AS part (word, may_start)
CROSS JOIN LATERAL (
    -- OFFSET: or PostgreSQL would stem the word again for each row that it is compared with.
    SELECT reverse((tsvector_to_array(to_tsvector(%(config)s::regconfig, part.word)))[1]) AS ending OFFSET 0
) AS typed
CROSS JOIN LATERAL (
    (SELECT ending FROM (
        SELECT word, ending, products FROM {known} WHERE locale_id = %(locale)s AND ending <> ''
            AND length(part.word) >= %(shortest_end)s AND ending > typed.ending AND ending < typed.ending || %(last)s
        ORDER BY ending LIMIT %(most_read)s
    ) AS near
    WHERE length(ending) >= length(typed.ending) + %(rest)s
        AND (length(typed.ending) >= %(shortest_end)s OR right(word, length(part.word)) = part.word)
    GROUP BY ending ORDER BY {several}sum(products) DESC, ending LIMIT %(most_found)s)
    UNION ALL
    (SELECT ending FROM (
        SELECT word, ending, products FROM {known} WHERE locale_id = %(locale)s AND ending <> ''
            AND part.may_start AND typed.ending <> '' AND word > part.word AND word < part.word || %(last)s
        ORDER BY word LIMIT %(most_read)s
    ) AS near
    WHERE length(word) >= length(part.word) + %(rest)s
    GROUP BY ending ORDER BY {several}sum(products) DESC, ending LIMIT %(most_found)s)
) AS hit
"""
# Of several words, compounds that have more than one come first: `boden sensor` means Bodenfeuchtesensor.
SEVERAL = "max((SELECT count(*) FROM unnest(%(parts)s::text[]) AS other WHERE strpos(near.word, other) > 0)) DESC, "
NOTE = """
UPDATE {known} AS known SET ending = reverse(stemmed.stem) FROM (
    SELECT id, (tsvector_to_array(to_tsvector(%(config)s::regconfig, word)))[1] AS stem FROM {known}
    WHERE locale_id = %(locale)s AND ending = '' AND (%(words)s::text[] IS NULL OR word = ANY(%(words)s))
) AS stemmed WHERE stemmed.id = known.id AND stemmed.stem IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A typed word, without accents. `may_start`: it is looked for at the beginning of others too."""

    word: str
    may_start: bool


def writes_compounds(language: str) -> bool:
    """Whether two nouns are written in one word: in German, not in English."""
    return language.split("-", maxsplit=1)[0] in COMPOUNDING


def parts_of(units: Sequence[Sequence[Sequence[str]]]) -> list[Part]:
    """What may be a part of a compound: each word of the units, and of their synonyms after them. The last word's beginnings
    are found for every language.
    """
    last = units[-1][0][-1:] if units else ()
    typed = [word for unit in units for word in unit[0]]
    equal = [word for unit in units for phrase in unit[1:] for word in phrase]
    words = dict.fromkeys(folded(word) for word in (*typed, *equal))
    ended = {folded(word) for word in last}
    parts = [Part(word, may_start=len(word) >= SHORTEST_START and word not in ended) for word in words if word.isalpha()]
    return [part for part in parts if part.may_start or len(part.word) >= SHORTEST_END][:MOST_PARTS]


def compounds_statement(units: Sequence[Sequence[Sequence[str]]]) -> tuple[str, dict[str, Any]]:
    """SQL to be added, whose rows are ('inside', word, stem of a compound, 0), and its parameters; nothing where no word may be
    a part.
    """
    parts = parts_of(units)
    if not parts:
        return "", {}
    return INSIDE.replace("{several}", SEVERAL if len(parts) > 1 else ""), {
        "parts": [part.word for part in parts],
        "starts": [part.may_start for part in parts],
        "shortest_end": SHORTEST_END,
        "rest": SHORTEST_REST,
        "most_read": MOST_READ,
        "most_found": MOST_FOUND,
        "last": LAST,
    }


def shared(inside: Mapping[str, Sequence[str]], stems: Mapping[str, str]) -> dict[str, list[str]]:
    """The compounds by each of the words that they have in them, wherever it stands: *Aandtafellamp*, found for `lamp`, is one
    for `tafel lamp`. `inside` and `stems` are of quoted stems by word.
    """
    found = dict.fromkeys(compound for compounds in inside.values() for compound in compounds)
    shares = {word: list(compounds) for word, compounds in inside.items()}
    for word, quoted in stems.items():
        stem = quoted.strip("'")
        if len(stem) >= SHORTEST_START:
            own = inside.get(word, ())
            shares[word] = [compound for compound in found if compound in own or stem in compound]
    return shares


def note_endings(*, locale_id: int, language: str, words: Sequence[str] | None = None) -> None:
    """Keep the stems of these known words, or of all that have none yet, from behind. One statement; none in a language
    without compounds.
    """
    if not writes_compounds(language):
        return
    statement = NOTE.format(known=connection.ops.quote_name(KnownWord._meta.db_table))
    values: dict[str, Any] = {
        "config": f"pg_catalog.{configuration(language)}",
        "locale": locale_id,
        "words": None if words is None else list(words),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
