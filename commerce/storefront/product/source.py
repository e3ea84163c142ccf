"""All that hangs on a product, in one statement: what would be a query a table is read as JSON.

Written as SQL, because building eight subqueries anew for each page takes longer than PostgreSQL takes to answer them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    BundlePart,
    Product,
    ProductCopy,
    ProductImage,
    ProductRelation,
    ProductVideo,
    Variant,
    VariantValue,
)
from commerce.catalogue.states import SOLD
from commerce.reviews.models import ReviewTally
from commerce.storefront.models import BoughtTogether, ShelfItem
from pricing.selectors import PriceRow, price_rows
from sites.content.generation import cached
from sites.content.images import StoreDocument
from sites.tenants.context import current_store

MOST_TOGETHER = 8
NAMES = ("variants", "values", "images", "own", "videos", "relations", "together", "parts", "tally", "categories")


@dataclass(frozen=True, slots=True)
class Source:
    """A product's words with all rows that its page shows. `values`: the options of each variant by its id."""

    copy: ProductCopy
    variants: list[Variant]
    values: dict[int, list[VariantValue]]
    images: list[dict[str, Any]]
    own_images: dict[int, set[int]]
    videos: list[dict[str, Any]]
    relations: list[tuple[str, int]]
    parts: list[dict[str, Any]]
    prices: Mapping[int, Sequence[PriceRow]]
    tally: ReviewTally
    # The pages, in every language, of all categories in which it stands, also from below.
    category_ids: list[int]

    @property
    def product(self) -> Product:
        """The product itself."""
        return self.copy.product


def source_of(copy: ProductCopy) -> Source:
    """The rows of a copy's product. Two queries, one of them only after something in the store has changed."""
    row: tuple[str, ...] = cached(f"product-source.{copy.product_id}", lambda: read(copy.product_id))
    found = {name: json.loads(text) for name, text in zip(NAMES, row, strict=True)}
    variants = [Variant(product=copy.product, **each) for each in found["variants"]]
    own: dict[int, set[int]] = {}
    for each in found["own"]:
        own.setdefault(each["variant_id"], set()).add(each["productimage_id"])
    together = [("together", each["other_id"]) for each in found["together"]]
    return Source(
        copy=copy,
        variants=variants,
        values=options_of(variants, found["values"]),
        images=found["images"],
        own_images=own,
        videos=found["videos"],
        relations=[*((each["kind"], each["other_id"]) for each in found["relations"]), *together],
        parts=found["parts"],
        prices=price_rows([variant.pk for variant in variants], currency=current_store().currency),
        tally=ReviewTally(product_id=copy.product_id, **(found["tally"][0] if found["tally"] else {})),
        category_ids=[pk for row in found["categories"] for pk in row["category_ids"]],
    )


def read(product_id: int) -> tuple[str, ...]:
    """The rows as JSON, in the order of NAMES. One query."""
    given: dict[str, Any] = {"product": product_id, "sold": [status.value for status in SOLD], "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(statement(), given)
        [row] = cursor.fetchall()
    return tuple(row)


def options_of(variants: list[Variant], rows: list[dict[str, Any]]) -> dict[int, list[VariantValue]]:
    """What tells variants apart, by variant id, in the order of the attributes."""
    attributes: dict[int, Attribute] = {}
    choices: dict[int, AttributeChoice] = {}
    found: dict[int, list[VariantValue]] = {variant.pk: [] for variant in variants}
    for row in rows:
        attribute, choice = row.pop("attribute"), row.pop("choice")
        if attribute["id"] not in attributes:
            attributes[attribute["id"]] = Attribute(**attribute)
        if choice is not None and choice["id"] not in choices:
            choices[choice["id"]] = AttributeChoice(**choice)
        number = Decimal(row["number"]) if row["number"] is not None else None
        value = VariantValue(**row | {"number": number}, attribute=attributes[attribute["id"]])
        value.choice = choices[choice["id"]] if choice is not None else None
        found[value.variant_id].append(value)
    return found


@cache
def statement() -> str:
    """The statement. Table names are those of the models, which are the same in every store."""
    pictured = Variant.pictures.through
    models = (
        Attribute,
        AttributeChoice,
        BoughtTogether,
        BundlePart,
        Product,
        ProductImage,
        ProductRelation,
        ProductVideo,
        ReviewTally,
        ShelfItem,
        StoreDocument,
        Variant,
        VariantValue,
        pictured,
    )
    table = {model: f'"{model._meta.db_table}"' for model in models}

    def rows(fields: str, source: str) -> str:
        return f"(SELECT COALESCE(json_agg(r), '[]')::text FROM (SELECT {fields} FROM {source}) r)"  # noqa: S608 - ours

    return "SELECT " + ", ".join(
        (
            rows(
                "v.id, v.sku, v.gtin, v.mpn, v.min_quantity",
                f"{table[Variant]} v WHERE v.product_id = %(product)s AND v.is_active ORDER BY v.sort_order, v.id",
            ),
            rows(
                "o.id, o.variant_id, o.text, o.number::text, o.boolean, "
                "json_build_object('id', a.id, 'code', a.code, 'labels', a.labels, 'kind', a.kind, 'unit', a.unit, "
                "'shown_unit', a.shown_unit, 'position', a.position) AS attribute, "
                "CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'attribute_id', c.attribute_id, 'code', c.code, "
                "'labels', c.labels, 'swatch', c.swatch, 'sort_order', c.sort_order) END AS choice",
                f"{table[VariantValue]} o JOIN {table[Variant]} v ON v.id = o.variant_id "
                f"JOIN {table[Attribute]} a ON a.id = o.attribute_id LEFT JOIN {table[AttributeChoice]} c ON c.id = o.choice_id "
                "WHERE v.product_id = %(product)s AND v.is_active ORDER BY a.position, o.id",
            ),
            rows(
                "i.id, i.image_id AS image, i.captions",
                f"{table[ProductImage]} i WHERE i.product_id = %(product)s ORDER BY i.sort_order, i.id",
            ),
            rows(
                "p.variant_id, p.productimage_id",
                f"{table[pictured]} p JOIN {table[ProductImage]} i ON i.id = p.productimage_id "
                "WHERE i.product_id = %(product)s ORDER BY p.id",
            ),
            rows(
                "f.id, f.titles, d.file, f.url, f.poster_id AS poster",
                f"{table[ProductVideo]} f LEFT JOIN {table[StoreDocument]} d ON d.id = f.file_id "
                "WHERE f.product_id = %(product)s ORDER BY f.sort_order, f.id",
            ),
            rows(
                "n.kind, n.other_id",
                f"{table[ProductRelation]} n WHERE n.product_id = %(product)s ORDER BY n.sort_order, n.id",
            ),
            rows(
                "t.other_id",
                f"{table[BoughtTogether]} t JOIN {table[Product]} o ON o.id = t.other_id "
                "WHERE t.product_id = %(product)s AND o.status = ANY(%(sold)s) "
                "AND (o.available_from IS NULL OR o.available_from <= %(now)s) "
                f"ORDER BY t.orders DESC, t.other_id LIMIT {MOST_TOGETHER}",
            ),
            rows(
                "b.quantity, v.sku, v.product_id AS product, o.name",
                f"{table[BundlePart]} b JOIN {table[Variant]} v ON v.id = b.variant_id "
                f"JOIN {table[Product]} o ON o.id = v.product_id WHERE b.product_id = %(product)s ORDER BY b.sort_order, b.id",
            ),
            rows(
                "n.stars_1, n.stars_2, n.stars_3, n.stars_4, n.stars_5, n.questions",
                f"{table[ReviewTally]} n WHERE n.product_id = %(product)s",
            ),
            rows("s.category_ids", f"{table[ShelfItem]} s WHERE s.product_id = %(product)s"),
        )
    )
