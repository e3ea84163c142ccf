"""Sending in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.notifications.outbox import send_promised, send_what_is_left
from commerce.notifications.stock_alerts import send_alerts, send_confirmation, send_confirmations
from commerce.stock.services.alerts import forget_old_alerts
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.notifications.send")
def send_mail(mail_id: int) -> None:
    """Send one promised mail; a failure is kept, and tried again by the job."""
    send_promised(mail_id=mail_id, at=timezone.now())


@shared_task(base=StoreTask, name="commerce.notifications.send_left")
def send_left() -> int:
    """Send what could not be handed over or sent before."""
    return send_what_is_left(at=timezone.now())


@shared_task(base=StoreTask, name="commerce.notifications.confirm_alert")
def confirm_alert(alert_id: int) -> None:
    """Ask whether an alert is really wanted; a failure is tried again by the job."""
    send_confirmation(alert_id=alert_id, at=timezone.now())


@shared_task(base=StoreTask, name="commerce.notifications.alert_products")
def alert_products(product_ids: list[int]) -> int:
    """Tell those who wait for these products, where they can be bought now."""
    return send_alerts(at=timezone.now(), product_ids=product_ids)


@shared_task(base=StoreTask, name="commerce.notifications.alert_left")
def alert_left() -> int:
    """Ask and tell those whom nothing else has: launches, mails that failed, a broker that was away."""
    forget_old_alerts(at=timezone.now())
    send_confirmations(at=timezone.now())
    return send_alerts(at=timezone.now())


register_job(task="commerce.notifications.alert_left", every=timedelta(minutes=5))
register_job(task="commerce.notifications.send_left", every=timedelta(minutes=5))
