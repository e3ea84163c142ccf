"""Base prices and stock of imported variants, through the same verbs that staff use."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from moneyed import Money

from commerce.catalogue.models import Variant
from commerce.stock.models import Movement, StockItem
from commerce.stock.services import ensure_location, set_on_hand
from commerce.tax.selectors import rates_in
from legacy_import.prestashop.catalogue import Catalogue
from pricing.arithmetic.totals import with_tax
from pricing.models import PriceList
from pricing.services import ensure_base_list, set_price
from sites.tenants.context import current_store

SIX_PLACES = Decimal("0.000001")


def source_currency(catalogue: Catalogue) -> str:
    """The ISO code of the old shop's default currency; the store's own where it does not say."""
    default = next((currency for currency in catalogue.currencies.values() if currency.default), None)
    return default.iso if default else current_store().currency


def save_price(variant: Variant, net: Decimal, tax_class: str, catalogue: Catalogue) -> None:
    """Set the base price. PrestaShop's are net with six places; a gross list gets them with tax, in whole cents."""
    price_list = ensure_base_list(currency=source_currency(catalogue), basis=PriceList.Basis.NET)
    amount = max(Decimal(0), net)
    if price_list.basis == PriceList.Basis.GROSS:
        rate = rates_in(country=current_store().country, on=timezone.localdate()).get(tax_class, Decimal(0))
        amount = with_tax(Money(amount, price_list.currency), rate=rate).amount
    set_price(price_list=price_list, variant=variant, amount=amount.quantize(SIX_PLACES, rounding=ROUND_HALF_UP))


def save_stock(variant_id: int | None, quantity: int, *, backorder: bool) -> int:
    """Count so many; negative quantities come as they are. Answers the id of the stock row."""
    variant = Variant.objects.get(pk=variant_id)
    location = ensure_location()
    set_on_hand(variant=variant, quantity=quantity, backorder=backorder, location=location, reason=Movement.Reason.IMPORT)
    return int(StockItem.objects.values_list("pk", flat=True).get(variant=variant, location=location))
