"""Finding products as staff look for them: by SKU, GTIN, part number and name, also mistyped.

In three steps: (1) numbers that begin with what was typed, or with its letters and figures alone ("tp ripavo" is TP-RIPAVO);
(2) names that contain each of its words; (3) where it is no number and few names were found, names and numbers that share pieces
of words with it, ranked by how alike their words are, with "CO₂" read as co2. Needs no extension of the database. Three queries
at most, and at most `CANDIDATES` rows are looked at closely.
"""

import re
from difflib import SequenceMatcher
from unicodedata import normalize

from django.db import connection
from django.db.models import Case, Func, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Lower

from commerce.catalogue.models import Product, Variant

ENOUGH = 5
MOST = 500
CANDIDATES = 300
LONGEST = 100
SHORT = 6
SHORTEST_BARE = 3
ALIKE = 0.68
WORD = re.compile(r"\w+")
NOT_WORD = re.compile(r"[\W_]+")

# Names and numbers of products; the pieces that a name shares with what was typed are counted, and the best are kept.
ALIKE_SQL = """
SELECT product, name FROM (
    SELECT product, name, {score} AS score FROM (
        SELECT id AS product, lower(normalize(name, NFKC)) AS name FROM catalogue_product
        UNION ALL
        SELECT product_id, lower(normalize(name, NFKC)) FROM catalogue_productcopy
        UNION ALL
        SELECT product_id, lower(sku || ' ' || mpn) FROM catalogue_variant
    ) AS named
) AS scored WHERE score >= %s ORDER BY score DESC, length(name), product LIMIT %s
"""


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
    ids = dict.fromkeys([*numbers, *by_name(text)])
    if not numbers and len(ids) < ENOUGH:
        ids |= dict.fromkeys(by_likeness(text))
    return list(ids)[:MOST]


def by_number(text: str) -> list[int]:
    """Products of which a SKU, GTIN or part number begins with the text: whole ones first, last those that begin with its letters
    and figures alone, whatever stands between them.
    """
    begins = Q(sku__istartswith=text) | Q(mpn__istartswith=text)
    if text.isdecimal():
        begins |= Q(gtin__startswith=text) | Q(gtin__startswith=f"0{text}")
    whole = Q(sku__iexact=text) | Q(mpn__iexact=text) | Q(gtin=text)
    rank = Case(When(whole, then=Value(0)), When(begins, then=Value(1)), default=Value(2), output_field=IntegerField())
    bare = NOT_WORD.sub("", text).lower()
    if len(bare) >= SHORTEST_BARE:
        begins |= Q(bare_sku__startswith=bare) | Q(bare_mpn__startswith=bare)
    rows = Variant.objects.alias(bare_sku=bare_of("sku"), bare_mpn=bare_of("mpn")).filter(begins).annotate(rank=rank)
    return list(dict.fromkeys(rows.order_by("rank", "sku").values_list("product", flat=True)[:MOST]))


def bare_of(field: str) -> Func:
    """A number without the signs that people put between its parts."""
    return Func(Lower(field), Value("-_./ "), Value(""), function="translate", output_field=TextField())


def by_name(text: str) -> list[int]:
    """Products whose internal name, words in some language, or a number contain each word of the text."""
    wanted = Q()
    for word in text.split()[:8]:
        wanted &= Q(name__icontains=word) | Q(copies__name__icontains=word) | Q(variants__sku__icontains=word)
    rows = Product.objects.filter(wanted).order_by("name", "pk").values_list("pk", flat=True)
    return list(dict.fromkeys(rows[: 4 * MOST]))


def by_likeness(text: str) -> list[int]:
    """Products whose names are much like the text, the most alike first."""
    typed = normalize("NFKC", text).lower()
    grams = sorted(pieces(typed))[:40]
    if not grams:
        return []
    score = " + ".join(["(strpos(name, %s) > 0)::int"] * len(grams))
    least = max(1, len(grams) // 4)
    with connection.cursor() as cursor:
        # Only the number of terms is put into the statement; what was typed travels as parameters.
        cursor.execute(ALIKE_SQL.format(score=score), [*grams, least, CANDIDATES])
        rows = cursor.fetchall()
    best: dict[int, float] = {}
    for product, name in rows:
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
    return max(by_word, alike(NOT_WORD.sub("", typed), NOT_WORD.sub("", name)))


def alike(one: str, other: str) -> float:
    """Likeness of two words; a beginning counts as the word."""
    if other.startswith(one) and len(one) > 2:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
