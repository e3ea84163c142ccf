"""Many lines of history in one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from commerce.catalogue.history import row
from commerce.catalogue.models import FactChange


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact of a product (or of one of its variants, by SKU) that went from one text to another."""

    product: int
    fact: str
    before: str
    after: str
    sku: str = ""


def record_changes(changes: Iterable[Changed], *, source: str = "") -> None:
    """Write these down, those left out that changed nothing. Who did it is whoever is at work (`record_change`)."""
    rows = [
        FactChange(
            **row(
                product=change.product,
                fact=change.fact,
                before=change.before,
                after=change.after,
                sku=change.sku,
                source=source,
            )
        )
        for change in changes
        if change.before != change.after
    ]
    FactChange.objects.bulk_create(rows, batch_size=1000)
