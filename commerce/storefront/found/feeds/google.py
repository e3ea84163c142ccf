"""The product feed as Google's Merchant Center reads it: RSS 2.0 with its own names
(https://support.google.com/merchants/answer/7052112).
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from commerce.storefront.found.feeds.items import FeedItem

NAMESPACE = "http://base.google.com/ns/1.0"
# Low stock can be bought as well.
AVAILABILITY = {"in_stock": "in_stock", "low_stock": "in_stock", "backorder": "backorder", "out_of_stock": "out_of_stock"}


def google_document(batches: Iterable[list[FeedItem]], *, title: str, link: str) -> Iterator[str]:
    """The feed, a batch at a time."""
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="{NAMESPACE}"><channel>'
        f"<title>{escape(title)}</title><link>{escape(link)}</link><description>{escape(title)}</description>\n"
    )
    for items in batches:
        yield "".join(map(written, items))
    yield "</channel></rss>\n"


def written(item: FeedItem) -> str:
    """One item; names without a value are left out."""
    values = [
        ("id", item.id),
        ("item_group_id", item.group),
        ("title", item.title),
        ("description", item.description),
        ("link", item.link),
        ("image_link", item.pictures[0]),
        *(("additional_image_link", picture) for picture in item.pictures[1:]),
        ("availability", AVAILABILITY.get(item.availability, "out_of_stock")),
        ("price", item.price),
        ("sale_price", item.sale_price),
        ("gtin", item.gtin),
        ("mpn", item.mpn),
        ("brand", item.brand),
        ("condition", "new"),
        ("product_type", item.trail),
        ("shipping_weight", item.weight),
        ("identifier_exists", "" if item.is_identified else "no"),
    ]
    inside = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in values if value)
    return f"<item>{inside}</item>\n"
