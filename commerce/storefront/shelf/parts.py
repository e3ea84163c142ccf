"""The parts of many products: variants, facts, pictures. Read flat, and joined here: models and prefetches would cost more than
all the rest of a row.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from decimal import Decimal
from typing import Any

from wagtail.documents import get_document_model

from commerce.catalogue.models import Attribute, AttributeChoice, ProductImage, ProductValue, Variant, VariantValue
from commerce.kernel.written import Written

COLUMNS = ("pk", "attribute_id", "choice_id", "text", "number", "boolean", "date", "document_id")
OWN = Written(lambda ids: ProductValue.objects.filter(product_id__among=ids).order_by("pk").values_list("product_id", *COLUMNS))
CHOSEN = Written(
    lambda ids: VariantValue.objects.filter(variant_id__among=ids).order_by("pk").values_list("variant_id", *COLUMNS)
)
IMAGES = Written(
    lambda ids: (
        ProductImage.objects.filter(product_id__among=ids)
        .order_by("sort_order", "pk")
        .values_list("product_id", "image_id", "captions")
    )
)
VARIANTS = Written(
    lambda ids: (
        Variant.objects.filter(product_id__among=ids, is_active=True)
        .order_by("sort_order", "pk")
        .values_list("product_id", "pk", "sku", "gtin", "mpn", "min_quantity")
    )
)


@dataclass(slots=True)
class Fact:
    """What an attribute is for a product or one of its variants; `key` is the same for two that read the same."""

    pk: int
    attribute: Attribute
    choice: AttributeChoice | None
    text: Mapping[str, str]
    number: Decimal | None
    boolean: bool | None
    date: day | None
    document: Any
    # None: not worth keeping, or made of more than its row.
    key: Hashable | None

    def as_value(self) -> ProductValue:
        """The model that puts it into words."""
        return ProductValue(
            attribute=self.attribute,
            choice=self.choice,
            text=self.text,
            number=self.number,
            boolean=self.boolean,
            date=self.date,
            document=self.document,
        )


@dataclass(slots=True)
class SoldVariant:
    """An active variant."""

    pk: int
    sku: str
    gtin: str
    mpn: str
    min_quantity: int
    values: list[Fact] = field(default_factory=list)


class Parts:
    """By product: active variants, values, pictures as (image id, captions). Six queries, seven where facts are files."""

    def __init__(self, product_ids: Sequence[int]) -> None:
        self.ids = product_ids
        self.variants: dict[int, list[SoldVariant]] = defaultdict(list)
        self.values: dict[int, list[Fact]] = defaultdict(list)
        self.images: dict[int, list[tuple[int, dict[str, str]]]] = defaultdict(list)

    def read(self) -> None:
        """Ask the tables."""
        by_id = self._variants()
        own, of_variants = OWN(self.ids), CHOSEN(by_id)
        named = Named(own, of_variants)
        for product, *columns in own:
            self.values[product].append(named.fact(*columns))
        for variant, *columns in of_variants:
            by_id[variant].values.append(named.fact(*columns))
        for product, image, captions in IMAGES(self.ids):
            self.images[product].append((image, captions))

    def codes(self) -> Iterator[tuple[int, int, str]]:
        """(variant, product, code) of every SKU, GTIN and part number of the active variants."""
        for product, variants in self.variants.items():
            for variant in variants:
                yield from ((variant.pk, product, code) for code in (variant.sku, variant.gtin, variant.mpn) if code)

    def _variants(self) -> dict[int, SoldVariant]:
        by_id = {}
        for product, *facts in VARIANTS(self.ids):
            variant = SoldVariant(*facts)
            self.variants[product].append(variant)
            by_id[variant.pk] = variant
        return by_id


class Named:
    """The attributes, choices and files that rows of values name; the same object for all that name the same."""

    def __init__(self, *tables: Iterable[Sequence[Any]]) -> None:
        rows = [row for table in tables for row in table]
        self.attributes = Attribute.objects.in_bulk({row[2] for row in rows})
        self.choices = AttributeChoice.objects.in_bulk({row[3] for row in rows if row[3]})
        # All that their values' words are made of, so that what is kept under it is never out of date.
        self.marks = {pk: mark_of(attribute) for pk, attribute in self.attributes.items()}
        self.labels = {pk: tuple(choice.labels.items()) for pk, choice in self.choices.items()}
        files = {row[8] for row in rows if row[8]}
        self.documents = get_document_model().objects.in_bulk(files) if files else {}

    def fact(self, pk: int, *said: Any) -> Fact:
        """The row as a fact; `said` are the other `COLUMNS`."""
        attribute, choice, text, number, boolean, date, document = said
        mark = self.marks[attribute]
        said_in_words = (mark, self.labels.get(choice), tuple(text.items()), number, boolean, date)
        key = None if document or mark is None else said_in_words
        return Fact(
            pk,
            self.attributes[attribute],
            self.choices[choice] if choice else None,
            text,
            number,
            boolean,
            date,
            self.documents[document] if document else None,
            key,
        )


def mark_of(attribute: Attribute) -> Hashable | None:
    """What the words of an attribute's values depend on; None for those that may lead to pages."""
    if attribute.kind == Attribute.Kind.RICH_TEXT:
        return None
    labels, group = tuple(attribute.labels.items()), tuple(attribute.group.items())
    return attribute.code, labels, group, attribute.kind, attribute.unit, attribute.shown_unit
