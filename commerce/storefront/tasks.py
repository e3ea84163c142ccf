"""Shelf work in the background."""

from datetime import timedelta

from celery import shared_task
from wagtail.contrib.search_promotions.models import Query

from commerce.storefront.shelf.rebuild import rebuild_shelf, shelve
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.storefront.reshelve")
def reshelve(product_ids: list[int]) -> None:
    """Make the rows of these products again."""
    shelve(product_ids)


@shared_task(base=StoreTask, name="commerce.storefront.rebuild")
def rebuild() -> int:
    """Make the whole shelf again."""
    return rebuild_shelf()


@shared_task(base=StoreTask, name="commerce.storefront.remember_search")
def remember_search(words: str) -> None:
    """Count what shoppers look for; staff see it under Reports."""
    Query.get(words).add_hit()


register_job(task="commerce.storefront.rebuild", every=timedelta(days=1))
