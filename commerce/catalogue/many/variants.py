"""Making and changing many variants."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from commerce.catalogue.history import as_text
from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.many.writing import write_back
from commerce.catalogue.models import Variant, VariantValue
from commerce.kernel.events import ProductsChanged, publish

COLUMNS = ("gtin", "mpn", "is_active", "weight", "width", "height", "depth", "min_quantity")


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """What a variant shall be: values of `COLUMNS`, and options as attribute id -> choice id (None takes it away)."""

    sku: str
    product_id: int
    values: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[int, int | None] = field(default_factory=dict)


@transaction.atomic
def save_variants(*, wanted: Sequence[VariantFacts], source: str = "") -> frozenset[str]:
    """Variants (by SKU) have these facts; those that are not there yet are made. Which SKUs changed.

    A variant never moves to another product. Rows are locked in primary-key order; one `ProductsChanged`, each change in
    the history; eight queries.
    """
    facts = {want.sku: want for want in wanted}
    present = {row.sku: row for row in Variant.objects.select_for_update(of=("self",)).filter(sku__in=facts).order_by("pk")}
    changes: list[Changed] = []
    moved: list[Variant] = []
    for sku, row in present.items():
        different = {
            column: value for column, value in facts[sku].values.items() if column in COLUMNS and getattr(row, column) != value
        }
        if "is_active" in different:
            changes.append(Changed(row.product_id, "active", as_text(row.is_active), as_text(different["is_active"]), sku))
        for column, value in different.items():
            setattr(row, column, value)
        if different:
            moved.append(row)
    new = [Variant(sku=sku, product_id=want.product_id, **want.values) for sku, want in facts.items() if sku not in present]
    place_last(new)
    write_back(moved, COLUMNS)
    Variant.objects.bulk_create(new, batch_size=500)
    changes += [Changed(row.product_id, "sku", "", row.sku, row.sku) for row in new]
    rows = present | {row.sku: row for row in new}
    chosen = set_options(rows, facts)
    changed = frozenset({row.sku for row in (*moved, *new)} | chosen)
    record_changes(changes, source=source)
    if changed:
        publish(ProductsChanged(frozenset(rows[sku].product_id for sku in changed)))
    return changed


def place_last(new: Sequence[Variant]) -> None:
    """New variants stand behind those that their products have."""
    last: dict[int, int] = defaultdict(lambda: -1)
    for product_id, order in Variant.objects.filter(product__in={row.product_id for row in new}).values_list(
        "product_id", "sort_order"
    ):
        last[product_id] = max(last[product_id], order or 0)
    for row in new:
        last[row.product_id] += 1
        row.sort_order = last[row.product_id]


def set_options(rows: Mapping[str, Variant], facts: Mapping[str, VariantFacts]) -> set[str]:
    """Choose options; SKUs of the variants that chose anew."""
    wanted = {(rows[sku].pk, attribute): choice for sku, want in facts.items() for attribute, choice in want.options.items()}
    if not wanted:
        return set()
    skus = {row.pk: sku for sku, row in rows.items()}
    present = {
        (value.variant_id, value.attribute_id): value for value in VariantValue.objects.filter(variant__in=rows.values())
    }
    gone, made = [], []
    changed: set[str] = set()
    for key, choice in wanted.items():
        value = present.get(key)
        if (value.choice_id if value else None) == choice:
            continue
        changed.add(skus[key[0]])
        if value:
            gone.append(value.pk)
        if choice:
            made.append(VariantValue(variant_id=key[0], attribute_id=key[1], choice_id=choice))
    VariantValue.objects.filter(pk__in=gone).delete()
    VariantValue.objects.bulk_create(made, batch_size=1000)
    return changed
