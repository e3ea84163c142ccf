"""Money came in."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Sum, When
from django.utils.translation import gettext as _
from moneyed import Money

from commerce.kernel.events import PaymentReceived, publish
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import AMOUNT, Order
from commerce.orders.services import complete_if_done, lock_order, plain, remember
from commerce.orders.states import OrderStatus, PaymentState
from commerce.payments.models import LedgerEntry
from pricing.arithmetic.money import minor_unit

# What the columns of money hold.
UNHEARD_OF = Decimal(10) ** (AMOUNT["max_digits"] - AMOUNT["decimal_places"])


def payment_state(*, paid: Decimal, due: Decimal) -> PaymentState:
    """The fold of a ledger: 0 of 54.00 unpaid, 20.00 partly paid, 54.00 paid, 60.00 overpaid. An order of 0.00 is paid."""
    if paid > due:
        return PaymentState.OVERPAID
    if paid == due:
        return PaymentState.PAID
    return PaymentState.PARTLY_PAID if paid > 0 else PaymentState.UNPAID


@transaction.atomic
def mark_payment_received(
    *, order: Order, amount: Money, at: datetime, by: Any = None, provider: str = "bank_transfer", reference: str = ""
) -> LedgerEntry:
    """So much came in. Raises NotAllowed for what is no amount above zero in the order's currency, for more than any order
    can cost, and for a cancelled order.
    """
    order = lock_order(order)
    if not amount.amount.is_finite() or amount.amount <= 0 or str(amount.currency) != order.currency:
        raise NotAllowed(_("Enter an amount above zero in %(currency)s.") % {"currency": order.currency})
    if order.paid + amount.amount >= UNHEARD_OF:
        raise NotAllowed(_("This amount is too large."))
    if amount.amount % minor_unit(order.currency):
        raise NotAllowed(_("This amount has more decimals than the currency."))
    if order.status == OrderStatus.CANCELLED:
        raise NotAllowed(_("Order %(number)s was cancelled: send the money back.") % {"number": order.number})
    entry = LedgerEntry.objects.create(
        order=order,
        kind=LedgerEntry.Kind.CAPTURED,
        amount=amount.amount,
        currency=order.currency,
        provider=provider,
        reference=reference,
        at=at,
        by=by,
    )
    fold_payments(order)
    remember(order=order, kind="payment_received", details=" ".join(filter(None, [plain(amount), reference])), at=at, by=by)
    complete_if_done(order=order, at=at)
    publish(PaymentReceived(order.pk, entry.pk))
    return entry


def fold_payments(order: Order) -> None:
    """Write what the ledger says onto the order."""
    signed = Case(When(kind=LedgerEntry.Kind.REFUNDED, then=-F("amount")), default=F("amount"))
    order.paid = order.ledger.aggregate(sum=Sum(signed))["sum"] or Decimal(0)
    order.payment_state = payment_state(paid=order.paid, due=order.gross)
    order.save(update_fields=["paid", "payment_state"])
