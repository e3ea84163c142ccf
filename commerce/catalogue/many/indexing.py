"""Search for staff, after many rows were written without a signal."""

from collections.abc import Collection

from wagtail.search.backends import get_search_backend

from commerce.catalogue.models import Product


def index_products(product_ids: Collection[int]) -> None:
    """Staff find these products by their present names and SKUs."""
    if product_ids:
        index = get_search_backend().get_index_for_model(Product)
        index.add_items(Product, list(Product.objects.filter(pk__in=product_ids).prefetch_related("variants")))
