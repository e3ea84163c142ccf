"""Finding products as staff look for them: by SKU, GTIN, part number and name, also mistyped.

In three steps: (1) numbers that begin with what was typed, or with its letters and figures alone ("tp ripavo" is TP-RIPAVO);
(2) names that contain each of its words, unless it is a whole number; (3) where it is no number and few names were found, names
that share pieces of words with it, ranked by how alike their words are, with "CO₂" read as co2, and numbers too where no name is
alike or it has a figure. Needs no extension of the database.

Four queries at most. The first reads indexes and costs the same whatever the size of the shop. The others read all names, and
at most `CANDIDATES` of them are looked at closely, so that their cost grows with the shop. Measured, in CPU milliseconds of
process and database, three variants a product:

    products                   10,000    50,000
    a whole number                0.3       0.3
    words of a name                11        65
    one or two, mistyped        33-43   160-185
    four, mistyped                 69       330
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When

from commerce.catalogue.models import Product
from commerce.kernel.ordering import LAST

ENOUGH = 5
MOST = 500
CANDIDATES = 300
LONGEST = 100
SHORT = 6
SHORTEST_BARE = 3
ALIKE = 0.68
MOST_NAMED = 8
WORD = re.compile(r"\w+")
NOT_WORD = re.compile(r"[\W_]+")
WHOLE, BEGUN, LOOSE = 0, 1, 2

# The first of each index, in its order, so that a whole number comes before what begins with it.
NUMBERS_SQL = """
WITH near AS ({branches})
SELECT product_id, place FROM (
    SELECT product_id, sku, CASE
        WHEN typed.number IN (lower(sku), lower(mpn), gtin) THEN 0
        WHEN starts_with(lower(sku), typed.number) OR starts_with(lower(mpn), typed.number)
            OR starts_with(gtin, typed.number) OR starts_with(gtin, '0' || typed.number) THEN 1
        ELSE 2
    END AS place FROM near, (SELECT lower(%(text)s) AS number) AS typed
) AS placed WHERE place <= %(loosest)s ORDER BY place, sku LIMIT %(most)s
"""
# As the indexes of `Variant` have them.
PARTS = dict.fromkeys(map(ord, "-_./ "))
BARE = "translate(lower({}), '-_./ ', '')"
BRANCH = """(SELECT product_id, sku, mpn, gtin FROM catalogue_variant
    WHERE {number} COLLATE "C" >= {begun} AND {number} COLLATE "C" < {begun} || %(last)s{present}
    ORDER BY {number} COLLATE "C" LIMIT %(most)s)"""

# OFFSET: or PostgreSQL would make small letters of a name again for each word that it is searched for.
NAMES = """SELECT id AS product, {form} AS name FROM catalogue_product
        UNION ALL SELECT product_id, {form} FROM catalogue_productcopy"""
NUMBERS = "SELECT product_id AS product, lower(sku || ' ' || mpn) AS name FROM catalogue_variant"
NAMED_SQL = """
SELECT product.id FROM (
    SELECT product FROM (
        {names} UNION ALL SELECT product_id, lower(sku) FROM catalogue_variant OFFSET 0
    ) AS named WHERE {any} GROUP BY product HAVING {all}
) AS hit JOIN catalogue_product AS product ON product.id = hit.product ORDER BY product.name, product.id LIMIT %s
"""
# The pieces that a name shares with what was typed are counted, and the best are kept; most names have none.
ALIKE_SQL = """
SELECT product, name FROM (
    SELECT product, name, {score} AS score FROM ({rows} OFFSET 0) AS named WHERE name ~ %s
) AS scored WHERE score >= %s ORDER BY score DESC, length(name), product LIMIT %s
"""
SMALL = "lower(name)"
# To read CO₂ as co2 costs more than all else, and most names have only plain letters.
PLAIN = "CASE WHEN octet_length(name) = length(name) THEN lower(name) ELSE lower(normalize(name, NFKC)) END"


def found(query: str, products: QuerySet[Product], *, is_ranked: bool = True) -> QuerySet[Product]:
    """Those of `products` that a person looking for `query` means, the best first."""
    ids = product_ids(query)
    matching = products.filter(pk__in=ids)
    if not is_ranked or not ids:
        return matching
    place = Case(*(When(pk=pk, then=Value(position)) for position, pk in enumerate(ids)), output_field=IntegerField())
    return matching.order_by(place)


def product_ids(query: str) -> list[int]:
    """Ids of at most `MOST` products, the best first; none for a query without a letter or figure."""
    text = " ".join(query.replace("\x00", "").split())[:LONGEST]
    if not WORD.search(text):
        return []
    numbers = by_number(text)
    ids = dict.fromkeys(numbers)
    # A whole SKU is meant as one; `lamp`, without a figure, may be a SKU and a word.
    if WHOLE not in numbers.values() or not has_figure(text):
        ids |= dict.fromkeys(by_name(text))
    if not numbers and len(ids) < ENOUGH:
        ids |= dict.fromkeys(by_likeness(text))
    return list(ids)[:MOST]


def by_number(text: str) -> dict[int, int]:
    """Products of which a SKU, GTIN or part number begins with the text, the best first, and how: `WHOLE`, `BEGUN`, or `LOOSE`,
    where it begins with the letters and figures of the text alone, whatever stands between them.
    """
    bare = NOT_WORD.sub("", text)
    if not bare:
        return {}
    typed = {"text": text}
    # Of signs that the indexes keep ("LDS+02"), those of the text may be others.
    if text.translate(PARTS) != bare:
        typed["bare"] = bare
    branches = [
        BRANCH.format(number=BARE.format(field), begun=BARE.format(f"%({name})s"), present=present)
        for field, present in (("sku", ""), ("mpn", " AND mpn <> ''"))
        for name in typed
    ]
    if text.isdecimal():
        typed["zero"] = f"0{text}"
        branches += [BRANCH.format(number="gtin", begun=f"%({name})s", present=" AND gtin <> ''") for name in ("text", "zero")]
    loosest = LOOSE if len(bare) >= SHORTEST_BARE else BEGUN
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        statement = NUMBERS_SQL.format(branches=" UNION ALL ".join(branches))
        cursor.execute(statement, typed | {"last": LAST, "most": MOST, "loosest": loosest})
        for product, place in cursor.fetchall():
            found.setdefault(product, place)
    return found


def has_figure(text: str) -> bool:
    """Whether there is a figure in it, as in most numbers and few words."""
    return any(letter.isdigit() for letter in text)


def by_name(text: str) -> list[int]:
    """Products whose internal name, words in some language, and SKUs contain each word of the text."""
    words = text.split()[:MOST_NAMED]
    has = ["strpos(name, lower(%s)) > 0"] * len(words)
    statement = NAMED_SQL.format(
        names=NAMES.format(form=SMALL), any=" OR ".join(has), all=" AND ".join(f"bool_or({one})" for one in has)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*words, *words, MOST])
        return [pk for (pk,) in cursor.fetchall()]


def by_likeness(text: str) -> list[int]:
    """Products whose names are much like the text, the most alike first; those whose numbers are, where no name is."""
    names = NAMES.format(form=PLAIN)
    if has_figure(text):
        return most_alike(text, f"{names} UNION ALL {NUMBERS}")
    return most_alike(text, names) or most_alike(text, NUMBERS)


def most_alike(text: str, rows: str) -> list[int]:
    """Products whose names among these rows are much like the text, the most alike first."""
    typed = normalize("NFKC", text).lower()
    grams = sorted(pieces(typed))[:40]
    if not grams:
        return []
    score = " + ".join(["(strpos(name, %s) > 0)::int"] * len(grams))
    least = max(1, len(grams) // 4)
    with connection.cursor() as cursor:
        # Only the number of terms is put into the statement; what was typed travels as parameters. Pieces are letters and
        # figures: none of them means something to a pattern.
        cursor.execute(ALIKE_SQL.format(score=score, rows=rows), [*grams, "|".join(grams), least, CANDIDATES])
        found = cursor.fetchall()
    best: dict[int, float] = {}
    for product, name in found:
        best[product] = max(best.get(product, 0.0), likeness(typed, name))
    return sorted((pk for pk, alike in best.items() if alike >= ALIKE), key=lambda pk: (-best[pk], pk))


def pieces(text: str) -> set[str]:
    """What is looked for in names: all three letters in a row of each word ("sensor" -> sen, ens, nso, sor), and all two of
    a text so short that a slip leaves no three of it whole.
    """
    size = 2 if len(text) <= SHORT else 3
    words = [word for word in WORD.findall(text) if len(word) > 1]
    return {word[start : start + size] for word in words for start in range(max(1, len(word) - size + 1))}


def likeness(typed: str, name: str) -> float:
    """How alike, from 0 to 1: each word that was typed against the word it resembles most, and both without blanks."""
    theirs = WORD.findall(name)
    ours = WORD.findall(typed)
    if not ours or not theirs:
        return 0.0
    by_word = sum(max(alike(word, other) for other in theirs) for word in ours) / len(ours)
    one, other = NOT_WORD.sub("", typed), NOT_WORD.sub("", name)
    # Lengths alone say of most names that they are another word.
    could_be = 2 * min(len(one), len(other)) >= ALIKE * (len(one) + len(other)) or other.startswith(one)
    return max(by_word, alike(one, other)) if could_be else by_word


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> float:
    """Likeness of two words; a beginning counts as the word. Names have many words in common: each pair is compared once."""
    if other.startswith(one) and len(one) > 2:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
