"""The variants of a product page: price, steps of quantity, stock, and what can be done with each."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.cart.models import MOST
from commerce.catalogue.models import Product, Variant
from commerce.catalogue.states import WITHOUT_STOCK
from commerce.stock.selectors import NOTHING, Available, availability
from commerce.storefront.cards import is_gross
from commerce.storefront.prices import quote_view, stock_view
from commerce.storefront.product.source import Source
from commerce.storefront.values import AvailabilityView, TierView, VariantView
from commerce.tax.selectors import rates_in, tax_day
from pricing.arithmetic.money import rounded
from pricing.arithmetic.resolution import PriceQuote
from pricing.selectors import Wanted, anyone, resolve_with_steps
from sites.content.generation import cached
from sites.tenants.context import current_store

READY = ("in_stock", "low_stock")


def variant_views(source: Source, *, base: str, chosen: str | None) -> list[VariantView]:
    """Variants with price and stock, one query for all; exactly one is current where there is any: the chosen one (by id),
    else the first in stock.
    """
    variants, product = source.variants, source.product
    if not variants:
        return []
    currency, now = current_store().currency, timezone.now()
    buyer = anyone()
    prices = resolve_with_steps(
        [Wanted(variant.pk, variant.min_quantity) for variant in variants],
        buyer=buyer,
        at=now,
        currency=currency,
        tax_classes={variant.pk: product.tax_class for variant in variants},
        rates=rates_today(buyer.country, tax_day(now)),
        rows=source.prices,
    )
    stocks = availability((variant.pk for variant in variants), kind=product.kind)
    current = current_variant(variants, stocks, chosen)
    gross = is_gross(currency)
    return [
        variant_view(
            variant,
            source,
            prices[variant.pk],
            stocks.get(variant.pk, NOTHING),
            gross=gross,
            url=f"{base}?variant={variant.pk}",
            current=variant.pk == current,
        )
        for variant in variants
    ]


def rates_today(country: str, today: date) -> Mapping[str, Decimal]:
    """The tax rates of that day, cached: they change with the calendar, and when one is saved."""
    found: Mapping[str, Decimal] = cached(f"rates.{country}.{today}", lambda: rates_in(country=country, on=today), frame=True)
    return found


def current_variant(variants: list[Variant], stocks: Mapping[int, Available], chosen: str | None) -> int:
    """The id of the variant that the page is about."""
    by_id = {str(variant.pk): variant.pk for variant in variants}
    if chosen in by_id:
        return by_id[chosen]
    in_stock = (variant.pk for variant in variants if stocks.get(variant.pk, NOTHING).covers(1))
    return next(in_stock, variants[0].pk)


def variant_view(
    variant: Variant, source: Source, quotes: list[PriceQuote], stock: Available, *, gross: bool, url: str, current: bool
) -> VariantView:
    """One variant. `quotes`: its price and its steps; none means that it cannot be bought. Steps are shown of the current one."""
    product = source.product
    quote = quotes[0] if quotes else None
    sold = quote if product.is_sold else None
    most = MOST if stock.backorder else max(0, min(MOST, stock.quantity))
    return VariantView(
        id=variant.pk,
        sku=variant.sku,
        gtin=variant.gtin,
        mpn=variant.mpn,
        label=" / ".join(value.shown() for value in source.values[variant.pk]),
        price=quote_view(quote, gross_basis=gross) if quote else None,
        availability=availability_of(product, stock),
        max_quantity=most if sold else 0,
        min_quantity=variant.min_quantity,
        url=url,
        current=current,
        offer=(str(rounded(quote.gross).amount), str(quote.gross.currency)) if quote else None,
        tiers=tiers(quotes, gross=gross) if current else [],
        is_ready=bool(sold) and product.kind not in WITHOUT_STOCK and not stock.is_endless and stock.code in READY,
        may_alert=bool(quote) and (product.is_awaited or (product.is_sold and not stock.covers(1))),
    )


def availability_of(product: Product, stock: Available) -> AvailabilityView:
    """Whether it can be had, in words. What has no stock says how it is handed over."""
    if product.is_awaited:
        return AvailabilityView("awaited", _("Not available yet"))
    if not product.is_sold:
        return AvailabilityView("gone", _("No longer available"))
    return stock_view(stock, kind=product.kind)


def tiers(quotes: list[PriceQuote], *, gross: bool) -> list[TierView]:
    """Prices by quantity; nothing where one price holds for any."""
    if len(quotes) < 2:
        return []
    first = quotes[0].unit.amount
    return [
        TierView(
            quote.min_quantity,
            quote_view(quote, gross_basis=gross),
            f"{percent} %" if first and (percent := round(100 * (first - quote.unit.amount) / first)) > 0 else "",
        )
        for quote in quotes
    ]
