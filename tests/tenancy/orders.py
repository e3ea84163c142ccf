"""An order for tests, placed as the checkout places it."""

from django.db import connection
from django.utils import timezone

from commerce.cart.services import add_to_cart, new_cart
from commerce.checkout.place_order import Placing, place_order
from commerce.checkout.summary import summarise
from commerce.orders.models import Order
from commerce.payments.providers import providers
from commerce.storefront.orders import order_url
from pricing.selectors import Buyer
from sites.tenants.context import current_store
from tests.shop import sell


def place(marker: str, *, pk: int | None = None, sku: str = "") -> str:
    """Order one piece in the active store, with `marker` in name, note and address; the address of the order's page."""
    store = current_store()
    if pk:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('orders_order', 'id'), %s)", [pk - 1])
    cart = new_cart(currency=store.currency)
    add_to_cart(cart=cart, variant_id=sell(sku or f"SKU-{marker}", name=marker).pk, quantity=1)
    summary = summarise(cart=cart, buyer=Buyer(country=store.country), at=timezone.now())
    placing = Placing(
        email="buyer@example.com",
        full_name=marker,
        line1=f"1 {marker} street",
        city="Town",
        postcode="1000",
        country=store.country,
        note=marker,
    )
    order = place_order(
        cart=cart,
        placing=placing,
        seen_total=summary.sums.gross.amount,
        provider=next(iter(providers())),
        language=store.default_language,
        at=timezone.now(),
    )
    return order_url(Order.objects.get(pk=order.pk))
