"""Products as price comparisons want them, one item a variant: read in batches, a fixed number of queries each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from moneyed import Money

from commerce.catalogue.models import ProductCopy, ProductImage, Variant, VariantValue
from commerce.catalogue.states import ProductKind
from commerce.stock.selectors import NOTHING, availability
from commerce.storefront.found.openness import open_mounts
from commerce.storefront.found.plain import one_line, plain_text, words_of
from commerce.storefront.links import locale_ids
from commerce.storefront.models import ShelfItem
from commerce.storefront.product.variants import rates_today
from commerce.tax.selectors import tax_day
from pricing.arithmetic.money import rounded
from pricing.arithmetic.resolution import PriceQuote
from pricing.arithmetic.totals import with_tax, without_tax
from pricing.models import PriceList
from pricing.selectors import Wanted, anyone, resolve_with_steps
from sites.content.images import StoreRendition
from sites.content.pictures import PAGE_WIDTHS, filters
from sites.tenants.addresses import base_url
from sites.tenants.context import current_store

BATCH = 200
MOST_PICTURES = 10
TITLE, DESCRIPTION = 150, 5000
# Where advertised prices are without tax; everywhere else they include it.
WITHOUT_TAX = ("US", "CA", "IN")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A variant that can be seen and has a price. Prices as "54.00 GBP"; `price` is the former one while `sale_price` holds."""

    id: str
    group: str
    title: str
    description: str
    link: str
    pictures: tuple[str, ...]
    availability: str
    price: str
    sale_price: str
    brand: str
    gtin: str
    mpn: str
    trail: str
    weight: str

    @property
    def is_identified(self) -> bool:
        """Whether others sell it under the same number."""
        return bool(self.gtin or (self.mpn and self.brand))


def feed_currencies() -> list[str]:
    """The currencies with a base price list, the store's own first."""
    own = current_store().currency
    found = PriceList.objects.filter(kind=PriceList.Kind.BASE).order_by("currency").values_list("currency", flat=True)
    return sorted(found, key=lambda code: (code != own, code))


def feed_items(*, language: str, currency: str) -> Iterator[list[FeedItem]]:
    """Everything for sale that has words in the language, a price in the currency and a picture, a batch at a time.

    What is still awaited, and services, are left out: nobody could order them from an advertisement. Nothing of a protected
    catalogue or a hidden store. Eight queries a batch.
    """
    mount = open_mounts().get(language)
    locale = locale_ids().get(language)
    after = 0
    while mount and locale:
        rows = list(
            ShelfItem.objects.filter(locale=locale, listed=True, product_id__gt=after)
            .order_by("product_id")
            .values(
                "product_id",
                "slug",
                "name",
                "brand",
                "available_from",
                "summary",
                kind=F("product__kind"),
                tax_class=F("product__tax_class"),
                own=F("details__alternates"),
                trail=F("details__categories"),
            )[:BATCH]
        )
        if not rows:
            return
        after = rows[-1]["product_id"]
        with translation.override(language):
            items = batch_items(rows, base=f"{base_url()}{mount}", language=language, currency=currency)
        yield items


def batch_items(rows: Sequence[Mapping[str, Any]], *, base: str, language: str, currency: str) -> list[FeedItem]:
    """The items of these shelf rows."""
    now = timezone.now()
    products = {row["product_id"]: row for row in rows if is_offered(row, language, now)}
    variants: dict[int, list[Variant]] = defaultdict(list)
    for variant in Variant.objects.filter(product__in=products, is_active=True).order_by("product", "sort_order", "pk"):
        variants[variant.product_id].append(variant)
    every = [variant for several in variants.values() for variant in several]
    quotes = quotes_of(every, products, currency=currency, now=now)
    stock = availability(variant.pk for variant in every)
    labels, texts = options_of(every), texts_of(products, language)
    pictures, own = pictures_of(products), own_pictures(every)
    items = []
    for pk, row in products.items():
        for variant in variants[pk]:
            quote = next(iter(quotes.get(variant.pk, ())), None)
            shown = own_first(pictures[pk], own[variant.pk])
            if quote is None or not shown:
                continue
            price, sale = prices_of(quote)
            items.append(
                FeedItem(
                    id=variant.sku,
                    group=f"p{pk}" if len(variants[pk]) > 1 else "",
                    title=one_line(" ".join(filter(None, (row["name"], labels[variant.pk]))), most=TITLE),
                    description=texts.get(pk) or one_line(row["summary"] or row["name"]),
                    link=f"{base}{row['slug']}/?variant={variant.pk}",
                    pictures=shown[:MOST_PICTURES],
                    availability=stock.get(variant.pk, NOTHING).code,
                    price=price,
                    sale_price=sale,
                    brand=one_line(row["brand"]),
                    gtin=variant.gtin,
                    mpn=variant.mpn,
                    trail=" > ".join(title for title, _url in row["trail"] or []),
                    weight=f"{variant.weight.normalize():f} kg" if variant.weight else "",
                )
            )
    return items


def is_offered(row: Mapping[str, Any], language: str, now: datetime) -> bool:
    """Whether it can be ordered now, and is described in the language."""
    spoken = {code for code, _slug in row["own"] or []}
    begun = row["available_from"] is None or row["available_from"] <= now
    return language in spoken and begun and row["kind"] != ProductKind.SERVICE


def quotes_of(
    variants: Sequence[Variant], products: Mapping[int, Mapping[str, Any]], *, currency: str, now: datetime
) -> dict[int, list[PriceQuote]]:
    """The price of the least quantity of each. One query."""
    buyer = anyone()
    return resolve_with_steps(
        [Wanted(variant.pk, variant.min_quantity) for variant in variants],
        buyer=buyer,
        at=now,
        currency=currency,
        tax_classes={variant.pk: products[variant.product_id]["tax_class"] for variant in variants},
        rates=rates_today(buyer.country, tax_day(now)),
    )


def prices_of(quote: PriceQuote) -> tuple[str, str]:
    """(price, sale price): the former price and the present one where it is lower, else the present one alone."""
    taxed = current_store().country not in WITHOUT_TAX
    now = quote.gross if taxed else quote.net
    if quote.compare_at is None or quote.compare_at <= quote.unit:
        return amount(now), ""
    gross_basis = quote.unit == quote.gross
    if taxed:
        former = quote.compare_at if gross_basis else with_tax(quote.compare_at, rate=quote.rate)
    else:
        former = without_tax(quote.compare_at, rate=quote.rate) if gross_basis else quote.compare_at
    return amount(former), amount(now)


def amount(money: Money) -> str:
    """`54.00 GBP`, in the currency's minor unit."""
    return f"{rounded(money).amount} {money.currency}"


def options_of(variants: Sequence[Variant]) -> dict[int, str]:
    """What tells each variant apart, in words. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    values = VariantValue.objects.filter(variant__in=variants).select_related("attribute", "choice")
    for value in values.order_by("attribute__position", "pk"):
        found[value.variant_id].append(value.shown())
    return defaultdict(str, {pk: " / ".join(filter(None, shown)) for pk, shown in found.items()})


def texts_of(product_ids: Mapping[int, Any], language: str) -> dict[int, str]:
    """Summary and description of each as plain text. One query."""
    copies = ProductCopy.objects.filter(product__in=product_ids, locale__language_code=language, live=True)
    return {copy.product_id: plain_text(f"{copy.summary}</p>{words_of(copy.body)}", most=DESCRIPTION) for copy in copies}


def pictures_of(product_ids: Mapping[int, Any]) -> dict[int, list[tuple[int, str]]]:
    """(id, address) of the pictures of each, in order: the largest size, else the original. One query."""
    largest = StoreRendition.objects.filter(image=OuterRef("image"), filter_spec=filters(PAGE_WIDTHS)[-1]).values("file")[:1]
    rows = ProductImage.objects.filter(product__in=product_ids).order_by("product", "sort_order", "pk")
    base = base_url()
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for product, pk, name in rows.values_list("product_id", "pk", Coalesce(Subquery(largest), "image__file")):
        found[product].append((pk, f"{base}{default_storage.url(name)}"))
    return found


def own_pictures(variants: Sequence[Variant]) -> dict[int, set[int]]:
    """The ids of the pictures of each variant itself. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    for variant, picture in Variant.pictures.through.objects.filter(variant__in=variants).values_list(
        "variant_id", "productimage_id"
    ):
        found[variant].add(picture)
    return found


def own_first(pictures: Sequence[tuple[int, str]], own: set[int]) -> tuple[str, ...]:
    """Addresses, those of the variant's own before the others."""
    return tuple(address for _pk, address in sorted(pictures, key=lambda row: row[0] not in own))
