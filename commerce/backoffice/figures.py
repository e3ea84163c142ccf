"""Price and stock of products, for the list of products."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Max, Min
from moneyed import Money

from commerce.catalogue.models import Variant
from commerce.stock.selectors import availability
from commerce.storefront.prices import shown
from pricing.models import Price, PriceList
from sites.content.suppliers import supplies
from sites.tenants.context import current_store


@supplies("product figures")
def product_figures(product_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """{"price": "£45.00", "stock": "12"} of each product; both as a span where its variants differ. Three queries."""
    currency = current_store().currency
    prices = Price.objects.filter(
        variant__product__in=product_ids, price_list__kind=PriceList.Kind.BASE, price_list__currency=currency, min_quantity=1
    )
    spans = prices.order_by().values_list("variant__product").annotate(least=Min("amount"), most=Max("amount"))
    found: dict[int, dict[str, str]] = {pk: {} for pk in product_ids}
    for product, least, most in spans:
        found[product]["price"] = span(least, most, currency)
    variants = dict(Variant.objects.filter(product__in=product_ids).values_list("pk", "product"))
    stock: dict[int, int] = {}
    for variant, available in availability(list(variants)).items():
        stock[variants[variant]] = stock.get(variants[variant], 0) + available.quantity
    for product, quantity in stock.items():
        found[product]["stock"] = str(quantity)
    return found


def span(least: Decimal, most: Decimal, currency: str) -> str:
    """One amount ("£45.00"), or two where they differ."""
    low, high = shown(Money(least, currency)), shown(Money(most, currency))
    return low if low == high else f"{low} – {high}"
