"""How products are named in sheets: by the SKU of their first variant, or #id where they have none."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from commerce.backoffice.sheets.chunks import chunks
from commerce.backoffice.sheets.limits import CHUNK
from commerce.catalogue.models import Product, Variant

Found = dict[str, int]
LARGEST_ID = 2**63 - 1


def products_named(names: Collection[str]) -> Found:
    """Product ids by name: any SKU of the product will do, or #id. Two queries."""
    numbers = {name: int(name[1:]) for name in names if name.startswith("#") and name[1:].isascii() and name[1:].isdigit()}
    asked = {name: number for name, number in numbers.items() if number <= LARGEST_ID}
    there = set(Product.objects.filter(pk__in=asked.values()).values_list("pk", flat=True))
    found = {name: number for name, number in asked.items() if number in there}
    skus = [name for name in names if name not in numbers]
    return found | dict(Variant.objects.filter(sku__in=skus).values_list("sku", "product_id"))


def names_of(product_ids: Iterable[int]) -> dict[int, str]:
    """The name of each product. One query."""
    ids = list(product_ids)
    found = {pk: f"#{pk}" for pk in ids}
    rows = Variant.objects.filter(product__in=ids).order_by("product_id", "sort_order", "pk").distinct("product_id")
    return found | dict(rows.values_list("product_id", "sku"))


def chunks_of_ids(rows: Any, product_ids: Sequence[int] | None, *, product: str) -> Iterator[list[int]]:
    """Ids of a queryset's rows in order, chunk by chunk, without a transaction of their own being held open. Of chosen products,
    a chunk of products after the other, so that no statement names them all.
    """
    if product_ids is not None:
        for part in chunks(sorted(product_ids), CHUNK):
            yield from chunks(rows.filter(**{f"{product}__in": part}).order_by("pk").values_list("pk", flat=True), CHUNK)
        return
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids
        last = ids[-1]
