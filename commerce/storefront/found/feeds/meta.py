"""The same products as the CSV that Meta's catalogues read (https://www.facebook.com/business/help/120325381656392)."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from commerce.storefront.found.feeds.items import FeedItem

COLUMNS = (
    "id",
    "title",
    "description",
    "availability",
    "condition",
    "price",
    "link",
    "image_link",
    "brand",
    "additional_image_link",
    "sale_price",
    "item_group_id",
    "gtin",
    "mpn",
    "product_type",
)
AVAILABILITY = {
    "in_stock": "in stock",
    "low_stock": "in stock",
    "backorder": "available for order",
    "out_of_stock": "out of stock",
}


def meta_document(batches: Iterable[list[FeedItem]]) -> Iterator[str]:
    """The table, a batch at a time."""
    yield lines([COLUMNS])
    for items in batches:
        yield lines(map(row, items))


def row(item: FeedItem) -> tuple[str, ...]:
    """One line, in the order of the columns."""
    return (
        item.id,
        item.title,
        item.description,
        AVAILABILITY.get(item.availability, "out of stock"),
        "new",
        item.price,
        item.link,
        item.pictures[0],
        item.brand,
        ",".join(item.pictures[1:]),
        item.sale_price,
        item.group,
        item.gtin,
        item.mpn,
        item.trail,
    )


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV."""
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
