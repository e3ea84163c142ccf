"""Saying how much there is."""

from django.db import transaction
from wagtail.log_actions import get_active_log_context

from commerce.catalogue.history import record_change
from commerce.catalogue.models import Variant
from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import Location, Movement, StockItem
from commerce.stock.recipes import products_of

MAIN = "main"


def ensure_location(*, code: str = MAIN, name: str = "Warehouse") -> Location:
    """The location of that code, made when missing."""
    return Location.objects.get_or_create(code=code, defaults={"name": name})[0]


def is_countable(quantity: int, *, standing: int) -> bool:
    """Whether somebody can have counted so many: nobody counts fewer than none. Where more was sold than there was, the stock
    stands below zero; what came in since may leave it there, but nearer to zero.
    """
    return quantity >= min(0, standing)


@transaction.atomic
def set_on_hand(
    *,
    variant: Variant,
    quantity: int,
    backorder: bool | None = None,
    location: Location | None = None,
    reason: Movement.Reason = Movement.Reason.COUNT,
    reference: str = "",
) -> bool:
    """So many were counted. Writes the difference as a movement; whether anything changed. Bundles with it change as well."""
    place = location or ensure_location()
    is_first = StockItem.objects.get_or_create(variant=variant, location=place)[1]
    item = StockItem.objects.select_for_update().get(variant=variant, location=place)
    change = quantity - item.on_hand
    sold_empty = item.backorder if backorder is None else backorder
    if not change and sold_empty == item.backorder:
        return False
    if reason == Movement.Reason.COUNT and not (is_first and get_active_log_context().user is None):
        remember(item, variant=variant, place=place, quantity=quantity, backorder=sold_empty)
    item.on_hand, item.backorder = quantity, sold_empty
    item.save(update_fields=["on_hand", "backorder"])
    if change:
        Movement.objects.create(item=item, change=change, reason=reason, reference=reference)
    publish(ProductsChanged(products_of([variant.pk])))
    return True


def remember(item: StockItem, *, variant: Variant, place: Location, quantity: int, backorder: bool) -> None:
    """Write a count into the product's history: the movements say how much, this says who. Orders are in the movements."""
    where = "" if place.code == MAIN else f" {place.code}"
    for fact, before, after in (("stock", item.on_hand, quantity), ("backorder", item.backorder, backorder)):
        record_change(product=variant.product_id, sku=variant.sku, fact=f"{fact}{where}", before=before, after=after)
