"""Which products and pages match, best first. One statement, whose work does not grow with the shop (docs/search.md)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commerce.kernel.ordering import LAST
from commerce.storefront.search.asking import rows
from commerce.storefront.search.pages import PageHit, page_hits, pages_statement
from commerce.storefront.search.understanding import Understood

# So many are ranked; a search that finds more says "more than".
MOST_RANKED = 600
MOST_CODES = 200
LEVELS = 4

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
), ({begun}), ({whole}), ({pages})
"""
BEGUN = """
    SELECT array_agg(product_id) FROM (
        SELECT product_id FROM {codes} WHERE code >= %(begun)s AND code < %(end)s ORDER BY code LIMIT %(most_codes)s
    ) AS begun
"""
WHOLE = "SELECT json_agg(json_build_array(product_id, variant_id)) FROM {codes} WHERE code = ANY(%(whole)s)"
QUOTED = re.compile(r"'[^']+'")


@dataclass(frozen=True, slots=True)
class Matches:
    """Product ids, best first. `is_cut`: there are more, which were not ranked. `exact`: (product, variant) whose SKU, GTIN or
    part number was typed in full.
    """

    product_ids: tuple[int, ...] = ()
    is_cut: bool = False
    exact: tuple[tuple[int, int], ...] = ()
    pages: tuple[PageHit, ...] = ()


def match(understood: Understood, *, locale_id: int, language: str, begun: str = "", whole: Sequence[str] = ()) -> Matches:
    """The products that stand first among those that the words match, those whose code begins with `begun`, those whose code is
    one of `whole`, and pages.

    What sells most and is newest is looked at first, level by level, and no level once six hundred are found. One statement.
    """
    if not understood.query and not begun and not whole:
        return Matches()
    # What matches has all the words: their points are added, which "any of them" does at a tenth of the cost of "all of them".
    anyhow = understood.query.replace(" & ", " | ")
    values: dict[str, Any] = {"any": anyhow, "most": MOST_RANKED, "most_codes": MOST_CODES, "weights": WEIGHTS}
    values |= {"begun": begun, "end": begun + LAST, "whole": list(whole)}
    if understood.itself:
        itself = understood.itself.replace(" & ", " | ")
        values |= {"itself": itself, "of_itself": operands(itself), "of_any": operands(anyhow)}
    values |= {f"level_{number}": f"{understood.query} & '§{locale_id}.{number}'" for number in range(LEVELS)}
    branches = (
        [BRANCH.replace("level_number", f"level_{number}") for number in range(LEVELS)] if understood.query else [NOTHING]
    )
    pages, of_pages = pages_statement(understood.beginnings, locale_id=locale_id)
    statement = MATCH.replace("{branches}", " UNION ALL ".join(branches)).replace("{pages}", pages)
    # What nobody asks is not in the statement: planning it would take longer than finding nothing.
    statement = statement.replace("{begun}", BEGUN if begun else "NULL").replace("{whole}", WHOLE if whole else "NULL")
    statement = statement.replace("{points}", POINTS_TWICE if understood.itself else POINTS)
    ranked, coded, exact, read = (found or [] for found in rows(statement, values | of_pages)[0])
    # A code with a figure in it is meant as a code; `lds` may be both.
    both = [*coded, *ranked] if any(letter.isdigit() for letter in begun) else [*ranked, *coded]
    return Matches(
        tuple(dict.fromkeys(both)),
        is_cut=len(ranked) >= MOST_RANKED,
        exact=tuple(dict.fromkeys((product, variant) for product, variant in exact)),
        pages=page_hits(read, locale_id=locale_id, language=language),
    )


def operands(query: str) -> int:
    """How many words a query has, each once."""
    return len(set(QUOTED.findall(query)))
