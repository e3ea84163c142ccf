"""Making tax classes and rates."""

from datetime import date
from decimal import Decimal

from commerce.tax.countries import seeded_rates
from commerce.tax.models import TaxClass, TaxRate

NAMES = {"standard": "Standard rate", "reduced": "Reduced rate", "zero": "Zero rate"}


def seed_tax_classes(*, country: str) -> None:
    """The three classes every store has, with the rates of its country. Safe to repeat; rates that staff changed stay."""
    for code, rate in seeded_rates(country).items():
        ensure_tax_class(code=code, name=NAMES[code], country=country, rate=rate)


def ensure_tax_class(*, code: str, name: str, country: str, rate: Decimal, valid_from: date = date(2000, 1, 1)) -> TaxClass:
    """The class of that code, made when missing, with this rate (in percent) in the country when it has none there yet."""
    tax_class, _made = TaxClass.objects.get_or_create(code=code, defaults={"name": name})
    if not TaxRate.objects.filter(tax_class=tax_class, country=country).exists():
        TaxRate.objects.create(tax_class=tax_class, country=country, rate=rate, valid_from=valid_from)
    return tax_class
