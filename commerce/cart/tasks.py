"""Housekeeping of carts."""

from datetime import timedelta

from celery import shared_task

from commerce.cart.services import purge_expired_carts
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.cart.purge")
def purge() -> int:
    """Delete carts that expired a month ago."""
    return purge_expired_carts()


register_job(task="commerce.cart.purge", every=timedelta(days=1))
