"""Making a store in the background, for the console."""

from celery import shared_task

from sites.provisioning.create import ProvisioningFailed, resume_store
from sites.tenants.models import Store
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="sites.provisioning.make", on_platform=True)
def make(store_id: int) -> None:
    """Do what is left to do of a store; a failure is kept on the store, where the console shows it."""
    try:
        resume_store(store=Store.objects.get(pk=store_id))
    except ProvisioningFailed:
        return
