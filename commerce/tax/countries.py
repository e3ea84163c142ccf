"""VAT rates of the countries a store can be seeded for, in percent: standard, reduced.

Source: the European Commission's "Taxes in Europe" database, HMRC (GB) and SARS (ZA), as of 2026-11. Stores keep their own
rows, so a change of law is a new row from a day on, made by staff.
"""

from decimal import Decimal

RATES: dict[str, tuple[str, str]] = {
    "AT": ("20", "10"),
    "BE": ("21", "6"),
    "BG": ("20", "9"),
    "CH": ("8.1", "2.6"),
    "CY": ("19", "5"),
    "CZ": ("21", "12"),
    "DE": ("19", "7"),
    "DK": ("25", "25"),
    "EE": ("24", "9"),
    "ES": ("21", "10"),
    "FI": ("25.5", "14"),
    "FR": ("20", "5.5"),
    "GB": ("20", "5"),
    "GR": ("24", "13"),
    "HR": ("25", "13"),
    "HU": ("27", "5"),
    "IE": ("23", "13.5"),
    "IT": ("22", "10"),
    "LT": ("21", "9"),
    "LU": ("17", "8"),
    "LV": ("21", "12"),
    "MT": ("18", "5"),
    "NL": ("21", "9"),
    "NO": ("25", "15"),
    "PL": ("23", "8"),
    "PT": ("23", "6"),
    "RO": ("21", "11"),
    "SE": ("25", "6"),
    "SI": ("22", "9.5"),
    "SK": ("23", "5"),
    "ZA": ("15", "15"),
}


def seeded_rates(country: str) -> dict[str, Decimal]:
    """Rates in percent by tax class code for a new store of `country`; all zero where the country is not listed."""
    standard, reduced = RATES.get(country, ("0", "0"))
    return {"standard": Decimal(standard), "reduced": Decimal(reduced), "zero": Decimal(0)}
