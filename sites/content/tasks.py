"""Work of the content app in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from sites.content.found.missed import sweep
from sites.content.moments import next_moment, pass_moments
from sites.content.renditions import make_modern, make_renditions
from sites.tenants.queues import SLOW
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask

# Some 40 seconds of work a run.
MODERN_AT_ONCE = 25
# The job runs every minute, give or take: each moment is seen at least once before it comes.
AHEAD = timedelta(seconds=150)


@shared_task(base=StoreTask, name="sites.content.make_renditions", lane=SLOW)
def make_renditions_of(image_ids: list[int], specs: list[str]) -> int:
    """Make these sizes of these pictures."""
    return make_renditions(image_ids, specs)


@shared_task(base=StoreTask, name="sites.content.make_modern_renditions", lane=SLOW)
def make_modern_renditions() -> int:
    """Make AVIF sizes, a few pictures at a time."""
    return make_modern(most=MODERN_AT_ONCE)


@shared_task(base=StoreTask, name="sites.content.count_missed_addresses")
def count_missed_addresses() -> int:
    """Write down which addresses were asked for in vain."""
    return sweep()


@shared_task(base=StoreTask, name="sites.content.keep_moments")
def keep_moments() -> bool:
    """Bring the store past what has come, and be there when the next moment comes."""
    passed = pass_moments()
    moment, now = next_moment(), timezone.now()
    if moment is not None and now < moment <= now + AHEAD:
        pass_moment.apply_async(eta=moment)
    return passed


@shared_task(base=StoreTask, name="sites.content.pass_moment")
def pass_moment() -> bool:
    """The moment has come. One that was put off meanwhile changes nothing."""
    return pass_moments()


register_job(task="sites.content.keep_moments", every=timedelta(minutes=1))
register_job(task="sites.content.make_modern_renditions", every=timedelta(minutes=5))
register_job(task="sites.content.count_missed_addresses", every=timedelta(minutes=1))
