"""Shelf work in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.storefront.bought_together import count_together
from commerce.storefront.search.counting import count_search, forget_old_searches
from commerce.storefront.search.finding import find
from commerce.storefront.shelf.pictures import make_pictures
from commerce.storefront.shelf.rebuild import LARGE_BATCH, rebuild_shelf, shelve
from sites.tenants.queues import DEFAULT, SLOW
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.storefront.reshelve")
def reshelve(product_ids: list[int]) -> None:
    """Make the rows of these products again, a batch in a transaction."""
    for start in range(0, len(product_ids), LARGE_BATCH):
        shelve(product_ids[start : start + LARGE_BATCH])


def reshelve_later(product_ids: list[int]) -> None:
    """In the background: one batch soon, more than that behind other long work."""
    reshelve.apply_async((product_ids,), queue=SLOW if len(product_ids) > LARGE_BATCH else DEFAULT)


@shared_task(base=StoreTask, name="commerce.storefront.rebuild", lane=SLOW)
def rebuild() -> int:
    """Make the whole shelf again, as far as it is not as it should be."""
    return rebuild_shelf(force=False)


@shared_task(base=StoreTask, name="commerce.storefront.make_card_pictures", lane=SLOW)
def make_card_pictures(image_ids: list[int], product_ids: list[int]) -> None:
    """Make the sizes that cards need, and show them."""
    make_pictures(image_ids)
    shelve(product_ids, draw=False)


@shared_task(base=StoreTask, name="commerce.storefront.remember_search")
def remember_search(words: str, locale_id: int, language: str, is_click: bool = False) -> None:  # noqa: FBT001, FBT002 - a message
    """Count what shoppers look for, and how much it finds; staff see it under Reports."""
    found = find(words, locale_id=locale_id, language=language, literally=True)
    count_search(words=words, locale_id=locale_id, found=len(found.product_ids), is_click=is_click)


@shared_task(base=StoreTask, name="commerce.storefront.forget_searches")
def forget_searches() -> int:
    """Searches are kept for 400 days."""
    return forget_old_searches()


@shared_task(base=StoreTask, name="commerce.storefront.count_together", lane=SLOW)
def count_what_is_bought_together() -> int:
    """Count it anew, every night."""
    return count_together(at=timezone.now())


register_job(task="commerce.storefront.rebuild", every=timedelta(days=1))
register_job(task="commerce.storefront.forget_searches", every=timedelta(days=1))
register_job(task="commerce.storefront.count_together", every=timedelta(days=1))
