"""Which rate applies."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from commerce.tax.models import TaxRate
from sites.tenants.clock import store_zone


def rates_in(*, country: str, on: date) -> dict[str, Decimal]:
    """Rate in percent by tax class code, in `country` on that day; a class without a row there is not in it. One query."""
    rows = (
        TaxRate.objects.filter(country=country, valid_from__lte=on)
        .order_by("valid_from")
        .values_list("tax_class__code", "rate")
    )
    return dict(rows)


def tax_day(at: datetime) -> date:
    """The day whose rates count at a moment: that of the store's calendar."""
    return at.astimezone(store_zone()).date()


def next_change_of_rates(after: datetime) -> datetime | None:
    """When a rate is the next to begin: the first moment of its day on the store's clock. One query."""
    days = TaxRate.objects.filter(valid_from__gte=tax_day(after) - timedelta(days=1)).order_by("valid_from")
    begin = (datetime.combine(day, time(), tzinfo=store_zone()) for day in days.values_list("valid_from", flat=True)[:10])
    return next((moment for moment in begin if moment > after), None)
