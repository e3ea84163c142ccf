"""Making a store in the background, for the console; bringing one up to date."""

from contextlib import suppress

from celery import shared_task
from django.core.cache import caches

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.create import ProvisioningFailed, resume_store
from sites.provisioning.upkeep import keep_up
from sites.tenants.models import Store
from sites.tenants.queues import PLATFORM, SLOW
from sites.tenants.tasks import StoreTask

# Seconds after which a task that was killed keeps no other from beginning anew.
LONGEST = 3600


@shared_task(base=StoreTask, name="sites.provisioning.make", lane=PLATFORM, on_platform=True)
def make(store_id: int) -> None:
    """Do what is left to do of a store; a failure is kept on the store, where the console shows it.

    A task that was sent twice finds the store made, or being made, and has nothing to do.
    """
    with suppress(ProvisioningFailed, NotAllowed):
        resume_store(store=Store.objects.get(pk=store_id))


@shared_task(base=StoreTask, name="sites.provisioning.keep_up", lane=SLOW, on_platform=True)
def keep_store_up(store_id: int) -> None:
    """Make anew what is due in one store. One that is at it already, or up to date, is left alone."""
    store = Store.objects.filter(pk=store_id, status=Store.Status.LIVE).first()
    at_work = caches["platform"]
    if store is None or not at_work.add(f"uplink.upkeep.{store_id}", True, LONGEST):  # noqa: FBT003 - a value
        return
    try:
        keep_up(store)
    finally:
        at_work.delete(f"uplink.upkeep.{store_id}")
