"""Amounts as text."""

from functools import lru_cache

from moneyed import Money
from moneyed.l10n import format_money

from pricing.arithmetic.money import minor_unit

# How a country writes its own currency, where the language alone would not say.
REGIONAL = {("en", "GBP"): "en_GB", ("en", "ZAR"): "en_ZA", ("af", "ZAR"): "af_ZA", ("en", "EUR"): "en_IE"}


@lru_cache(maxsize=20_000)
def written(amount: Money, language: str) -> str:
    """`£1,234.50`, `1.234,50 €`: by the language and the currency. More places only where the amount has them (a cable at
    0.0185). Remembered: a shop writes the same few thousand amounts all day.
    """
    code = language.split("-", maxsplit=1)[0]
    locale = REGIONAL.get((code, str(amount.currency)), code)
    finer = amount.amount % minor_unit(amount.currency) != 0
    return str(format_money(amount, locale=locale, decimal_quantization=not finer))
