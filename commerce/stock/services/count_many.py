"""Counting many at once: what `set_on_hand` does, in a fixed number of queries however many rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.many.writing import write_back
from commerce.kernel.events import ProductsChanged, publish
from commerce.stock.models import Location, Movement, StockItem
from commerce.stock.services.reserve import lock_items


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of a variant were counted at a location. None leaves a figure as it is."""

    variant_id: int
    product_id: int
    sku: str
    location: Location
    on_hand: int | None = None
    backorder: bool | None = None


@transaction.atomic
def count_stock(
    *,
    counts: Sequence[Counted],
    reason: Movement.Reason = Movement.Reason.COUNT,
    reference: str = "",
    source: str = "",
) -> int:
    """This is the stock now; how many rows changed. Differences become movements, one `ProductsChanged` is published.

    Rows are locked as buyers lock them (`lock_items`), so that nobody deadlocks. Eight queries.
    """
    wanted = {(count.variant_id, count.location.pk): count for count in counts}
    StockItem.objects.bulk_create(
        [StockItem(variant_id=variant, location_id=location) for variant, location in missing(wanted)], ignore_conflicts=True
    )
    rows = lock_items([variant for variant, _location in wanted])
    moved, movements, changes = [], [], []
    for item in rows:
        count = wanted.get((item.variant_id, item.location_id))
        if count is None:
            continue
        on_hand = item.on_hand if count.on_hand is None else count.on_hand
        backorder = item.backorder if count.backorder is None else count.backorder
        if on_hand != item.on_hand:
            movements.append(Movement(item=item, change=on_hand - item.on_hand, reason=reason, reference=reference))
            changes.append(Changed(count.product_id, "stock", str(item.on_hand), str(on_hand), count.sku))
        if backorder != item.backorder:
            changes.append(Changed(count.product_id, "backorder", yes(item.backorder), yes(backorder), count.sku))
        if (on_hand, backorder) != (item.on_hand, item.backorder):
            item.on_hand, item.backorder = on_hand, backorder
            moved.append(item)
    write_back(moved, ["on_hand", "backorder"])
    Movement.objects.bulk_create(movements, batch_size=1000)
    record_changes(changes, source=source)
    if moved:
        changed = {item.variant_id for item in moved}
        publish(ProductsChanged(frozenset(count.product_id for count in counts if count.variant_id in changed)))
    return len(moved)


def missing(wanted: dict[tuple[int, int], Counted]) -> list[tuple[int, int]]:
    """(variant, location) without a stock row."""
    there = StockItem.objects.filter(variant__in={variant for variant, _location in wanted})
    return sorted(set(wanted) - set(there.values_list("variant_id", "location_id")))


def yes(flag: bool) -> str:  # noqa: FBT001 - a value put into a word
    """As the history keeps it."""
    return "yes" if flag else "no"
