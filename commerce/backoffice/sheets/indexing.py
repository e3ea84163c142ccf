"""Search for staff, behind an import: it costs more than the import itself."""

from celery import shared_task

from commerce.catalogue.many.indexing import index_products, index_words
from sites.tenants.queues import SLOW
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.backoffice.index_for_staff", lane=SLOW)
def index_for_staff(product_ids: list[int], copy_ids: list[int] | None = None) -> None:
    """Staff find these products by their present names and SKUs, and these texts by their words."""
    index_products(product_ids)
    index_words(copy_ids or [])
