"""Counting what a store has, to tell that a run changed nothing."""

from commerce.catalogue.models import Brand, CategoryPage, Product, ProductCopy, ProductImage, Variant
from commerce.stock.models import StockItem
from commerce.storefront.models import ShelfItem
from legacy_import.models import LegacyId
from pricing.models import Price
from sites.content.images import StoreImage


def counts() -> dict[str, int]:
    """How many rows of each kind the active store has."""
    models = (
        Product,
        Variant,
        ProductCopy,
        CategoryPage,
        ProductImage,
        Brand,
        StockItem,
        Price,
        StoreImage,
        LegacyId,
        ShelfItem,
    )
    return {model.__name__: model.objects.count() for model in models}
