"""Saying how much there is."""

from django.db import transaction

from commerce.catalogue.models import Variant
from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import Location, Movement, StockItem

MAIN = "main"


def ensure_location(*, code: str = MAIN, name: str = "Warehouse") -> Location:
    """The location of that code, made when missing."""
    return Location.objects.get_or_create(code=code, defaults={"name": name})[0]


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
    """So many were counted. Writes the difference as a movement; whether anything changed."""
    place = location or ensure_location()
    StockItem.objects.get_or_create(variant=variant, location=place)
    item = StockItem.objects.select_for_update().get(variant=variant, location=place)
    change = quantity - item.on_hand
    sold_empty = item.backorder if backorder is None else backorder
    if not change and sold_empty == item.backorder:
        return False
    item.on_hand, item.backorder = quantity, sold_empty
    item.save(update_fields=["on_hand", "backorder"])
    if change:
        Movement.objects.create(item=item, change=change, reason=reason, reference=reference)
    publish(ProductsChanged(frozenset({variant.product_id})))
    return True
