"""Orders of some weeks ago, finished: their products show what is bought together, counted as in every store. Safe to repeat."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from commerce.cart.models import Cart, CartLine
from commerce.catalogue.models import Variant
from commerce.checkout.place_order import Placing, freeze_order
from commerce.checkout.summary import summarise
from commerce.fulfilment.models import Shipment, ShipmentLine
from commerce.orders.models import Order, OrderEvent
from commerce.orders.services import plain
from commerce.orders.states import FulfilmentState, OrderStatus, PaymentState
from commerce.payments.models import LedgerEntry
from commerce.storefront.bought_together import count_together
from pricing.selectors import Buyer
from sites.provisioning.demo.apply.talk import products_by_sku
from sites.provisioning.demo.data_orders import DemoOrder
from sites.tenants.context import current_store

PROVIDER = "bank_transfer"
PAID_AFTER, SENT_AFTER = timedelta(hours=20), timedelta(hours=26)


@transaction.atomic
def write_orders(orders: Sequence[DemoOrder]) -> None:
    """All of them, the oldest first, and what is bought together: once."""
    if not orders or Order.objects.filter(email=address_of(orders[0])).exists():
        return
    products = products_by_sku({sku for order in orders for sku in order.skus})
    exact = {variant.sku: variant for variant in Variant.objects.filter(sku__in=products)}
    chosen = {sku: exact.get(sku) or product.variants.order_by("sort_order", "pk")[0] for sku, product in products.items()}
    now = timezone.now()
    for order in sorted(orders, key=lambda one: -one.days):
        write_order(order, [chosen[sku] for sku in order.skus], now)
    count_together(at=now)


def write_order(data: DemoOrder, variants: Sequence[Variant], now: datetime) -> Order:
    """At the prices of today, paid in full and sent in one parcel. Nobody is written to, and stock stays: it is what was left."""
    store = current_store()
    cart = Cart.objects.create(currency=store.currency, status=Cart.Status.ORDERED)
    CartLine.objects.bulk_create(CartLine(cart=cart, variant=variant, quantity=1) for variant in variants)
    at = now - timedelta(days=data.days)
    order = freeze_order(
        summarise(cart=cart, buyer=Buyer(country=store.country), at=now),
        placing=Placing(address_of(data), data.name, data.line, data.city, data.postcode, store.country),
        provider=PROVIDER,
        language=store.default_language,
        at=at,
    )
    order.paid, order.payment_state = order.gross, PaymentState.PAID
    order.status, order.fulfilment_state = OrderStatus.COMPLETED, FulfilmentState.SHIPPED
    order.save(update_fields=["paid", "payment_state", "status", "fulfilment_state"])
    paid, sent = at + PAID_AFTER, at + SENT_AFTER
    kind, currency = LedgerEntry.Kind.CAPTURED, order.currency
    LedgerEntry.objects.create(order=order, kind=kind, amount=order.gross, currency=currency, provider=PROVIDER, at=paid)
    shipment = Shipment.objects.create(order=order, shipped_at=sent)
    lines = list(order.lines.all())
    ShipmentLine.objects.bulk_create(ShipmentLine(shipment=shipment, order_line=line, quantity=1) for line in lines)
    parcel = ", ".join(f"1 × {line.sku}" for line in lines)
    told = (("placed", "", at), ("payment_received", plain(order.total), paid), ("shipped", parcel, sent))
    OrderEvent.objects.bulk_create(
        OrderEvent(order=order, kind=kind, details=details[:300], at=then)
        for kind, details, then in (*told, ("completed", "", sent))
    )
    return order


def address_of(data: DemoOrder) -> str:
    """Where nobody reads mail."""
    return f"{slugify(data.name)}@example.com"
