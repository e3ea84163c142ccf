"""What recurs in every store."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.wishlists.services import purge_lists
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.wishlists.purge")
def purge() -> int:
    """Forget lists that were deleted or abandoned."""
    return purge_lists(at=timezone.now())


register_job(task="commerce.wishlists.purge", every=timedelta(days=1))
