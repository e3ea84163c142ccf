"""What an operator asks for: checked before anything is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from babel import Locale as BabelLocale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from moneyed import CurrencyDoesNotExist, get_currency

from sites.provisioning.schemas import schema_exists
from sites.tenants.hosts import normalise_host
from sites.tenants.models import HOST_NAME, Domain, Store
from sites.tenants.theming import PLATFORM, installed_themes

SCHEMA = re.compile(r"[a-z][a-z0-9_]{1,40}")
RESERVED = ("public", "ext", "information_schema")
RESERVED_BEGINNINGS = ("zz_", "pg_")
# Two letters that CLDR names beside the countries: regions, unions, test locales, "unknown".
NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")


@dataclass(frozen=True, slots=True)
class StoreOrder:
    """A store to be made. `languages` are further ones; `schema` is made from the name when empty."""

    name: str
    domain: str
    theme: str
    country: str
    currency: str
    default_language: str
    owner_email: str
    languages: tuple[str, ...] = ()
    tax_display: str = Store.Tax.INCLUDED
    schema: str = ""

    @property
    def schema_name(self) -> str:
        """The name of the schema."""
        return self.schema or re.sub(r"[^a-z0-9]+", "_", self.name.lower()).strip("_")[:40]

    @property
    def host(self) -> str:
        """The domain, normalised."""
        return normalise_host(self.domain)

    @property
    def all_languages(self) -> list[str]:
        """The default language, then the further ones, each once."""
        return list(dict.fromkeys([self.default_language, *self.languages]))


def order_of(answers: Mapping[str, Any]) -> StoreOrder:
    """The order that answers make, by field; others are passed over. Countries and currencies are in capitals, however typed."""
    given = {field.name: answers[field.name] for field in fields(StoreOrder) if field.name in answers}
    capitals = {name: str(given[name]).upper() for name in ("country", "currency")}
    return StoreOrder(**{**given, **capitals, "languages": tuple(given.get("languages", ()))})


def check_order(order: StoreOrder) -> None:
    """Raise ValidationError with a sentence by field, unless this store can be made."""
    problems: dict[str, str] = {}
    if not order.name.strip():
        problems["name"] = _("Give the store a name.")
    problems |= _place_problems(order) | _market_problems(order)
    try:
        validate_email(order.owner_email)
    except ValidationError:
        problems["owner_email"] = _("Write the owner's e-mail address.")
    if problems:
        raise ValidationError(problems)


def _place_problems(order: StoreOrder) -> dict[str, str]:
    problems: dict[str, str] = {}
    try:
        # As typed: looked up as a host, "http://shop.test" would be the host "http".
        HOST_NAME(order.domain.strip().lower().rstrip("."))
    except ValidationError as error:
        problems["domain"] = str(error.message)
    else:
        taken = Domain.objects.filter(domain=order.host).select_related("tenant").first()
        if taken:
            problems["domain"] = _("%(host)s belongs to the store %(store)s already.") % {
                "host": order.host,
                "store": taken.tenant,
            }
        elif order.host in settings.PLATFORM_HOSTS:
            problems["domain"] = _("%(host)s is the platform's own host.") % {"host": order.host}
    name = order.schema_name
    if not SCHEMA.fullmatch(name) or name in RESERVED or name.startswith(RESERVED_BEGINNINGS):
        problems["schema"] = _(
            "The schema name %(name)r does not work: small letters, digits and _, beginning with a letter."
        ) % {"name": name}
    elif Store.objects.filter(schema_name__iexact=name).exists() or schema_exists(name):
        problems["schema"] = _("There is a schema %(name)s already: choose another name.") % {"name": name}
    return problems


def _market_problems(order: StoreOrder) -> dict[str, str]:
    problems: dict[str, str] = {}
    if order.theme not in installed_themes() or order.theme == PLATFORM:
        known = ", ".join(name for name in installed_themes() if name != PLATFORM)
        problems["theme"] = _("There is no theme %(theme)r; there are: %(known)s.") % {"theme": order.theme, "known": known}
    if order.country not in BabelLocale("en").territories or len(order.country) != 2 or order.country in NO_COUNTRIES:
        problems["country"] = _("Write the country as its ISO code, such as GB or ZA.")
    try:
        get_currency(order.currency)
    except CurrencyDoesNotExist:
        problems["currency"] = _("Write the currency as its ISO code, such as GBP or ZAR.")
    unknown = [code for code in order.all_languages if code not in settings.LANGUAGE_CODES]
    if unknown:
        problems["languages"] = _("The platform does not speak %(codes)s yet. It speaks: %(known)s.") % {
            "codes": ", ".join(unknown),
            "known": ", ".join(sorted(settings.LANGUAGE_CODES)),
        }
    return problems
