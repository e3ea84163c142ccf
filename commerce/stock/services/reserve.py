"""Promising goods, taking the promise back, and handing them over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import Movement, Reservation, StockItem
from commerce.stock.selectors import live_reservations


@dataclass(frozen=True, slots=True)
class Shortage:
    """A variant of which fewer can be had than wanted."""

    variant_id: int
    wanted: int
    available: int


class OutOfStock(Exception):
    """Not all of it can be had; nothing was reserved."""

    def __init__(self, shortages: list[Shortage]) -> None:
        self.shortages = shortages
        super().__init__(", ".join(f"variant {s.variant_id}: {s.wanted} wanted, {s.available} available" for s in shortages))


def lock_items(variant_ids: list[int]) -> list[StockItem]:
    """The stock rows of these variants, locked in primary-key order: two buyers of the same goods queue, none deadlocks."""
    return list(
        StockItem.objects.select_for_update(of=("self",))
        .filter(variant__in=variant_ids)
        .select_related("variant")
        .order_by("pk")
    )


@transaction.atomic
def reserve(*, demand: Mapping[int, int], holder: str, expires_at: datetime | None = None) -> None:
    """Promise `demand` (variant id -> quantity, summed) to `holder`, all or nothing.

    A variant at several locations is taken from the first that has it, then the next. A row that may be back-ordered takes
    whatever is left. Raises OutOfStock, with every shortage, and reserves nothing.
    """
    items = lock_items(list(demand))
    held = dict(
        Reservation.objects.filter(live_reservations(""), item__in=items).values_list("item").annotate(total=Sum("quantity"))
    )
    made: list[Reservation] = []
    shortages: list[Shortage] = []
    for variant_id, wanted in demand.items():
        rows = [item for item in items if item.variant_id == variant_id]
        left = wanted
        for item in rows:
            free = max(0, item.on_hand - held.get(item.pk, 0))
            part = left if item.backorder and item is rows[-1] else min(left, free)
            if part > 0:
                made.append(Reservation(item=item, quantity=part, holder=holder, expires_at=expires_at))
                left -= part
        if left:
            shortages.append(Shortage(variant_id, wanted, wanted - left))
    if shortages:
        raise OutOfStock(shortages)
    Reservation.objects.bulk_create(made)
    _changed(items)


@transaction.atomic
def release(*, holder: str) -> None:
    """Take the promise back: the goods are free again. Nothing happens where nothing was promised."""
    items = list(StockItem.objects.filter(reservations__holder=holder).select_related("variant"))
    Reservation.objects.filter(holder=holder).delete()
    _changed(items)


@transaction.atomic
def take_out(*, demand: Mapping[int, int], holder: str, reference: str) -> None:
    """Goods leave: on hand falls, the promise of `holder` shrinks by as much. Writes movements."""
    items = {item.pk: item for item in lock_items(list(demand))}
    for variant_id, quantity in demand.items():
        left = quantity
        for promise in Reservation.objects.filter(holder=holder, item__variant=variant_id).order_by("item_id"):
            part = min(left, promise.quantity)
            _move(items[promise.item_id], part, reference)
            left -= part
            if part == promise.quantity:
                promise.delete()
            else:
                Reservation.objects.filter(pk=promise.pk).update(quantity=F("quantity") - part)
            if not left:
                break
        if left:
            first = next((item for item in items.values() if item.variant_id == variant_id), None)
            if first:
                _move(first, left, reference)
    _changed(list(items.values()))


def _move(item: StockItem, quantity: int, reference: str) -> None:
    StockItem.objects.filter(pk=item.pk).update(on_hand=F("on_hand") - quantity)
    Movement.objects.create(item=item, change=-quantity, reason=Movement.Reason.SHIPMENT, reference=reference)


def _changed(items: list[StockItem]) -> None:
    if items:
        publish(ProductsChanged(frozenset(item.variant.product_id for item in items)))
