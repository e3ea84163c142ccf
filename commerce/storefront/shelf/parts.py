"""The parts of many products: variants, facts, pictures. Read flat, and joined here: a prefetch through clusters costs more
than all the rest of a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from wagtail.documents import get_document_model

from commerce.catalogue.models import Attribute, AttributeChoice, ProductImage, ProductValue, Variant, VariantValue


@dataclass(slots=True)
class SoldVariant:
    """An active variant."""

    pk: int
    sku: str
    gtin: str
    mpn: str
    min_quantity: int
    values: list[Any] = field(default_factory=list)


class Parts:
    """By product: active variants, values, pictures as (image id, captions). Seven queries, eight where facts are files."""

    def __init__(self, product_ids: Sequence[int]) -> None:
        self.ids = product_ids
        self.variants: dict[int, list[SoldVariant]] = defaultdict(list)
        self.values: dict[int, list[Any]] = defaultdict(list)
        self.images: dict[int, list[tuple[int, dict[str, str]]]] = defaultdict(list)

    def read(self) -> None:
        """Ask the tables."""
        by_id = self._variants()
        values = list(ProductValue.objects.filter(product__in=self.ids).order_by("pk"))
        of_variants = list(VariantValue.objects.filter(variant__in=by_id).order_by("pk"))
        join(chain(values, of_variants))
        for value in values:
            self.values[value.product_id].append(value)
        for own in of_variants:
            by_id[own.variant_id].values.append(own)
        images = ProductImage.objects.filter(product__in=self.ids).order_by("sort_order", "pk")
        for product, image, captions in images.values_list("product_id", "image_id", "captions"):
            self.images[product].append((image, captions))

    def _variants(self) -> dict[int, SoldVariant]:
        by_id = {}
        rows = Variant.objects.filter(product__in=self.ids, is_active=True).order_by("sort_order", "pk")
        for product, *facts in rows.values_list("product_id", "pk", "sku", "gtin", "mpn", "min_quantity"):
            variant = SoldVariant(*facts)
            self.variants[product].append(variant)
            by_id[variant.pk] = variant
        return by_id


def join(values: Iterable[Any]) -> None:
    """Give values their attribute, choice and file; the same object to all that name the same."""
    held = list(values)
    attributes = Attribute.objects.in_bulk({value.attribute_id for value in held})
    choices = AttributeChoice.objects.in_bulk({value.choice_id for value in held if value.choice_id})
    files = {value.document_id for value in held if value.document_id}
    documents = get_document_model().objects.in_bulk(files) if files else {}
    for value in held:
        value.attribute = attributes[value.attribute_id]
        if value.choice_id:
            value.choice = choices[value.choice_id]
        if value.document_id:
            value.document = documents[value.document_id]
