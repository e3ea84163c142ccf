"""How much can be sold."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone

from commerce.stock.models import StockItem

LOW = 5


@dataclass(frozen=True, slots=True)
class Available:
    """What can be sold of one variant now. With `backorder` any quantity can, whatever `quantity` says."""

    quantity: int
    backorder: bool

    @property
    def code(self) -> str:
        """in_stock, low_stock, backorder or out_of_stock."""
        if self.quantity > LOW:
            return "in_stock"
        if self.quantity > 0:
            return "low_stock"
        return "backorder" if self.backorder else "out_of_stock"

    def covers(self, quantity: int) -> bool:
        """Whether so many can be sold."""
        return self.backorder or quantity <= self.quantity


NOTHING = Available(0, backorder=False)


def live_reservations() -> Q:
    """Reservations that still count, seen from a stock row."""
    return Q(reservations__expires_at__isnull=True) | Q(reservations__expires_at__gt=timezone.now())


def availability(variant_ids: Iterable[int]) -> dict[int, Available]:
    """What can be sold of each variant, all locations together; a variant without stock rows is not in it. One query.

    Each location counts for itself, as it does in `reserve`: one that owes goods takes none from another.
    """
    held = Sum("reservations__quantity", filter=live_reservations())
    rows = StockItem.objects.filter(variant__in=list(variant_ids)).annotate(held=held)
    found: dict[int, Available] = {}
    for variant_id, on_hand, backorder, promised in rows.values_list("variant", "on_hand", "backorder", "held"):
        before = found.get(variant_id, NOTHING)
        free = max(0, on_hand - (promised or 0))
        found[variant_id] = Available(before.quantity + free, before.backorder or backorder)
    return found
