"""The three axes of an order. Only the first is moved; the other two are folded from ledger entries and shipments."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.lifecycle import Lifecycle


class OrderStatus(models.TextChoices):
    """Whether the order stands."""

    PLACED = "placed", _("placed")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")


class OrderLife(Lifecycle):
    """Placed: stock is reserved or has left, money is due or paid. Completed: paid and shipped in full, final.
    Cancelled: stock is free again, nothing more is due; final.
    """

    moves: ClassVar = {
        OrderStatus.PLACED: frozenset({OrderStatus.COMPLETED, OrderStatus.CANCELLED}),
        OrderStatus.COMPLETED: frozenset(),
        OrderStatus.CANCELLED: frozenset(),
    }


class PaymentState(models.TextChoices):
    """Folded from the ledger: what has come in against what is due."""

    UNPAID = "unpaid", _("waiting for payment")
    PARTLY_PAID = "partly_paid", _("partly paid")
    PAID = "paid", _("paid")
    OVERPAID = "overpaid", _("overpaid")


PAID_IN_FULL = (PaymentState.PAID, PaymentState.OVERPAID)


class FulfilmentState(models.TextChoices):
    """Folded from shipments: what has left against what was bought. Files and services are never shipped: an order of
    nothing else needs no parcel, and is complete once it is paid.
    """

    UNFULFILLED = "unfulfilled", _("not shipped")
    PARTLY_SHIPPED = "partly_shipped", _("partly shipped")
    SHIPPED = "shipped", _("shipped")
    NOT_NEEDED = "not_needed", _("nothing to ship")


# What can happen to an order, as its history says it.
EVENTS = {
    "placed": _("Order placed"),
    "payment_received": _("Payment received"),
    "shipped": _("Shipped"),
    "completed": _("Order completed"),
    "cancelled": _("Cancelled"),
    "refund_due": _("To be refunded"),
}
