"""Sending in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.notifications.outbox import send_promised, send_what_is_left
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


register_job(task="commerce.notifications.send_left", every=timedelta(minutes=5))
