"""What the dates on products say."""

from datetime import timedelta

from celery import shared_task

from commerce.catalogue.lifecycle import keep_dates_now
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask

# A worker that stood still for an hour still launches; what it missed beyond that, the nightly rebuild of the shelf shows.
REACH = timedelta(hours=1)


@shared_task(base=StoreTask, name="commerce.catalogue.keep_dates")
def keep_dates() -> tuple[int, int]:
    """Launch and withdraw what is due."""
    return keep_dates_now(reach=REACH)


register_job(task="commerce.catalogue.keep_dates", every=timedelta(minutes=3))
