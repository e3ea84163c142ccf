"""Which products and pages match, best first. Two statements, whose work does not grow with the shop (docs/search.md)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from commerce.catalogue.staff_search import LAST
from commerce.storefront.models import KnownWord, SearchCode, SearchEntry
from commerce.storefront.search.compounds import compounds_statement, shared, writes_compounds
from commerce.storefront.search.pages import PageHit, page_hits, pages_statement
from commerce.storefront.search.tuning import Synonyms
from commerce.storefront.search.words import SHORTEST_CODE, code_of, folded, words_of
from commerce.storefront.shelf.languages import configuration

# So many are ranked; a search that finds more says "more than".
MOST_RANKED = 600
MOST_CODES = 200
MOST_BEGUN = 10
SHORTEST_BEGUN = 2
LEVELS = 4

UNDERSTAND = """
SELECT 'typed', word, plainto_tsquery(%(config)s::regconfig, word)::text, 0 FROM unnest(%(words)s::text[]) AS word
UNION ALL
SELECT 'known', word, '', products FROM {known} WHERE locale_id = %(locale)s AND word = ANY(%(words)s)
UNION ALL
(SELECT 'begun', word, plainto_tsquery(%(config)s::regconfig, word)::text, products FROM {known}
WHERE locale_id = %(locale)s AND word > %(begun)s AND word < %(end)s ORDER BY products DESC, word LIMIT %(most)s)
UNION ALL
SELECT 'code', product_id::text, variant_id::text, 0 FROM {codes} WHERE code = ANY(%(codes)s)
"""
# Points: 1 for a word in the name, 0.4 for brand and codes, 0.2 for attributes, 0.1 for the description.
BRANCH = """
    SELECT product_id, popularity, {points}
    FROM {entries} WHERE vector @@ %(level_number)s::tsquery
"""
# Where words stand for compounds too: twice the points where the word itself stands. `ts_rank` divides by the number of words.
POINTS = "ts_rank(%(weights)s::real[], vector, %(any)s::tsquery) AS points"
POINTS_TWICE = """%(of_any)s * ts_rank(%(weights)s::real[], vector, %(any)s::tsquery)
        + %(of_itself)s * ts_rank(%(weights)s::real[], vector, %(itself)s::tsquery) AS points"""
WEIGHTS = [0.1, 0.2, 0.4, 1.0]
NOTHING = "SELECT 0::bigint AS product_id, 0 AS popularity, 0 AS points WHERE false"
MATCH = """
SELECT (
    SELECT array_agg(product_id ORDER BY points DESC, popularity DESC, product_id DESC)
    FROM ({branches} LIMIT %(most)s) AS hits
), (
    SELECT array_agg(product_id) FROM (
        SELECT product_id FROM {codes} WHERE code >= %(code)s AND code < %(end)s ORDER BY code LIMIT %(codes)s
    ) AS begun
), ({pages})
"""
QUOTED = re.compile(r"'[^']+'")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed, as PostgreSQL sees it. `query` is empty where only stop words or signs were typed."""

    words: tuple[str, ...]
    query: str
    # The typed words and their synonyms, any of them; empty where `query` has no compounds, that is in most languages.
    itself: str = ""
    # Typed words that stand on no name, brand, attribute or summary of the shelf.
    unknown: tuple[str, ...] = ()
    # The same words as beginnings, for Wagtail's index of pages, which does not know the language.
    loose: str = ""
    # (product, variant) whose SKU, GTIN or part number was typed in full.
    exact: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """Product ids, best first. `is_cut`: there are more, which were not ranked."""

    product_ids: tuple[int, ...] = ()
    is_cut: bool = False
    pages: tuple[PageHit, ...] = ()


def understand(text: str, *, locale_id: int, language: str, synonyms: Synonyms) -> Understood:
    """Stems of the words, words that the last one may be the beginning of, synonyms, and whether it is a code. One statement."""
    words = words_of(text)
    units = synonyms.units(words)
    asked = {form for unit in units for phrase in unit for word in phrase for form in (word, folded(word))}
    begun = folded(words[-1]) if words and len(words[-1]) >= SHORTEST_BEGUN else ""
    codes = codes_typed(text)
    if not asked:
        return Understood((), "")
    values: dict[str, Any] = {
        "config": f"pg_catalog.{configuration(language)}",
        "words": sorted(asked),
        "locale": locale_id,
        "begun": begun or LAST,
        "end": (begun or LAST) + LAST,
        "most": MOST_BEGUN,
        "codes": codes,
    }
    statement, of_compounds = compounds_statement(units) if writes_compounds(language) else ("", {})
    typed: dict[str, str] = {}
    inside: dict[str, list[str]] = {}
    known: set[str] = set()
    finished: list[str] = []
    exact: list[tuple[int, int]] = []
    for kind, word, stem, _number in _rows(UNDERSTAND + statement, values | of_compounds):
        if kind == "typed":
            typed[word] = stem
        elif kind == "known":
            known.add(word)
        elif kind == "begun" and stem:
            finished.append(stem)
        elif kind == "inside":
            inside.setdefault(word, []).append(stem)
        elif kind == "code":
            exact.append((int(word), int(stem)))
    return Understood(
        words=tuple(words),
        query=query_of(units, typed, finished, shared(inside, typed) if inside else {}),
        itself=any_of(sorted(typed.values())) if inside else "",
        unknown=tuple(dict.fromkeys(word for word in words if word not in known and folded(word) not in known)),
        loose=all_of([begun_by([word, typed.get(word, ""), folded(word)]) for word in words if typed.get(word)]),
        exact=tuple(dict.fromkeys(exact)),
    )


def codes_typed(text: str) -> list[str]:
    """The ways in which what was typed may be kept as a code: a GTIN also with and without leading zeros."""
    code = code_of(text)
    if len(code) < SHORTEST_CODE:
        return []
    if not code.isascii() or not code.isdigit():
        return [code]
    return sorted({code, code.lstrip("0").zfill(12), code.lstrip("0").zfill(13), code.lstrip("0").zfill(14)})


def query_of(
    units: Sequence[Sequence[Sequence[str]]],
    stems: dict[str, str],
    finished: Sequence[str],
    inside: Mapping[str, Sequence[str]],
) -> str:
    """All units, each in any of its phrases, each of which needs all of its words; the last word may be any finished one, and
    each may be a compound of it, of which `inside` has the stems.
    """
    parts: list[str] = []
    for place, unit in enumerate(units, 1):
        phrases = []
        for phrase in unit:
            words = [
                any_of([stems.get(word, ""), stems.get(folded(word), ""), *inside.get(folded(word), ())]) for word in phrase
            ]
            phrases.append(all_of(words))
        if place == len(units):
            phrases += finished if len(unit[0]) == 1 else []
        parts.append(any_of(phrases))
    return all_of(parts)


def begun_by(words: Sequence[str]) -> str:
    """Any word that begins with one of these: words or stems in quotes."""
    return any_of([f"'{word.strip(chr(39))}':*" for word in words if word])


def any_of(queries: Sequence[str]) -> str:
    """One of these; empty ones are stop words and count for nothing."""
    found = list(dict.fromkeys(query for query in queries if query))
    return f"({' | '.join(found)})" if len(found) > 1 else "".join(found)


def all_of(queries: Sequence[str]) -> str:
    """All of these; empty ones are stop words and count for nothing."""
    found = list(dict.fromkeys(query for query in queries if query))
    return f"({' & '.join(found)})" if len(found) > 1 else "".join(found)


def match(understood: Understood, *, locale_id: int, language: str, code: str = "") -> Matches:
    """The products that stand first among those that the words match, those whose code begins with `code`, and pages.

    What sells most and is newest is looked at first, level by level, and no level once six hundred are found. One statement.
    """
    if not understood.query and not code:
        return Matches()
    # What matches has all the words: their points are added, which "any of them" does at a tenth of the cost of "all of them".
    anyhow = understood.query.replace(" & ", " | ")
    values: dict[str, Any] = {"any": anyhow, "most": MOST_RANKED, "codes": MOST_CODES, "weights": WEIGHTS}
    # Without a code the range is empty.
    values |= {"code": code or LAST, "end": code + LAST}
    if understood.itself:
        itself = understood.itself.replace(" & ", " | ")
        values |= {"itself": itself, "of_itself": operands(itself), "of_any": operands(anyhow)}
    values |= {f"level_{number}": f"{understood.query} & '§{locale_id}.{number}'" for number in range(LEVELS)}
    branches = (
        [BRANCH.replace("level_number", f"level_{number}") for number in range(LEVELS)] if understood.query else [NOTHING]
    )
    pages, of_pages = pages_statement(understood.loose, locale_id=locale_id)
    statement = MATCH.replace("{branches}", " UNION ALL ".join(branches)).replace("{pages}", pages)
    statement = statement.replace("{points}", POINTS_TWICE if understood.itself else POINTS)
    ranked, coded, read = (found or [] for found in _rows(statement, values | of_pages)[0])
    # A code with a figure in it is meant as a code; `lds` may be both.
    both = [*coded, *ranked] if any(letter.isdigit() for letter in code) else [*ranked, *coded]
    return Matches(
        tuple(dict.fromkeys(both)),
        is_cut=len(ranked) >= MOST_RANKED,
        pages=page_hits(read, locale_id=locale_id, language=language),
    )


def operands(query: str) -> int:
    """How many words a query has, each once."""
    return len(set(QUOTED.findall(query)))


def _rows(text: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(with_tables(text), values)
        return cursor.fetchall()


@lru_cache(maxsize=64)
def with_tables(text: str) -> str:
    """A statement with the names of the tables of search."""
    for name, model in (("known", KnownWord), ("codes", SearchCode), ("entries", SearchEntry)):
        text = text.replace("{" + name + "}", f'"{model._meta.db_table}"')
    return text
