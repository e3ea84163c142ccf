"""Which orders wait for what."""

from django.db.models import QuerySet

from commerce.orders.models import Order
from commerce.orders.states import PAID_IN_FULL, FulfilmentState, OrderStatus


def ready_to_ship() -> QuerySet[Order]:
    """Orders that stand, are paid in full, and of which something has not left yet: shoppers were told that goods leave when
    the money has arrived. Staff may send an order earlier; it does not count as waiting for them.
    """
    return Order.objects.filter(
        status=OrderStatus.PLACED,
        payment_state__in=PAID_IN_FULL,
        fulfilment_state__in=(FulfilmentState.UNFULFILLED, FulfilmentState.PARTLY_SHIPPED),
    )


def waiting_for_payment() -> QuerySet[Order]:
    """Orders that stand and are not paid in full."""
    return Order.objects.filter(status=OrderStatus.PLACED).exclude(payment_state__in=PAID_IN_FULL)
