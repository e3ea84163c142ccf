"""What lower floors ask for in the admin."""

from django.utils.translation import get_language
from moneyed import CURRENCIES, Money

from commerce.tax.models import TaxClass
from pricing.wording import written
from sites.content.suppliers import supplies


@supplies("tax classes")
def tax_classes() -> list[tuple[str, str]]:
    """(code, name) of the active store's tax classes."""
    return list(TaxClass.objects.values_list("code", "name"))


@supplies("amount in words")
def amount_in_words(amount: str, currency: str) -> str:
    """`39.5`, `GBP` -> £39.50, as the active language writes it; the number alone where nobody knows the currency."""
    return written(Money(amount, currency), get_language() or "en") if currency in CURRENCIES else amount
