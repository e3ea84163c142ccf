"""Clocks: the time zones a store may live by, and that of a country where a store has not named its own."""

from zoneinfo import available_timezones

from babel.core import get_global
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

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


def zone_choices() -> list[tuple[str, str]]:
    """The zones to choose from, as Region/City, and UTC."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(names))]


def known_time_zone(value: str) -> None:
    """Accept names of the time zone database only, such as Europe/London."""
    if value not in available_timezones():
        raise ValidationError(_("Write the time zone as Region/City, such as Europe/London or Africa/Johannesburg."))
