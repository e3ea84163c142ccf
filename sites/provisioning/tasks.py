"""Making a store in the background, for the console."""

from contextlib import suppress

from celery import shared_task

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.create import ProvisioningFailed, resume_store
from sites.tenants.models import Store
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="sites.provisioning.make", on_platform=True)
def make(store_id: int) -> None:
    """Do what is left to do of a store; a failure is kept on the store, where the console shows it.

    A task that was sent twice finds the store made, or being made, and has nothing to do.
    """
    with suppress(ProvisioningFailed, NotAllowed):
        resume_store(store=Store.objects.get(pk=store_id))
