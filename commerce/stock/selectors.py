"""How much can be sold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from commerce.catalogue.models import BundlePart, Product, Variant
from commerce.catalogue.states import WITHOUT_STOCK, ProductKind
from commerce.stock.models import Reservation, StockItem

LOW = 5
# More than anybody may buy at once: what is not counted never runs out.
ENDLESS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Available:
    """What can be sold of one variant now. With `backorder` any quantity can, whatever `quantity` says.

    `later`: it can be sold, and some part of it has to come in first.
    """

    quantity: int
    backorder: bool
    later: bool = False

    @property
    def code(self) -> str:
        """in_stock, low_stock, backorder or out_of_stock."""
        if self.quantity > 0 and self.later:
            return "backorder"
        if self.quantity > LOW:
            return "in_stock"
        if self.quantity > 0:
            return "low_stock"
        return "backorder" if self.backorder else "out_of_stock"

    @property
    def is_endless(self) -> bool:
        """Whether nothing is counted: files and services, and bundles of nothing else."""
        return self.quantity >= ENDLESS

    def covers(self, quantity: int) -> bool:
        """Whether so many can be sold."""
        return self.backorder or quantity <= self.quantity


NOTHING = Available(0, backorder=False)
ALWAYS = Available(ENDLESS, backorder=False)


def availability(variant_ids: Iterable[int]) -> dict[int, Available]:
    """What can be sold of each variant, all locations together; goods without stock rows are not in it. One query.

    Each location counts for itself, as it does in `reserve`: one that owes goods takes none from another. A bundle can be
    sold as often as its scarcest part allows: 7 sensors and 4 gateways are 3 kits of 2 sensors and 1 gateway. Files and
    services can be sold without end, and so can a bundle of nothing else.
    """
    kinds: dict[int, str] = {}
    # By variant wanted: what one of it takes of each part, and what there is of that part.
    each: dict[int, dict[int, int]] = defaultdict(dict)
    stock: dict[int, Available] = {}
    seen: set[int] = set()
    along: set[int] = set()
    for wanted, kind, part, part_kind, quantity, item, on_hand, backorder, held in _rows(list(variant_ids)):
        kinds[wanted] = kind
        if kind in WITHOUT_STOCK or part is None:
            continue
        if part_kind in WITHOUT_STOCK:
            along.add(wanted)
            continue
        each[wanted][part] = quantity
        if item is not None and item not in seen:
            seen.add(item)
            before = stock.get(part, NOTHING)
            stock[part] = Available(before.quantity + max(0, on_hand - held), before.backorder or backorder)
    found: dict[int, Available] = {}
    for pk, kind in kinds.items():
        if kind in WITHOUT_STOCK:
            found[pk] = ALWAYS
        elif kind == ProductKind.BUNDLE:
            counted = [(stock.get(part, NOTHING), quantity) for part, quantity in each[pk].items()]
            found[pk] = ALWAYS if not counted and pk in along else of_bundle(counted)
        elif pk in stock:
            found[pk] = stock[pk]
    return found


def of_bundle(parts: list[tuple[Available, int]]) -> Available:
    """What can be sold of a bundle, given what there is of each part and how many one bundle takes. Without parts: nothing."""
    ready = [(stock.quantity // quantity, stock.backorder) for stock, quantity in parts]
    limits = [count for count, backorder in ready if not backorder]
    if not ready:
        return NOTHING
    if not limits:
        return Available(min(count for count, _backorder in ready), backorder=True)
    return Available(min(limits), backorder=False, later=any(backorder and not count for count, backorder in ready))


Row = tuple[int, str, int | None, str | None, int, int | None, int, bool, int]


def _rows(variant_ids: list[int]) -> list[Row]:
    """(variant wanted, kind, part, kind of the part, quantity of it in one, stock row, on hand, backorder, held), goods being
    their own part. One statement instead of one a table: every page with a price on it runs it.
    """
    if not variant_ids:
        return []
    name = connection.ops.quote_name
    tables = {model: name(model._meta.db_table) for model in (Variant, Product, BundlePart, StockItem, Reservation)}
    statement = f"""
        SELECT wanted.id, product.kind, part.id, whole.kind, COALESCE(bundled.quantity, 1), item.id, COALESCE(item.on_hand, 0),
               COALESCE(item.backorder, FALSE),
               COALESCE((SELECT SUM(held.quantity) FROM {tables[Reservation]} held
                         WHERE held.item_id = item.id AND (held.expires_at IS NULL OR held.expires_at > %(now)s)), 0)
        FROM {tables[Variant]} wanted
        JOIN {tables[Product]} product ON product.id = wanted.product_id
        LEFT JOIN {tables[BundlePart]} bundled ON bundled.product_id = product.id AND product.kind = %(bundle)s
        LEFT JOIN {tables[Variant]} part
            ON part.id = CASE WHEN product.kind = %(bundle)s THEN bundled.variant_id ELSE wanted.id END
        LEFT JOIN {tables[Product]} whole ON whole.id = part.product_id
        LEFT JOIN {tables[StockItem]} item ON item.variant_id = part.id
        WHERE wanted.id = ANY(%(ids)s)
    """  # noqa: S608 - the table names are ours
    given: dict[str, Any] = {
        "ids": variant_ids,
        "now": timezone.now(),
        "bundle": ProductKind.BUNDLE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [(*row[:8], int(row[8])) for row in cursor.fetchall()]
