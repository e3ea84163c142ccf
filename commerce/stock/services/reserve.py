"""Promising goods, taking the promise back, and handing them over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import Movement, Reservation, StockItem
from commerce.stock.recipes import Recipe, products_of, recipes, taken


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
    return list(StockItem.objects.select_for_update(of=("self",)).filter(variant__in=variant_ids).order_by("pk"))


@transaction.atomic
def reserve(
    *,
    demand: Mapping[int, int],
    holder: str,
    expires_at: datetime | None = None,
    known: Mapping[int, Recipe] | None = None,
) -> None:
    """Promise `demand` (variant id -> quantity, summed) to `holder`, all or nothing.

    A bundle is reserved by its parts, summed with what else takes the same goods; files and services need no promise. An
    order gives the recipes it has written down as `known`, so that no other parts are reserved than those.

    A variant at several locations is taken from the first that has it, then the next; what is left then falls to the first
    that may be back-ordered. What the holder was promised of these variants before is replaced, and promises that have
    expired are cleared away. Raises OutOfStock, with every shortage, and reserves nothing.
    """
    found = known if known is not None else recipes(demand)
    goods = taken(demand, found)
    items = lock_items(list(goods))
    Reservation.objects.filter(Q(holder=holder) | Q(expires_at__lte=timezone.now()), item__in=items).delete()
    held = dict(Reservation.objects.filter(item__in=items).values_list("item").annotate(total=Sum("quantity")))
    parts: dict[int, int] = {}
    missing: dict[int, int] = {}
    for variant_id, wanted in goods.items():
        rows = [item for item in items if item.variant_id == variant_id]
        given, left = divide(wanted, rows, held)
        parts |= given
        if left:
            missing[variant_id] = left
    if shortages := shortages_of(demand, found, missing):
        raise OutOfStock(shortages)
    Reservation.objects.bulk_create(
        Reservation(item_id=pk, quantity=part, holder=holder, expires_at=expires_at) for pk, part in parts.items()
    )
    _changed(items)


def shortages_of(demand: Mapping[int, int], found: Mapping[int, Recipe], missing: Mapping[int, int]) -> list[Shortage]:
    """What cannot be had, named as it was asked for: a kit, not its part. `missing`: variant id -> how many lack.

    Each is told how many could be had while the others stay as they are: with 5 sensors for 2 kits of 2 and 2 loose ones,
    1 lacks, so that 1 kit or 1 loose one could be had.
    """
    short = []
    for variant_id, wanted in demand.items():
        recipe = found[variant_id]
        if not recipe.takes and not recipe.is_endless:
            short.append(Shortage(variant_id, wanted, 0))
        lacking = [-(-missing[part] // each) for part, each in recipe.takes if part in missing]
        if lacking:
            short.append(Shortage(variant_id, wanted, max(0, wanted - max(lacking))))
    return short


def divide(wanted: int, rows: Sequence[StockItem], held: Mapping[int, int]) -> tuple[dict[int, int], int]:
    """How many each of a variant's rows gives (by row id), and how many of `wanted` none of them has."""
    taken: dict[int, int] = defaultdict(int)
    left = wanted
    for row in rows:
        part = min(left, max(0, row.on_hand - held.get(row.pk, 0)))
        if part:
            taken[row.pk] = part
            left -= part
    later = next((row for row in rows if row.backorder), None)
    if left and later:
        taken[later.pk] += left
        left = 0
    return dict(taken), left


@transaction.atomic
def release(*, holder: str) -> None:
    """Take the promise back: the goods are free again. Nothing happens where nothing was promised."""
    items = list(StockItem.objects.filter(reservations__holder=holder))
    Reservation.objects.filter(holder=holder).delete()
    _changed(items)


@transaction.atomic
def take_out(*, demand: Mapping[int, int], holder: str, reference: str) -> None:
    """Goods leave: on hand falls, the promise of `holder` shrinks by as much. Writes movements. `demand` is what lies on
    shelves: a bundle is taken out by the parts that its order names.
    """
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
        publish(ProductsChanged(products_of(item.variant_id for item in items)))
