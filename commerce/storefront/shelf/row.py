"""One shelf row: what a product is in one language, as listings read it. Reads nothing, see `sources`."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.html import strip_tags
from moneyed import Money
from wagtail.models import Locale

from commerce.catalogue.models import Attribute
from commerce.catalogue.states import LISTED, ProductKind
from commerce.kernel.translated import in_language
from commerce.stock.selectors import NOTHING, Available
from commerce.storefront.search.entries import MOST_OF_A_DESCRIPTION, code_words, search_words
from commerce.storefront.shelf.facts import card_facts, file_facts, grouped, in_order, is_file
from commerce.storefront.shelf.parts import Fact, SoldVariant
from commerce.storefront.shelf.sources import Shelved, Sources, Words
from pricing.arithmetic.resolution import PriceQuote
from pricing.arithmetic.totals import with_tax, without_tax
from sites.tenants.languages import default_language

WORDY = ("rich_text", "heading", "quote")
BEST_FIRST = ("in_stock", "low_stock", "backorder", "out_of_stock")
# Its launch is still to come: nothing can be bought yet, whatever is in stock.
AWAITED = "awaited"
# What is not counted: files, had by downloading; services, and bundles of files or services.
DOWNLOAD, ENDLESS = "download", "endless"
MOST_SWATCHES = 8
# A tag without attributes: what most descriptions have, and taken out in a hundredth of the time.
BARE_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*\s?/?>")

# The values of a `ShelfItem` by column.
Row = dict[str, Any]


def rows_of(product: Shelved, sources: Sources) -> Iterator[Row]:
    """The rows of a visible product, one a language; where it has no words, those of the default language."""
    copies = sources.copies.get(product.pk, {})
    codes = {locale.pk: locale.language_code for locale in sources.tree.locales}
    fallback = next((words for pk, words in copies.items() if codes[pk] == default_language()), None)
    own = in_order(sources.parts.values.get(product.pk, ()))
    variants = sources.parts.variants.get(product.pk, [])
    facts = [*own, *(fact for variant in variants for fact in variant.values)]
    shared = shared_by_languages(product, variants, facts, sources)
    alternates = [[code, copies[pk].slug] for pk, code in codes.items() if pk in copies]
    searched = {id(words): searched_words(words) for words in (*copies.values(), fallback) if words}
    for locale in sources.tree.locales:
        if words := copies.get(locale.pk) or fallback:
            in_words = in_one_language(product, words, locale, sources, own=own, facts=facts, alternates=alternates)
            yield shared | in_words | searched[id(words)]


def shared_by_languages(product: Shelved, variants: list[SoldVariant], facts: list[Fact], sources: Sources) -> Row:
    """What is the same in every language."""
    quotes = [sources.quotes[variant.pk] for variant in variants if variant.pk in sources.quotes]
    cheapest = min(quotes, key=lambda quote: quote.unit.amount, default=None)
    compare_at = cheapest.compare_at if cheapest else None
    begins = product.available_from if product.available_from and product.available_from > sources.at else None
    rating, rating_count = sources.ratings.get(product.pk, (None, 0))
    brand = product.brand or ""
    codes = code_words(code for v in variants for code in (v.sku, v.gtin, v.mpn))
    return {
        "product_id": product.pk,
        "listed": product.status in LISTED,
        "brand": brand,
        "brand_id": product.brand_id,
        "type_id": product.type_id,
        "choice_ids": sorted({fact.choice.pk for fact in facts if fact.choice}),
        "flags": sorted({f.attribute.pk if f.boolean else -f.attribute.pk for f in facts if is_flag(f)}),
        "numbers": number_spans(facts),
        "skus": [variant.sku.upper() for variant in variants],
        "words_of_keys": f"{sources.searched(brand)} {codes}",
        "price": cheapest.unit.amount if cheapest else None,
        "compare_at": compare_at.amount if compare_at else None,
        "shown_price": shown_price(cheapest, sources) if cheapest else None,
        "price_varies": len({quote.unit.amount for quote in quotes}) > 1,
        "on_sale": bool(cheapest and compare_at and compare_at > cheapest.unit),
        "tax_rate": cheapest.rate if cheapest else Decimal(0),
        "currency": sources.currency,
        "availability": AWAITED
        if begins
        else best_availability(product.kind, [sources.stock.get(v.pk, NOTHING) for v in variants]),
        "available_from": begins,
        "rating": rating,
        "rating_count": rating_count,
        "live_since": product.live_since,
        "popularity": sources.sold.get(product.pk, 0),
    }


def in_one_language(
    product: Shelved,
    words: Words,
    locale: Locale,
    sources: Sources,
    *,
    own: list[Fact],
    facts: list[Fact],
    alternates: list[list[str]],
) -> Row:
    """What a language has of its own; `own` are the facts of the product in order, `facts` also those of its variants."""
    place, language, wording = (product.pk, locale.pk), locale.language_code, sources.tree.wording[locale.pk]
    image_id, captions = next(iter(sources.parts.images.get(product.pk, ())), (None, {}))
    labels = {text for fact in facts if fact.choice for text in (fact.choice.labels.get(language),) if text}
    return {
        "locale_id": locale.pk,
        "name": words.name,
        "slug": words.slug,
        "summary": words.summary,
        "specs": card_facts(own, wording),
        "details": {
            "facts": grouped(wording.of(fact) for fact in own if not is_file(fact)),
            "files": file_facts(own, language),
            "categories": sources.trails.get(place, []),
            "alternates": alternates,
        },
        "picture_id": image_id,
        "picture_alt": (captions.get(language) or words.name)[:255] if image_id else "",
        "picture": sources.pictures.get(image_id) if image_id else None,
        "category_ids": sorted(sources.categories.get(place, ())),
        "ranks": {str(pk): rank for pk, rank in sources.places.get(place, {}).items()},
        "swatches": swatches_of(facts, language),
        "words_of_facts": sources.searched(" ".join(sorted(labels))),
    }


def searched_words(words: Words) -> Row:
    """The words of a text that search finds it by."""
    return {
        "words_of_name": search_words(words.name),
        "words_of_text": search_words(f"{words.summary} {plain_words(words.body)}"[:MOST_OF_A_DESCRIPTION]),
    }


def shown_price(quote: PriceQuote, sources: Sources) -> Decimal:
    """A unit price as the store shows it first, with or without tax: shoppers' ranges are about what they read."""
    unit: Money = quote.unit
    if sources.shows_tax and not sources.is_gross:
        unit = with_tax(unit, rate=quote.rate)
    elif sources.is_gross and not sources.shows_tax:
        unit = without_tax(unit, rate=quote.rate)
    amount: Decimal = unit.amount
    return amount


def is_flag(fact: Fact) -> bool:
    """Whether it is a yes-or-no fact that is answered."""
    return fact.boolean is not None and fact.attribute.kind == Attribute.Kind.BOOLEAN


def number_spans(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """The lowest and the highest number by attribute, in its own unit."""
    found: dict[int, list[Decimal]] = {}
    for fact in facts:
        if fact.number is not None and fact.attribute.kind == Attribute.Kind.NUMBER:
            found.setdefault(fact.attribute.pk, []).append(fact.number)
    return {str(pk): [f"{min(numbers):f}", f"{max(numbers):f}"] for pk, numbers in sorted(found.items())}


def swatches_of(facts: Iterable[Fact], language: str) -> list[list[str]]:
    """[label, colour] of each colour it comes in, in the editors' order."""
    choices = {fact.choice.pk: fact.choice for fact in facts if fact.choice and fact.choice.swatch}
    ordered = sorted(choices.values(), key=lambda choice: (choice.sort_order or 0, choice.pk))
    return [[in_language(choice.labels, language) or choice.code, choice.swatch] for choice in ordered[:MOST_SWATCHES]]


def plain_words(body: str) -> str:
    """The words of a description, without markup: what search may find. From what is kept: blocks would take ten times as
    long.
    """
    blocks = json.loads(body) if body else []
    wordy = (block["value"] for block in blocks or () if block["type"] in WORDY)
    return " ".join(without_tags(str(value.get("text", "") if isinstance(value, dict) else value)) for value in wordy)


def without_tags(text: str) -> str:
    """The text without its markup."""
    bare = BARE_TAG.sub("", text)
    return strip_tags(text) if "<" in bare else bare


def best_availability(kind: str, stocks: list[Available]) -> str:
    """The best state of a product's variants: one in stock is enough to be in stock. What has no stock is in none: it is there
    to download, or available without end.
    """
    if any(stock.is_endless for stock in stocks):
        return DOWNLOAD if kind == ProductKind.DIGITAL else ENDLESS
    codes = {stock.code for stock in stocks}
    return next((code for code in BEST_FIRST if code in codes), "out_of_stock")
