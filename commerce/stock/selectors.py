"""How much can be sold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
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


def availability(variant_ids: Iterable[int], *, kind: str | None = None) -> dict[int, Available]:
    """What can be sold of each variant, all locations together; goods without stock rows are not in it. One query. `kind` is
    what all of them are, where the caller knows: goods are asked for more simply, files and services not at all.

    Each location counts for itself, as it does in `reserve`: one that owes goods takes none from another. A bundle can be
    sold as often as its scarcest part allows: 7 sensors and 4 gateways are 3 kits of 2 sensors and 1 gateway. Files and
    services can be sold without end, and so can a bundle of nothing else.
    """
    if kind in WITHOUT_STOCK:
        return dict.fromkeys(variant_ids, ALWAYS)
    kinds: dict[int, str] = {}
    # By variant wanted: what one of it takes of each part, and what there is of that part.
    each: dict[int, dict[int, int]] = defaultdict(dict)
    stock: dict[int, Available] = {}
    seen: set[int] = set()
    along: set[int] = set()
    for wanted, own, part, part_kind, quantity, item, on_hand, backorder, held in _rows(list(variant_ids), kind):
        kinds[wanted] = own
        if own in WITHOUT_STOCK or part is None:
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
    for pk, own in kinds.items():
        if own in WITHOUT_STOCK:
            found[pk] = ALWAYS
        elif own == ProductKind.BUNDLE:
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


def _rows(variant_ids: list[int], kind: str | None) -> list[Row]:
    """(variant wanted, kind, part, kind of the part, quantity of it in one, stock row, on hand, backorder, held), goods being
    their own part. One statement instead of one a table: every page with a price on it runs it.
    """
    if not variant_ids:
        return []
    given: dict[str, Any] = {"ids": variant_ids, "now": timezone.now(), "bundle": ProductKind.BUNDLE.value}
    with connection.cursor() as cursor:
        if kind == ProductKind.GOODS:
            cursor.execute(_statement_of_goods(), given)
            return [
                (pk, kind, pk, kind, 1, item, on_hand, late, int(held)) for pk, item, on_hand, late, held in cursor.fetchall()
            ]
        cursor.execute(_statement(), given)
        return [(*row[:8], int(row[8])) for row in cursor.fetchall()]


@cache
def _tables() -> dict[Any, str]:
    """The tables' names, which are the same in every store."""
    return {model: f'"{model._meta.db_table}"' for model in (Variant, Product, BundlePart, StockItem, Reservation)}


@cache
def _held() -> str:
    """How many of a stock row are reserved now."""
    return f"""COALESCE((SELECT SUM(held.quantity) FROM {_tables()[Reservation]} held
                         WHERE held.item_id = item.id AND (held.expires_at IS NULL OR held.expires_at > %(now)s)), 0)"""  # noqa: S608


@cache
def _statement_of_goods() -> str:
    """(variant, stock row, on hand, backorder, held) of goods."""
    return f"""
        SELECT item.variant_id, item.id, item.on_hand, item.backorder, {_held()}
        FROM {_tables()[StockItem]} item WHERE item.variant_id = ANY(%(ids)s)
    """  # noqa: S608 - the table names are ours


@cache
def _statement() -> str:
    """The rows of `_rows` for variants of any kind."""
    tables = _tables()
    return f"""
        SELECT wanted.id, product.kind, part.id, whole.kind, COALESCE(bundled.quantity, 1), item.id, COALESCE(item.on_hand, 0),
               COALESCE(item.backorder, FALSE), {_held()}
        FROM {tables[Variant]} wanted
        JOIN {tables[Product]} product ON product.id = wanted.product_id
        LEFT JOIN {tables[BundlePart]} bundled ON bundled.product_id = product.id AND product.kind = %(bundle)s
        LEFT JOIN {tables[Variant]} part
            ON part.id = CASE WHEN product.kind = %(bundle)s THEN bundled.variant_id ELSE wanted.id END
        LEFT JOIN {tables[Product]} whole ON whole.id = part.product_id
        LEFT JOIN {tables[StockItem]} item ON item.variant_id = part.id
        WHERE wanted.id = ANY(%(ids)s)
    """  # noqa: S608 - the table names are ours
