"""Counting which products are ordered together, every night."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from commerce.catalogue.models import Variant
from commerce.catalogue.states import SOLD
from commerce.orders.models import Order, OrderLine
from commerce.orders.states import OrderStatus
from commerce.storefront.models import BoughtTogether
from sites.content.generation import bump_goods

LOOKS_BACK = timedelta(days=365)
# One order with both may be chance.
LEAST = 2
# So many companions of each product are kept, those with most orders.
KEPT = 12


@transaction.atomic
def count_together(*, at: datetime) -> int:
    """Make the table anew from the orders of the 365 days before `at`; how many rows it has now.

    Cancelled orders do not count, however many of a product an order holds it counts once, and what is not sold any more
    is nobody's companion. One statement: the pairs never leave the database.
    """
    quoted = connection.ops.quote_name
    tables = {model: quoted(model._meta.db_table) for model in (BoughtTogether, Order, OrderLine, Variant)}
    product = quoted(Variant._meta.get_field("product").related_model._meta.db_table)
    statement = f"""
        WITH bought AS (
            SELECT DISTINCT line.order_id, variant.product_id
            FROM {tables[OrderLine]} line
            JOIN {tables[Order]} placed ON placed.id = line.order_id
            JOIN {tables[Variant]} variant ON variant.id = line.variant_id
            WHERE placed.placed_at > %(since)s AND placed.placed_at <= %(at)s AND placed.status <> %(cancelled)s
        ), pairs AS (
            SELECT one.product_id, other.product_id AS other_id, COUNT(*) AS orders,
                   ROW_NUMBER() OVER (PARTITION BY one.product_id ORDER BY COUNT(*) DESC, other.product_id) AS place
            FROM bought one
            JOIN bought other ON other.order_id = one.order_id AND other.product_id <> one.product_id
            JOIN {product} companion ON companion.id = other.product_id AND companion.status = ANY(%(sold)s)
            GROUP BY one.product_id, other.product_id
            HAVING COUNT(*) >= %(least)s
        )
        INSERT INTO {tables[BoughtTogether]} (product_id, other_id, orders)
        SELECT product_id, other_id, orders FROM pairs WHERE place <= %(kept)s
    """  # noqa: S608 - the table names are ours
    given: dict[str, Any] = {
        "since": at - LOOKS_BACK,
        "at": at,
        "cancelled": OrderStatus.CANCELLED.value,
        "sold": [status.value for status in SOLD],
        "least": LEAST,
        "kept": KEPT,
    }
    BoughtTogether.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        count = cursor.rowcount
    bump_goods()
    return count
