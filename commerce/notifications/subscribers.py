"""What customers are told."""

from commerce.kernel.events import OrderCancelled, OrderPlaced, OrderShipped, PaymentReceived, subscribes
from commerce.notifications.mails import CANCELLED, PAID, PLACED, SHIPPED
from commerce.notifications.tasks import mail_about_order


@subscribes(OrderPlaced)
def confirm(event: OrderPlaced) -> None:
    """The confirmation."""
    mail_about_order.delay(event.order_id, PLACED.template)


@subscribes(PaymentReceived)
def thank_for_payment(event: PaymentReceived) -> None:
    """Money came in."""
    mail_about_order.delay(event.order_id, PAID.template)


@subscribes(OrderShipped)
def announce_parcel(event: OrderShipped) -> None:
    """A parcel left."""
    mail_about_order.delay(event.order_id, SHIPPED.template, event.shipment_id)


@subscribes(OrderCancelled)
def regret(event: OrderCancelled) -> None:
    """The order was cancelled."""
    mail_about_order.delay(event.order_id, CANCELLED.template)
