"""What the storefront does when something has happened."""

from threading import local
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    Brand,
    BundlePart,
    CategoryPage,
    Product,
    ProductCopy,
    ProductImage,
    ProductPlacement,
    ProductRelation,
    ProductValue,
    ProductVideo,
    Variant,
)
from commerce.kernel.events import CategoriesChanged, OrderPlaced, ProductsChanged, publish, records, subscribes
from commerce.orders.models import OrderLine
from commerce.storefront.facets.keeper import forget_indexes
from commerce.storefront.models import ShelfItem
from commerce.storefront.quiet import is_quiet
from commerce.storefront.shelf.rebuild import BATCH, shelve
from commerce.storefront.tasks import rebuild, reshelve, reshelve_later
from commerce.tax.models import TaxRate
from pricing.models import PriceList
from sites.content.generation import bump_generation
from sites.tenants.context import active_store, current_store


class Waiting(local):
    """Products that changed in the transaction under way in this thread, by store. What a rolled-back one leaves is harmless:
    it is shelved with the next.
    """

    def __init__(self) -> None:
        self.products: dict[str, set[int]] = {}


waiting = Waiting()


@records(ProductsChanged)
def note_changed(event: ProductsChanged) -> None:
    """However often a transaction says that a product changed, it is shelved once."""
    if not is_quiet():
        waiting.products.setdefault(current_store().code, set()).update(event.product_ids)


@subscribes(ProductsChanged)
def shelve_changed(_event: ProductsChanged) -> None:
    """A few products at once, many in the background: a published price shows immediately."""
    ids = sorted(waiting.products.pop(current_store().code, ()))
    if ids and len(ids) <= BATCH:
        shelve(ids)
    elif ids:
        reshelve_later(ids)


@receiver(post_delete, sender=ShelfItem)
def row_deleted(**_signal: Any) -> None:
    """An index is told of rows that change, not of rows that vanish."""
    forget_indexes()


@subscribes(CategoriesChanged)
def shelve_everything(_event: CategoriesChanged) -> None:
    """Every row names its categories."""
    if not is_quiet():
        rebuild.delay()


@subscribes(OrderPlaced)
def count_sales(event: OrderPlaced) -> None:
    """Popularity counts what is sold."""
    reshelve.delay(list(OrderLine.objects.filter(order=event.order_id).values_list("variant__product", flat=True).distinct()))


@receiver([post_save, post_delete], sender=Product)
def product_changed(instance: Product, **_signal: Any) -> None:
    """A fact of a product was saved in the admin."""
    _publish(instance.pk)


@receiver([post_save, post_delete], sender=ProductCopy)
@receiver([post_save, post_delete], sender=Variant)
@receiver([post_save, post_delete], sender=ProductImage)
@receiver([post_save, post_delete], sender=ProductPlacement)
@receiver([post_save, post_delete], sender=ProductValue)
@receiver([post_save, post_delete], sender=BundlePart)
@receiver([post_save, post_delete], sender=ProductRelation)
@receiver([post_save, post_delete], sender=ProductVideo)
def part_of_product_changed(instance: Any, **_signal: Any) -> None:
    """Something that belongs to a product was saved."""
    _publish(instance.product_id)


@receiver([post_save, post_delete], sender=Brand)
def brand_changed(instance: Brand, **_signal: Any) -> None:
    """Rows name their brand, and so does the facet."""
    bump_generation()
    _publish_all(Product.objects.filter(brand=instance.pk))


@receiver([post_save, post_delete], sender=Attribute)
def attribute_changed(instance: Attribute, **_signal: Any) -> None:
    """Rows hold the labels of facts and choices; which facets there are may have changed in any case."""
    bump_generation()
    _publish_all(Product.objects.filter(Q(values__attribute=instance.pk) | Q(variants__values__attribute=instance.pk)))


@receiver([post_save, post_delete], sender=AttributeChoice)
def choice_changed(instance: AttributeChoice, **_signal: Any) -> None:
    """Rows hold the labels of facts and choices; which codes an address may name has changed in any case."""
    bump_generation()
    _publish_all(Product.objects.filter(Q(values__choice=instance.pk) | Q(variants__values__choice=instance.pk)))


@receiver([post_save, post_delete], sender=PriceList)
@receiver([post_save, post_delete], sender=TaxRate)
def prices_changed(**_signal: Any) -> None:
    """A whole list or rate moves every price on the shelf, and those of product pages at once."""
    bump_generation()
    if active_store():
        transaction.on_commit(rebuild_later)


@receiver([published, unpublished], sender=ProductCopy)
def copy_published(instance: ProductCopy, *, together: bool = False, **_signal: Any) -> None:
    """Words went live, or were taken down. Whoever publishes many `together` says itself which products changed."""
    if not together:
        _publish(instance.product_id)


@receiver([page_published, page_unpublished, post_page_move])
def category_changed(sender: Any, **_signal: Any) -> None:
    """The tree of categories is part of every shelf row."""
    if active_store() and isinstance(sender, type) and issubclass(sender, CategoryPage):
        publish(CategoriesChanged())


def rebuild_later() -> None:
    """Make the whole shelf again, in the background."""
    if active_store() and not is_quiet():
        rebuild.delay()


def _publish_all(products: QuerySet[Product]) -> None:
    if active_store() and not is_quiet() and (ids := frozenset(products.values_list("pk", flat=True))):
        publish(ProductsChanged(ids))


def _publish(product_id: int | None) -> None:
    if product_id and active_store():
        publish(ProductsChanged(frozenset({product_id})))
