"""What customers are told."""

import logging

from django.db import transaction

from commerce.kernel.events import (
    OrderCancelled,
    OrderPlaced,
    OrderShipped,
    PaymentReceived,
    ProductsChanged,
    StockAlertAsked,
    records,
    subscribes,
)
from commerce.notifications.mails import CANCELLED, PAID, PLACED, SHIPPED, Mail
from commerce.notifications.outbox import promise_mail
from commerce.notifications.tasks import alert_products, confirm_alert, send_mail
from commerce.stock.models import StockAlert
from commerce.storefront.quiet import is_quiet

logger = logging.getLogger(__name__)


@records(OrderPlaced)
def confirm(event: OrderPlaced) -> None:
    """The confirmation."""
    tell(PLACED, event.order_id)


@records(PaymentReceived)
def thank_for_payment(event: PaymentReceived) -> None:
    """Money came in."""
    tell(PAID, event.order_id)


@records(OrderShipped)
def announce_parcel(event: OrderShipped) -> None:
    """A parcel left."""
    tell(SHIPPED, event.order_id, event.shipment_id)


@records(OrderCancelled)
def regret(event: OrderCancelled) -> None:
    """The order was cancelled."""
    tell(CANCELLED, event.order_id)


def tell(mail: Mail, order_id: int, shipment_id: int | None = None) -> None:
    """Promise the mail within the transaction, and hand it over once that has committed."""
    promised = promise_mail(mail=mail, order_id=order_id, shipment_id=shipment_id)
    transaction.on_commit(lambda: hand_over(promised.pk))


def hand_over(mail_id: int) -> None:
    """Give the mail to a worker; with the broker away it stays in the outbox, for the job to send."""
    try:
        send_mail.delay(mail_id)
    except Exception:
        logger.exception("The mail %s could not be handed over and waits in the outbox", mail_id)


@subscribes(StockAlertAsked)
def ask_to_confirm(event: StockAlertAsked) -> None:
    """Double opt-in. With the broker away the job asks."""
    confirm_alert.delay(event.alert_id)


@subscribes(ProductsChanged)
def tell_who_waits(event: ProductsChanged) -> None:
    """Something may be back. Only where somebody waits does a worker look."""
    ids = sorted(event.product_ids)
    waiting = StockAlert.objects.filter(variant__product__in=ids, sent_at=None, confirmed_at__isnull=False)
    if not is_quiet() and waiting.exists():
        alert_products.delay(ids)
