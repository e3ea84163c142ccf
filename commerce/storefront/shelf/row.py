"""One shelf row: what a product is in one language, as listings read it. Reads nothing, see `sources`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from moneyed import Money
from wagtail.models import Locale

from commerce.catalogue.models import Attribute, Product, ProductCopy
from commerce.catalogue.states import LISTED
from commerce.kernel.translated import in_language
from commerce.stock.selectors import NOTHING, Available
from commerce.storefront.models import ShelfItem
from commerce.storefront.search.entries import MOST_OF_A_DESCRIPTION, code_words, search_words
from commerce.storefront.shelf.facts import card_facts, facts_as_html, file_facts
from commerce.storefront.shelf.sources import Sources
from pricing.arithmetic.resolution import PriceQuote
from pricing.arithmetic.totals import with_tax, without_tax
from sites.tenants.languages import default_language

WORDY = ("rich_text", "heading", "quote")
BEST_FIRST = ("in_stock", "low_stock", "backorder", "out_of_stock")
# Its launch is still to come: nothing can be bought yet, whatever is in stock.
AWAITED = "awaited"
MOST_SWATCHES = 8


def rows_of(product: Product, sources: Sources) -> list[ShelfItem]:
    """The rows of a visible product, one a language; where it has no words, those of the default language."""
    copies = sources.copies.get(product.pk, {})
    fallback = next((copy for copy in copies.values() if copy.locale.language_code == default_language()), None)
    pairs = [(locale, copies.get(locale.pk) or fallback) for locale in sources.tree.locales]
    return [row_of(product, copy, locale, sources) for locale, copy in pairs if copy is not None]


def row_of(product: Product, copy: ProductCopy, locale: Locale, sources: Sources) -> ShelfItem:
    """The row of a product in a language."""
    variants, own = sources.parts.variants.get(product.pk, []), sources.parts.values.get(product.pk, [])
    quotes = [sources.quotes[variant.pk] for variant in variants if variant.pk in sources.quotes]
    cheapest = min(quotes, key=lambda quote: quote.unit.amount, default=None)
    place = product.pk, locale.pk
    image_id, captions = next(iter(sources.parts.images.get(product.pk, ())), (None, {}))
    language = locale.language_code
    values = [*own, *(value for variant in variants for value in variant.values)]
    brand = product.brand.name if product.brand else ""
    labels = {text for value in values if value.choice for text in (value.choice.labels.get(language),) if text}
    rating, rating_count = sources.ratings.get(product.pk, (None, 0))
    state = AWAITED if product.is_awaited else best_availability(sources.stock.get(v.pk, NOTHING) for v in variants)
    compare_at = cheapest.compare_at if cheapest else None
    return ShelfItem(
        product=product,
        locale=locale,
        listed=product.status in LISTED,
        name=copy.name,
        slug=copy.slug,
        summary=copy.summary,
        brand=brand,
        brand_id=product.brand_id,
        type_id=product.product_type_id,
        specs=card_facts(own, language),
        details={
            "facts": facts_as_html(own, language),
            "files": file_facts(own, language),
            "categories": sources.trails.get(place, []),
            "alternates": [[own.locale.language_code, own.slug] for own in sources.copies.get(product.pk, {}).values()],
        },
        picture_id=image_id,
        picture_alt=(captions.get(language) or copy.name)[:255] if image_id else "",
        picture=sources.pictures.get(image_id) if image_id else None,
        category_ids=sorted(sources.categories.get(place, ())),
        ranks={str(pk): rank for pk, rank in sources.places.get(place, {}).items()},
        choice_ids=sorted({value.choice_id for value in values if value.choice_id}),
        flags=sorted({v.attribute_id if v.boolean else -v.attribute_id for v in values if is_flag(v)}),
        numbers=number_spans(values),
        swatches=swatches_of(values, language),
        skus=[variant.sku.upper() for variant in variants],
        words_of_name=search_words(copy.name),
        words_of_keys=f"{search_words(brand)} {code_words(code for v in variants for code in (v.sku, v.gtin, v.mpn))}",
        words_of_facts=search_words(" ".join(sorted(labels))),
        words_of_text=search_words(f"{copy.summary} {plain_words(copy)}"[:MOST_OF_A_DESCRIPTION]),
        price=cheapest.unit.amount if cheapest else None,
        compare_at=compare_at.amount if compare_at else None,
        shown_price=shown_price(cheapest, sources) if cheapest else None,
        price_varies=len({quote.unit.amount for quote in quotes}) > 1,
        on_sale=bool(cheapest and compare_at and compare_at > cheapest.unit),
        tax_rate=cheapest.rate if cheapest else Decimal(0),
        currency=sources.currency,
        availability=state,
        available_from=product.available_from if product.available_from and product.available_from > timezone.now() else None,
        rating=rating,
        rating_count=rating_count,
        live_since=product.live_since,
        popularity=sources.sold.get(product.pk, 0),
    )


def shown_price(quote: PriceQuote, sources: Sources) -> Decimal:
    """A unit price as the store shows it first, with or without tax: shoppers' ranges are about what they read."""
    unit: Money = quote.unit
    if sources.shows_tax and not sources.is_gross:
        unit = with_tax(unit, rate=quote.rate)
    elif sources.is_gross and not sources.shows_tax:
        unit = without_tax(unit, rate=quote.rate)
    amount: Decimal = unit.amount
    return amount


def is_flag(value: Any) -> bool:
    """Whether it is a yes-or-no fact that is answered."""
    return value.attribute.kind == Attribute.Kind.BOOLEAN and value.boolean is not None


def number_spans(values: Iterable[Any]) -> dict[str, list[str]]:
    """The lowest and the highest number by attribute, in its own unit."""
    found: dict[int, list[Decimal]] = {}
    for value in values:
        if value.attribute.kind == Attribute.Kind.NUMBER and value.number is not None:
            found.setdefault(value.attribute_id, []).append(value.number)
    return {str(pk): [f"{min(numbers):f}", f"{max(numbers):f}"] for pk, numbers in sorted(found.items())}


def swatches_of(values: Iterable[Any], language: str) -> list[list[str]]:
    """[label, colour] of each colour it comes in, in the editors' order."""
    choices = {value.choice_id: value.choice for value in values if value.choice and value.choice.swatch}
    ordered = sorted(choices.values(), key=lambda choice: (choice.sort_order or 0, choice.pk))
    return [[in_language(choice.labels, language) or choice.code, choice.swatch] for choice in ordered[:MOST_SWATCHES]]


def plain_words(copy: ProductCopy) -> str:
    """The words of a description, without markup: what search may find. From the raw data: blocks would take ten times as long."""
    wordy = (child["value"] for child in copy.body.raw_data if child["type"] in WORDY)
    return " ".join(strip_tags(str(value.get("text", "") if isinstance(value, dict) else value)) for value in wordy)


def best_availability(stocks: Iterable[Available]) -> str:
    """The best state of a product's variants: one in stock is enough to be in stock."""
    codes = {stock.code for stock in stocks}
    return next((code for code in BEST_FIRST if code in codes), "out_of_stock")
