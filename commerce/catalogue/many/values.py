"""Setting attributes of many products."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from decimal import Decimal
from functools import partial

from django.db import transaction

from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.models import Attribute, Product, ProductValue
from commerce.kernel.events import ProductsChanged, publish


@dataclass(frozen=True, slots=True)
class NewValue:
    """What an attribute shall be. Only the part of the attribute's kind counts; nothing in it empties the attribute.

    `texts` are by language; languages that are not in it keep theirs.
    """

    choices: tuple[int, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    number: Decimal | None = None
    boolean: bool | None = None
    date: day | None = None
    document: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether this empties the attribute."""
        given = self.choices or any(self.texts.values()) or self.date or self.document
        return not given and self.number is None and self.boolean is None


@transaction.atomic
def set_values(*, wanted: Mapping[int, Mapping[Attribute, NewValue]], source: str = "") -> frozenset[int]:
    """Products (by id) have these values; which of them changed. Attributes that are not named stay.

    One `ProductsChanged`, each change in the history; six queries.
    """
    return write_values(
        {
            pk: {attribute: partial(rows_of, pk, attribute, value) for attribute, value in values.items()}
            for pk, values in wanted.items()
        },
        source=source,
    )


@transaction.atomic
def put_values(*, wanted: Mapping[int, Mapping[Attribute, Sequence[ProductValue]]], source: str = "") -> frozenset[int]:
    """As `set_values`, with the very rows that products shall have, such as those they had once."""
    return write_values(
        {pk: {attribute: partial(instead, rows) for attribute, rows in values.items()} for pk, values in wanted.items()},
        source=source,
    )


def write_values(wanted: Mapping[int, Mapping[Attribute, Callable[..., list[ProductValue]]]], *, source: str) -> frozenset[int]:
    """Replace the rows of each product and attribute by what is made of those that there are."""
    list(Product.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk").values_list("pk"))
    attributes = {attribute for values in wanted.values() for attribute in values}
    before = present_values(wanted, attributes)
    gone: list[int] = []
    made: list[ProductValue] = []
    touched: list[tuple[int, Attribute]] = []
    for pk, values in wanted.items():
        for attribute, rows_after in values.items():
            rows = before[pk, attribute.pk]
            new = rows_after(rows)
            if [content(row) for row in rows] != [content(row) for row in new]:
                gone += [row.pk for row in rows]
                made += new
                touched.append((pk, attribute))
    if not touched:
        return frozenset()
    ProductValue.objects.filter(pk__in=gone).delete()
    ProductValue.objects.bulk_create(made, batch_size=1000)
    after = present_values({pk for pk, _attribute in touched}, attributes)
    record_changes(
        [
            Changed(pk, f"attribute {attribute.code}", shown(before[pk, attribute.pk]), shown(after[pk, attribute.pk]))
            for pk, attribute in touched
        ],
        source=source,
    )
    changed = frozenset(pk for pk, _attribute in touched)
    publish(ProductsChanged(changed))
    return changed


def instead(rows: Sequence[ProductValue], _present: list[ProductValue]) -> list[ProductValue]:
    """These rows, whatever there are."""
    return list(rows)


def present_values(product_ids: Iterable[int], attributes: Iterable[Attribute]) -> dict[tuple[int, int], list[ProductValue]]:
    """The rows of these attributes by (product, attribute)."""
    found: dict[tuple[int, int], list[ProductValue]] = defaultdict(list)
    rows = ProductValue.objects.filter(product__in=list(product_ids), attribute__in=list(attributes))
    for row in rows.select_related("attribute", "choice", "document").order_by("pk"):
        found[row.product_id, row.attribute_id].append(row)
    return found


def rows_of(product_id: int, attribute: Attribute, value: NewValue, present: list[ProductValue]) -> list[ProductValue]:
    """The rows that say this; several where several choices are made."""
    if attribute.kind in Attribute.CHOSEN:
        return [ProductValue(product_id=product_id, attribute=attribute, choice_id=pk) for pk in value.choices]
    texts = {**(present[0].text if present else {}), **value.texts}
    texts = {language: text for language, text in texts.items() if text}
    if value.is_nothing and not texts:
        return []
    return [
        ProductValue(
            product_id=product_id,
            attribute=attribute,
            text=texts,
            number=value.number,
            boolean=value.boolean,
            date=value.date,
            document_id=value.document,
        )
    ]


def content(row: ProductValue) -> tuple[object, ...]:
    """What a row says, for comparing."""
    return row.choice_id, tuple(sorted(row.text.items())), row.number, row.boolean, row.date, row.document_id


def shown(rows: list[ProductValue]) -> str:
    """As the history keeps it."""
    return ", ".join(sorted(row.shown() for row in rows))
