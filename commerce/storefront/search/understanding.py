"""What was typed, as PostgreSQL sees it: stems, words that may be meant by a begun one, synonyms, compounds (docs/search.md)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from commerce.kernel.ordering import LAST
from commerce.storefront.search.asking import rows
from commerce.storefront.search.boolean import all_of, any_of
from commerce.storefront.search.compounds import compounds_statement, shared, writes_compounds
from commerce.storefront.search.tuning import Synonyms
from commerce.storefront.search.words import folded, words_of
from sites.content.generation import generation_of
from sites.content.stemming import configuration
from sites.tenants.context import current_store
from sites.tenants.near import Near

MOST_BEGUN = 10
SHORTEST_BEGUN = 2
MINUTES = 10 * 60
# What is known of a word, by (store code, generation, locale, word), and of a begun one.
_near = Near(most=5000)

UNDERSTAND = """
SELECT 'typed', word, plainto_tsquery(%(config)s::regconfig, word)::text, 0 FROM unnest(%(words)s::text[]) AS word
UNION ALL
SELECT 'known', word, '', products FROM {known} WHERE locale_id = %(locale)s AND word = ANY(%(words)s)
UNION ALL
(SELECT 'begun', word, plainto_tsquery(%(config)s::regconfig, word)::text, products FROM {known}
WHERE locale_id = %(locale)s AND word > %(begun)s AND word < %(end)s ORDER BY products DESC, word LIMIT %(most)s)
"""
# Of what was typed: units, in any of their phrases, of words.
Units = Sequence[Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed, as PostgreSQL sees it. `query` is empty where only stop words or signs were typed."""

    words: tuple[str, ...]
    query: str
    # The typed words and their synonyms, any of them; empty where `query` has no compounds, that is in most languages.
    itself: str = ""
    # Typed words that stand on no name, brand, attribute or summary of the shelf.
    unknown: tuple[str, ...] = ()
    # For Wagtail's index of pages: of each word that is no stop word, what a word there may begin with.
    beginnings: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Vocabulary:
    """What the statement says of words: typed word -> stem, which of them are known, stems of words that the last one begins, and
    stems of compounds that a word is in.
    """

    stems: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    finished: list[str] = field(default_factory=list)
    inside: dict[str, list[str]] = field(default_factory=dict)


def understand(text: str, *, locale_id: int, language: str, synonyms: Synonyms) -> Understood:
    """Stems of the words, words that the last one may be the beginning of, and synonyms. One statement; none where each of the
    words was asked for of late.
    """
    words = words_of(text)
    units = synonyms.units(words)
    asked = {form for unit in units for phrase in unit for word in phrase for form in (word, folded(word))}
    if not asked:
        return Understood((), "")
    begun = folded(words[-1]) if len(words[-1]) >= SHORTEST_BEGUN else ""
    # Which compounds a word stands for depends on the words beside it.
    read = read_vocabulary if writes_compounds(language) else near_vocabulary
    found = read(units, asked, begun, locale_id=locale_id, language=language)
    return Understood(
        words=tuple(words),
        query=query_of(units, found.stems, found.finished, shared(found.inside, found.stems) if found.inside else {}),
        itself=any_of(sorted(found.stems.values())) if found.inside else "",
        unknown=tuple(dict.fromkeys(word for word in words if not found.known & {word, folded(word)})),
        beginnings=tuple((word, stem.strip("'"), folded(word)) for word in words if (stem := found.stems.get(word))),
    )


def near_vocabulary(units: Units, asked: Collection[str], begun: str, *, locale_id: int, language: str) -> Vocabulary:
    """What this process knows of these words; read where it does not know one of them."""
    code = current_store().code
    place = code, generation_of(code), locale_id
    held = {word: _near.get((*place, word)) for word in asked}
    finished = _near.get((*place, "begun", begun))
    if finished is not None and None not in held.values():
        known = {word for word, (_stem, is_known) in held.items() if is_known}
        return Vocabulary({word: stem for word, (stem, _known) in held.items()}, known, finished)
    found = read_vocabulary(units, asked, begun, locale_id=locale_id, language=language)
    for word in asked:
        _near.set((*place, word), (found.stems.get(word, ""), word in found.known), seconds=MINUTES)
    _near.set((*place, "begun", begun), found.finished, seconds=MINUTES)
    return found


def read_vocabulary(units: Units, asked: Collection[str], begun: str, *, locale_id: int, language: str) -> Vocabulary:
    """From the tables."""
    values: dict[str, Any] = {
        "config": f"pg_catalog.{configuration(language)}",
        "words": sorted(asked),
        "locale": locale_id,
        "begun": begun or LAST,
        "end": (begun or LAST) + LAST,
        "most": MOST_BEGUN,
    }
    statement, of_compounds = compounds_statement(units) if writes_compounds(language) else ("", {})
    found = Vocabulary()
    for kind, word, stem, _number in rows(UNDERSTAND + statement, values | of_compounds):
        if kind == "typed":
            found.stems[word] = stem
        elif kind == "known":
            found.known.add(word)
        elif kind == "begun" and stem:
            found.finished.append(stem)
        elif kind == "inside":
            found.inside.setdefault(word, []).append(stem)
    return found


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
