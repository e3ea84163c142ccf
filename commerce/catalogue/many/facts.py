"""Changing facts of many products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.catalogue.history import as_text
from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.many.writing import write_back
from commerce.catalogue.models import Brand, Product, ProductType
from commerce.catalogue.states import VISIBLE, ProductLife, ProductStatus
from commerce.kernel.events import ProductsChanged, publish

# Column -> the fact's name in the history.
COLUMNS = {
    "name": "name",
    "status": "status",
    "kind": "kind",
    "product_type_id": "type",
    "brand_id": "brand",
    "tax_class": "tax_class",
    "available_from": "available_from",
    "withdrawn_at": "withdrawn_at",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of many: ids of the products that changed, and why the others could not."""

    changed: frozenset[int] = frozenset()
    refused: Mapping[int, str] = field(default_factory=dict)


def refusal(product: Product, status: str) -> str:
    """Why this product cannot get that status; empty where it can."""
    if product.status == status or ProductLife.may(product.status, status):
        return ""
    known = dict(ProductStatus.choices)
    return _("A product that is %(before)s cannot become %(after)s.") % {
        "before": known[ProductStatus(product.status)],
        "after": known[ProductStatus(status)],
    }


@transaction.atomic
def change_facts(*, wanted: Mapping[int, Mapping[str, Any]], source: str = "", restores: bool = False) -> Outcome:
    """Give products (by id) new values in `COLUMNS`. One `ProductsChanged`, each change in the history.

    A product whose status may not move so is left alone altogether and named in `refused`; where a change is taken back
    (`restores`), any status may follow. Rows are locked in primary-key order; six queries.
    """
    products = list(Product.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    refused: dict[int, str] = {}
    changed: list[Product] = []
    changes: list[Changed] = []
    for product in products:
        values = wanted[product.pk]
        if not restores and (why := refusal(product, values.get("status", product.status))):
            refused[product.pk] = why
            continue
        found = [(column, getattr(product, column), value) for column, value in values.items()]
        moved = [(column, old, new) for column, old, new in found if old != new]
        if moved:
            changed.append(product)
            changes += [Changed(product.pk, column, as_text(old), as_text(new)) for column, old, new in moved]
            for column, _old, new in moved:
                setattr(product, column, new)
            settle(product)
    columns = sorted({change.fact for change in changes})
    if changed:
        write_back(changed, [*columns, "live_since", "changed_at"])
        record_changes(named(changes), source=source)
        publish(ProductsChanged(frozenset(product.pk for product in changed)))
    return Outcome(frozenset(product.pk for product in changed), refused)


def settle(product: Product) -> None:
    """What goes with a change: the day of the change, and of the launch where this is one."""
    product.changed_at = timezone.now()
    if product.status in VISIBLE and product.live_since is None:
        product.live_since = product.changed_at


def named(changes: Sequence[Changed]) -> list[Changed]:
    """The changes with facts by their names in the history, brands and types by their names."""
    brands = names_of(Brand, changes, "brand_id")
    types = names_of(ProductType, changes, "product_type_id")
    words = {"brand_id": brands, "product_type_id": types}
    return [
        Changed(
            change.product,
            COLUMNS[change.fact],
            words.get(change.fact, {}).get(change.before, change.before),
            words.get(change.fact, {}).get(change.after, change.after),
        )
        for change in changes
    ]


def names_of(model: Any, changes: Sequence[Changed], column: str) -> dict[str, str]:
    """Names by id as text; no query where nothing of this kind changed."""
    ids = {text for change in changes if change.fact == column for text in (change.before, change.after) if text}
    return {str(pk): name for pk, name in model.objects.filter(pk__in=ids).values_list("pk", "name")} if ids else {}
