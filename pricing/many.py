"""Setting many prices at once: what `set_price` does, in a fixed number of queries however many rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.catalogue.many.history import Changed, record_changes
from commerce.kernel.events import ProductsChanged, publish
from pricing.models import Price, PriceList

# What the column holds: ten digits before the point and six after it.
MOST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What a variant shall cost in a list from a quantity on, in the list's currency and tax basis."""

    price_list: PriceList
    variant_id: int
    product_id: int
    sku: str
    amount: Decimal
    min_quantity: int = 1
    compare_at: Decimal | None = None

    @property
    def key(self) -> tuple[int, int, int]:
        """What is unique in the table."""
        return self.price_list.pk, self.variant_id, self.min_quantity

    def refuse_nonsense(self) -> None:
        """Raise ValidationError for what the table must not hold."""
        amounts = [self.amount] if self.compare_at is None else [self.amount, self.compare_at]
        if any(not amount.is_finite() or not 0 <= amount < MOST for amount in amounts):
            raise ValidationError(_("%(sku)s: a price is a number from 0 on.") % {"sku": self.sku})
        if self.min_quantity < 1:
            raise ValidationError(_("%(sku)s: a quantity begins at 1.") % {"sku": self.sku})


@transaction.atomic
def set_prices(*, prices: Sequence[NewPrice], source: str = "") -> int:
    """These are the prices now; how many changed. All or nothing, one `ProductsChanged`, each change in the history.

    Rows are locked in primary-key order. Raises ValidationError for a negative amount or a quantity below 1. Six queries.
    """
    for price in prices:
        price.refuse_nonsense()
    wanted = {price.key: price for price in prices}
    present = {
        (row.price_list_id, row.variant_id, row.min_quantity): row
        for row in Price.objects.select_for_update()
        .filter(price_list__in={key[0] for key in wanted}, variant__in={key[1] for key in wanted})
        .order_by("pk")
    }
    moved = [price for key, price in wanted.items() if differs(present.get(key), price)]
    if not moved:
        return 0
    Price.objects.bulk_create(
        [
            Price(
                price_list_id=price.price_list.pk,
                variant_id=price.variant_id,
                min_quantity=price.min_quantity,
                amount=price.amount,
                compare_at=price.compare_at,
            )
            for price in moved
        ],
        update_conflicts=True,
        unique_fields=["price_list", "variant", "min_quantity"],
        update_fields=["amount", "compare_at"],
    )
    record_changes([change for price in moved for change in history(present.get(price.key), price)], source=source)
    publish(ProductsChanged(frozenset(price.product_id for price in moved)))
    return len(moved)


def differs(row: Price | None, price: NewPrice) -> bool:
    """Whether this price is not so already."""
    return row is None or row.amount != price.amount or row.compare_at != price.compare_at


def history(row: Price | None, price: NewPrice) -> list[Changed]:
    """What went from what to what."""
    which = price.price_list.currency if price.price_list.kind == PriceList.Kind.BASE else price.price_list.code
    if price.min_quantity > 1:
        which = f"{which} {price.min_quantity}"
    before = (row.amount, row.compare_at) if row else (None, None)
    return [
        Changed(product=price.product_id, fact=f"{fact} {which}", before=text(old), after=text(new), sku=price.sku)
        for fact, old, new in zip(("price", "compare_at"), before, (price.amount, price.compare_at), strict=True)
        if old != new
    ]


def text(amount: Decimal | None) -> str:
    """An amount as the history keeps it: at least two places, no needless zeros."""
    if amount is None:
        return ""
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{amount.quantize(Decimal(1).scaleb(-places)):f}"
