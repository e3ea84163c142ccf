"""The shop itself out of its XML: languages, currencies, countries and the settings that matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from legacy_import.prestashop.records import Country, Currency, Language, Settings
from legacy_import.prestashop.values import amount, flag, identity, integer, texts
from legacy_import.prestashop.xml import Node


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the configuration. A row may hold for all shops, a group of shops, or one shop."""

    name: str
    value: str
    shop_id: int
    shop_group_id: int


def read_language(record: Node) -> Language:
    """The language that a webservice record describes."""
    return Language(
        id=identity(record),
        code=record.value("iso_code").lower(),
        locale=record.value("locale"),
        name=record.value("name"),
        active=flag(record, "active"),
    )


def read_currency(record: Node, default_id: int) -> Currency:
    """The currency that a webservice record describes."""
    return Currency(
        id=identity(record),
        iso=record.value("iso_code").upper(),
        name=record.value("name"),
        rate=amount(record, "conversion_rate"),
        active=flag(record, "active"),
        deleted=flag(record, "deleted"),
        default=identity(record) == default_id,
    )


def read_country(record: Node) -> Country:
    """The country that a webservice record describes."""
    return Country(
        id=identity(record),
        iso=record.value("iso_code").upper(),
        names=texts(record, "name"),
        active=flag(record, "active"),
    )


def read_setting(record: Node) -> Setting:
    """The setting that a webservice record describes."""
    return Setting(
        name=record.value("name"),
        value=record.value("value"),
        shop_id=integer(record, "id_shop"),
        shop_group_id=integer(record, "id_shop_group"),
    )


def read_shop_place(record: Node) -> tuple[int, int]:
    """A shop and the group it is in."""
    return identity(record), integer(record, "id_shop_group", default=1)


def read_shop_group(record: Node) -> tuple[int, bool]:
    """A group of shops, and whether they share one stock."""
    return identity(record), flag(record, "share_stock")


def settings_of(rows: Iterable[Setting], shop_id: int | None = None, groups: Mapping[int, int] | None = None) -> Settings:
    """The settings of one shop: its own row wins over its group's, and that over the one for all.

    `groups` says which group each shop is in. Without `shop_id` the default shop is meant. Only named settings are
    kept; the configuration holds secrets that no import needs.
    """
    kept = [row for row in rows if row.name in _KEPT or row.name.startswith("PS_ROUTE_")]
    shop = shop_id or _number({row.name: row.value for row in kept}, "PS_SHOP_DEFAULT", 1)
    group = (groups or {}).get(shop, 1)
    ours = (row for row in kept if row.shop_id == shop or (not row.shop_id and row.shop_group_id in (0, group)))
    general_first = sorted(ours, key=lambda row: (row.shop_id, row.shop_group_id))
    found = {row.name: row.value for row in general_first}
    return Settings(
        shop_id=shop,
        shop_name=found.get("PS_SHOP_NAME", ""),
        version=found.get("PS_VERSION_DB", ""),
        time_zone=found.get("PS_TIMEZONE", ""),
        default_language_id=_number(found, "PS_LANG_DEFAULT", 0),
        default_currency_id=_number(found, "PS_CURRENCY_DEFAULT", 0),
        default_country_id=_number(found, "PS_COUNTRY_DEFAULT", 0),
        root_category_id=_number(found, "PS_ROOT_CATEGORY", 1),
        home_category_id=_number(found, "PS_HOME_CATEGORY", 2),
        order_out_of_stock=_number(found, "PS_ORDER_OUT_OF_STOCK", 0) == 1,
        weight_unit=found.get("PS_WEIGHT_UNIT") or "kg",
        dimension_unit=found.get("PS_DIMENSION_UNIT") or "cm",
        routes={name: value for name, value in found.items() if name.startswith("PS_ROUTE_") and value},
    )


_KEPT = frozenset(
    {
        "PS_SHOP_DEFAULT",
        "PS_SHOP_NAME",
        "PS_VERSION_DB",
        "PS_TIMEZONE",
        "PS_LANG_DEFAULT",
        "PS_CURRENCY_DEFAULT",
        "PS_COUNTRY_DEFAULT",
        "PS_ROOT_CATEGORY",
        "PS_HOME_CATEGORY",
        "PS_ORDER_OUT_OF_STOCK",
        "PS_WEIGHT_UNIT",
        "PS_DIMENSION_UNIT",
    }
)


def _number(found: dict[str, str], name: str, default: int) -> int:
    written = found.get(name, "").strip()
    return int(written) if re.fullmatch("[0-9]{1,18}", written) else default
