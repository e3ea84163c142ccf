"""Which rate applies."""

from datetime import date
from decimal import Decimal

from commerce.tax.models import TaxRate


def rates_in(*, country: str, on: date) -> dict[str, Decimal]:
    """Rate in percent by tax class code, in `country` on that day; a class without a row there is not in it. One query."""
    rows = (
        TaxRate.objects.filter(country=country, valid_from__lte=on)
        .order_by("valid_from")
        .values_list("tax_class__code", "rate")
    )
    return dict(rows)
