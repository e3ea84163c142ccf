"""What orders themselves can do: remember, move, be cancelled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from moneyed import Money

from commerce.catalogue.states import WITHOUT_STOCK, ProductKind
from commerce.kernel.events import OrderCancelled, publish
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import FIRST_NUMBER, Order, OrderEvent, OrderLine
from commerce.orders.states import PAID_IN_FULL, FulfilmentState, OrderLife, OrderStatus
from commerce.stock.services import release
from pricing.arithmetic.money import rounded


def holder_of(order: Order) -> str:
    """The name under which stock is reserved for an order."""
    return f"order:{order.pk}"


def lock_order(order: Order) -> Order:
    """The order, read again and locked until the transaction ends; call it first in every verb."""
    return Order.objects.select_for_update().get(pk=order.pk)


def assign_number(order: Order) -> None:
    """Give a new order its number: 1001, 1002 … Numbers of orders may have gaps, those of invoices may not."""
    order.number = str(FIRST_NUMBER + order.pk)
    order.save(update_fields=["number"])


def remember(*, order: Order, kind: str, at: datetime, details: str = "", by: Any = None) -> OrderEvent:
    """Append to the order's history. `details` are facts that read alike in every language: amounts, SKUs, references, what
    staff wrote. `by` is the user who did it; None for the customer and for machines.
    """
    return OrderEvent.objects.create(order=order, kind=kind, details=details[:300], at=at, by=by)


def plain(amount: Money) -> str:
    """`54.00 GBP`: an amount that reads alike in every language."""
    return f"{rounded(amount).amount:f} {amount.currency}"


def is_paid(order: Order) -> bool:
    """Whether all of it has come in."""
    return order.payment_state in PAID_IN_FULL


def goods_of(lines: Iterable[OrderLine], quantities: Mapping[int, int]) -> dict[int, int]:
    """What `quantities` (by order line id) take off the shelf: variant id -> quantity, bundles by the parts that were written
    down when they were bought. Lines come with their `parts` prefetched; files and services take nothing.
    """
    goods: dict[int, int] = defaultdict(int)
    for line in lines:
        wanted = quantities.get(line.pk, 0)
        if line.kind == ProductKind.BUNDLE:
            for part in line.parts.all():
                if part.kind not in WITHOUT_STOCK:
                    goods[part.variant_id] += part.quantity * wanted
        elif line.is_shipped:
            goods[line.variant_id] += wanted
    return {variant: count for variant, count in goods.items() if count}


def complete_if_done(*, order: Order, at: datetime) -> None:
    """Close an order that is paid, and shipped in full or without anything to ship."""
    done = is_paid(order) and order.fulfilment_state in (FulfilmentState.SHIPPED, FulfilmentState.NOT_NEEDED)
    if done and OrderLife.may(order.status, OrderStatus.COMPLETED):
        order.status = OrderStatus.COMPLETED
        order.save(update_fields=["status"])
        remember(order=order, kind="completed", at=at)


@transaction.atomic
def cancel_order(*, order: Order, reason: str, at: datetime, by: Any = None) -> Order:
    """The order will not be fulfilled: its stock is free again. Raises NotAllowed once anything was shipped or it is final.

    Money that came in is not sent back by this: the history says how much is to be refunded.
    """
    order = lock_order(order)
    if order.fulfilment_state not in (FulfilmentState.UNFULFILLED, FulfilmentState.NOT_NEEDED):
        raise NotAllowed(_("Order %(number)s has been shipped already; it can only be returned.") % {"number": order.number})
    if not OrderLife.may(order.status, OrderStatus.CANCELLED):
        raise NotAllowed(
            _("Order %(number)s is %(status)s and cannot be cancelled.")
            % {"number": order.number, "status": order.get_status_display()}
        )
    order.status = OrderStatus.CANCELLED
    order.save(update_fields=["status"])
    release(holder=holder_of(order))
    remember(order=order, kind="cancelled", details=reason, at=at, by=by)
    if order.paid:
        remember(order=order, kind="refund_due", details=plain(Money(order.paid, order.currency)), at=at, by=by)
    publish(OrderCancelled(order.pk))
    return order
