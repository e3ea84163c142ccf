"""The clock of a country, where a store has not named its own."""

from babel.core import get_global

# Where a country has several zones: the one that most of its people and trade live by.
MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
}


def zone_of_country(country: str) -> str:
    """The time zone of an ISO country code, such as Europe/London for GB; UTC where nothing is known of it."""
    zones = get_global("territory_zones").get(country, [])
    return MAIN_ZONES.get(country) or next(iter(zones), "UTC")
