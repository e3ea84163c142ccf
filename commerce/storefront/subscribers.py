"""What the storefront does when something has happened."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from commerce.catalogue.models import CategoryPage, Product, ProductCopy, ProductImage, ProductPlacement, ProductValue, Variant
from commerce.kernel.events import CategoriesChanged, OrderPlaced, ProductsChanged, publish, subscribes
from commerce.orders.models import OrderLine
from commerce.storefront.shelf.rebuild import BATCH, shelve
from commerce.storefront.tasks import rebuild, reshelve
from sites.tenants.context import active_store
from commerce.storefront.quiet import is_quiet


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


@receiver([published, unpublished], sender=ProductCopy)
def copy_published(instance: ProductCopy, **_signal: Any) -> None:
    """Words went live, or were taken down."""
    _publish(instance.product_id)


@receiver([page_published, page_unpublished, post_page_move])
def category_changed(sender: Any, **_signal: Any) -> None:
    """The tree of categories is part of every shelf row."""
    if active_store() and isinstance(sender, type) and issubclass(sender, CategoryPage):
        publish(CategoriesChanged())


def _publish(product_id: int | None) -> None:
    if product_id and active_store():
        publish(ProductsChanged(frozenset({product_id})))
