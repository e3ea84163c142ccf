"""What the storefront does when something has happened."""

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
    CategoryPage,
    Product,
    ProductCopy,
    ProductImage,
    ProductPlacement,
    ProductValue,
    Variant,
)
from commerce.kernel.events import CategoriesChanged, OrderPlaced, ProductsChanged, publish, subscribes
from commerce.orders.models import OrderLine
from commerce.storefront.quiet import is_quiet
from commerce.storefront.shelf.rebuild import BATCH, shelve
from commerce.storefront.tasks import rebuild, reshelve
from commerce.tax.models import TaxRate
from pricing.models import PriceList
from sites.tenants.context import active_store


@subscribes(ProductsChanged)
def shelve_changed(event: ProductsChanged) -> None:
    """A few products at once, many in the background: a published price shows immediately."""
    if is_quiet():
        return
    ids = sorted(event.product_ids)
    if len(ids) <= BATCH:
        shelve(ids)
    else:
        reshelve.delay(ids)


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
def part_of_product_changed(instance: Any, **_signal: Any) -> None:
    """Something that belongs to a product was saved."""
    _publish(instance.product_id)


@receiver([post_save, post_delete], sender=Brand)
def brand_changed(instance: Brand, **_signal: Any) -> None:
    """Rows name their brand."""
    _publish_all(Product.objects.filter(brand=instance.pk))


@receiver([post_save, post_delete], sender=Attribute)
def attribute_changed(instance: Attribute, **_signal: Any) -> None:
    """Rows hold the labels of facts and choices."""
    _publish_all(Product.objects.filter(Q(values__attribute=instance.pk) | Q(variants__values__attribute=instance.pk)))


@receiver([post_save, post_delete], sender=AttributeChoice)
def choice_changed(instance: AttributeChoice, **_signal: Any) -> None:
    """Rows hold the labels of facts and choices."""
    _publish_all(Product.objects.filter(Q(values__choice=instance.pk) | Q(variants__values__choice=instance.pk)))


@receiver([post_save, post_delete], sender=PriceList)
@receiver([post_save, post_delete], sender=TaxRate)
def prices_changed(**_signal: Any) -> None:
    """A whole list or rate moves every price on the shelf."""
    if active_store():
        transaction.on_commit(_rebuild_later)


@receiver([published, unpublished], sender=ProductCopy)
def copy_published(instance: ProductCopy, **_signal: Any) -> None:
    """Words went live, or were taken down."""
    _publish(instance.product_id)


@receiver([page_published, page_unpublished, post_page_move])
def category_changed(sender: Any, **_signal: Any) -> None:
    """The tree of categories is part of every shelf row."""
    if active_store() and isinstance(sender, type) and issubclass(sender, CategoryPage):
        publish(CategoriesChanged())


def _rebuild_later() -> None:
    if active_store() and not is_quiet():
        rebuild.delay()


def _publish_all(products: QuerySet[Product]) -> None:
    if active_store() and not is_quiet() and (ids := frozenset(products.values_list("pk", flat=True))):
        publish(ProductsChanged(ids))


def _publish(product_id: int | None) -> None:
    if product_id and active_store():
        publish(ProductsChanged(frozenset({product_id})))
