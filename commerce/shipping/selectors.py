"""Which way goods are delivered, and when they leave."""

from datetime import timedelta

from django.utils import timezone

from commerce.shipping.dispatch import DispatchCalendar
from commerce.shipping.models import DispatchDays, Holiday, ShippingMethod
from sites.content.generation import cached
from sites.tenants.clock import store_zone


def flat_method(*, currency: str) -> ShippingMethod | None:
    """The store's one method in this currency; None where staff have switched it off, so that nothing can be ordered."""
    return ShippingMethod.objects.filter(is_active=True, currency=currency).first()


def dispatch_calendar() -> DispatchCalendar | None:
    """When this store's parcels leave; None where it promises nothing. Cached until the days or the holidays change."""
    found: DispatchCalendar | None = cached("dispatch", _calendar, frame=True)
    return found


def _calendar() -> DispatchCalendar | None:
    # Never makes the row: looking changes nothing.
    days = DispatchDays.objects.first() or DispatchDays()
    if not days.is_promised or not days.weekdays:
        return None
    since = timezone.now().date() - timedelta(days=2)
    return DispatchCalendar(
        cut_off=days.cut_off,
        weekdays=days.weekdays,
        holidays=frozenset(Holiday.objects.filter(date__gte=since).values_list("date", flat=True)),
        zone=store_zone(),
    )
