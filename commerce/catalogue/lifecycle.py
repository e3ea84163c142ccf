"""A product moves through its life: by hand, and by the dates written on it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.catalogue.history import record_change
from commerce.catalogue.models import Product
from commerce.catalogue.services import note_launch
from commerce.catalogue.states import SOLD, VISIBLE, ProductLife, ProductStatus
from commerce.kernel.events import ProductsChanged, publish
from commerce.kernel.lifecycle import NotAllowed

WITHDRAWAL = "withdrawal"


@transaction.atomic
def change_status(*, product: Product, status: str, source: str = "") -> bool:
    """The product is in another part of its life now; whether it was not before. Its history says so.

    Raises NotAllowed for a move that the table does not have.
    """
    row = Product.objects.select_for_update().get(pk=product.pk)
    before = row.status
    if before == status:
        return False
    if not ProductLife.may(before, status):
        words = dict(ProductStatus.choices)
        known = {"before": words[ProductStatus(before)], "after": words[ProductStatus(status)]}
        raise NotAllowed(_("A product that is %(before)s cannot become %(after)s.") % known)
    row.status = product.status = status
    row.save(update_fields=["status", "changed_at"])
    note_launch(product=row)
    record_change(product=row, fact="status", before=before, after=status, source=source)
    publish(ProductsChanged(frozenset({row.pk})))
    return True


def archive(*, product: Product) -> bool:
    """Gone from the site, kept for the orders that name it; whether it was not before."""
    return change_status(product=product, status=ProductStatus.ARCHIVED)


def keep_dates(*, now: datetime, since: datetime) -> tuple[int, int]:
    """Do what the dates on products say: (launched, withdrawn).

    Withdrawn products become discontinued, whenever their day was. Those whose day of launch came after `since` are put on the
    shelf again, where they are no longer awaited. May run twice: the second run finds nothing to withdraw.
    """
    withdrawn = 0
    for product in Product.objects.filter(withdrawn_at__lte=now, status__in=SOLD).order_by("pk"):
        withdrawn += change_status(product=product, status=ProductStatus.DISCONTINUED, source=WITHDRAWAL)
    launched = frozenset(Product.objects.filter(available_from__gt=since, available_from__lte=now).values_list("pk", flat=True))
    if launched:
        publish(ProductsChanged(launched))
    return len(launched), withdrawn


def next_date(after: datetime) -> datetime | None:
    """When a product is the next to be launched or withdrawn after a moment; None where none is. One query."""
    found = Product.objects.filter(Q(available_from__gt=after) | Q(withdrawn_at__gt=after)).aggregate(
        launch=Min("available_from", filter=Q(available_from__gt=after, status__in=VISIBLE)),
        leave=Min("withdrawn_at", filter=Q(withdrawn_at__gt=after, status__in=SOLD)),
    )
    return min(filter(None, found.values()), default=None)


def keep_dates_now(*, reach: timedelta) -> tuple[int, int]:
    """`keep_dates` for this moment, reaching back so far for launches."""
    now = timezone.now()
    return keep_dates(now=now, since=now - reach)
