"""A shopper's ways, for tests: through the verbs, and through the pages without JavaScript."""

import html
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from commerce.cart.models import Cart
from commerce.cart.services import add_to_cart, new_cart
from commerce.catalogue.models import Variant
from commerce.checkout.place_order import Placing, place_order
from commerce.checkout.summary import summarise
from commerce.orders.models import Order
from commerce.shipping.models import ShippingMethod
from pricing.selectors import Buyer
from sites.tenants.context import current_store
from tests.shop import sell

ADDRESSES = {
    "GB": {"line1": "1 High Street", "city": "Leeds", "postcode": "LS1 4AP", "country": "GB"},
    "DE": {"line1": "Hauptstr. 1", "city": "Köln", "postcode": "50667", "country": "DE"},
    "ZA": {"line1": "12 Long Street", "city": "Cape Town", "postcode": "8001", "country": "ZA"},
}
TOTALS = {"acme": "116.16", "bolt": "3167.70"}


def delivery(amount: str) -> None:
    """The active store's flat price of delivery."""
    ShippingMethod.objects.update(amount=Decimal(amount))


def worked_goods() -> dict[str, tuple[Variant, int]]:
    """The goods of docs/orders.md in the active store: SKU -> variant and the quantity bought."""
    if current_store().schema_name == "acme":
        delivery("4.95")
        goods = {"LDS02": ("45.00", 2, 10), "CABLE": ("0.018519", 100, 500)}
    else:
        delivery("99.00")
        goods = {"GUITAR": ("2499.00", 1, 10), "STRINGS": ("189.90", 3, 30)}
    return {sku: (sell(sku, price=price, stock=stock), count) for sku, (price, count, stock) in goods.items()}


def cart_with(*lines: tuple[Variant, int]) -> Cart:
    """A cart of the active store."""
    cart = new_cart(currency=current_store().currency)
    for variant, quantity in lines:
        add_to_cart(cart=cart, variant_id=variant.pk, quantity=quantity)
    return cart


def total_of(cart: Cart, *, country: str = "") -> Decimal:
    """What the checkout shows."""
    buyer = Buyer(country=country or current_store().country)
    return summarise(cart=cart, buyer=buyer, at=timezone.now()).sums.gross.amount


def buy(
    cart: Cart, *, seen_total: Decimal | None = None, country: str = "", language: str = "en", email: str = "ann@example.com"
) -> Order:
    """Place the order of a cart, at the total it has now unless another was seen."""
    country = country or current_store().country
    return place_order(
        cart=cart,
        placing=Placing(email=email, full_name="Ann Example", **ADDRESSES[country]),
        seen_total=total_of(cart, country=country) if seen_total is None else seen_total,
        provider="bank_transfer",
        language=language,
        at=timezone.now(),
    )


def worked_order(*, language: str = "en") -> Order:
    """The order of docs/orders.md in the active store."""
    return buy(cart_with(*worked_goods().values()), language=language)


def text_of(response: HttpResponse) -> str:
    """What stands in a page, entities resolved."""
    return html.unescape(response.content.decode())


def hidden(response: HttpResponse, name: str) -> str:
    """The value of a hidden field of the page."""
    fields = re.findall(r'<input type="hidden"[^>]*>', response.content.decode())
    values = [re.search(r'value="([^"]*)"', field) for field in fields if f'name="{name}"' in field]
    value = next(filter(None, values), None)
    assert value, f"no hidden field {name}"
    return html.unescape(value[1])


def put_in_cart(shopper: Client, variant: Variant, quantity: Any = 1, **more: Any) -> HttpResponse:
    """Press “Add to cart”."""
    return shopper.post("/cart/add/", {"variant": variant.pk, "quantity": quantity}, **more)


def filled(page: HttpResponse, address: str, /, **changes: str) -> dict[str, str]:
    """The checkout form of that page, filled in."""
    form = {
        "email": "ann@example.com",
        "full_name": "Ann Example",
        "note": "Ring twice",
        **ADDRESSES[address],
        "seen_total": hidden(page, "seen_total"),
        "checkout_key": hidden(page, "checkout_key"),
    }
    return form | changes


def keeps(page: HttpResponse, form: Mapping[str, str]) -> bool:
    """Whether the page shows again what was typed."""
    shown = text_of(page)
    typed = {name: value for name, value in form.items() if name not in ("seen_total", "checkout_key", "country") and value}
    return all(value in shown for value in typed.values()) and f'value="{form["country"]}" selected' in shown
