"""Sending, in the background, with retries: a mail server that is away must not lose a confirmation."""

from celery import shared_task

from commerce.fulfilment.models import Shipment
from commerce.notifications.mails import CANCELLED, PAID, PLACED, SHIPPED, send_order_mail
from commerce.orders.models import Order
from sites.tenants.tasks import StoreTask

MAILS = {mail.template: mail for mail in (PLACED, PAID, SHIPPED, CANCELLED)}


@shared_task(base=StoreTask, name="commerce.notifications.mail", autoretry_for=(OSError,), retry_backoff=30, max_retries=8)
def mail_about_order(order_id: int, template: str, shipment_id: int | None = None) -> None:
    """Send one mail about one order."""
    shipment = Shipment.objects.filter(pk=shipment_id).first() if shipment_id else None
    send_order_mail(order=Order.objects.get(pk=order_id), mail=MAILS[template], shipment=shipment)
