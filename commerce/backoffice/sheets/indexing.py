"""Search for staff, behind an import: it costs more than the import itself."""

from celery import shared_task

from commerce.catalogue.many.indexing import index_products
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.backoffice.index_for_staff")
def index_for_staff(product_ids: list[int]) -> None:
    """Staff find these products by their present names and SKUs."""
    index_products(product_ids)
