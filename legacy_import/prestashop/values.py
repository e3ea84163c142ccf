"""One field of a raw record as a value of ours. What is not what it should be raises Unreadable."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from legacy_import.prestashop.records import Texts
from legacy_import.prestashop.xml import Node

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
# PHP writes very small numbers as 1.0E-5.
_DECIMAL = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?")


class Unreadable(ValueError):
    """A field holds something that cannot be what it should be."""

    def __init__(self, field: str, written: str) -> None:
        super().__init__(f"“{field}” cannot be read: {written[:60]!r}.")


def integer(record: Node, field: str, default: int = 0) -> int:
    """A whole number; `default` where the field is empty or missing."""
    written = record.value(field)
    if not written:
        return default
    if not _INTEGER.fullmatch(written):
        raise Unreadable(field, written)
    return int(written)


def identity(record: Node, field: str = "id") -> int:
    """The record's own id, without which it is worth nothing."""
    number = integer(record, field)
    if number <= 0:
        raise Unreadable(field, record.value(field))
    return number


def flag(record: Node, field: str, *, default: bool = False) -> bool:
    """Yes or no; `default` where the field is missing. An empty one means no."""
    return record.value(field) not in ("", "0", "false") if record.child(field) else default


def amount(record: Node, field: str) -> Decimal:
    """An exact number; zero where the field is empty or missing."""
    written = record.value(field)
    if not written:
        return Decimal(0)
    if not _DECIMAL.fullmatch(written):
        raise Unreadable(field, written)
    return Decimal(written)


def moment(record: Node, field: str) -> datetime | None:
    """A naive moment in the shop's time zone. PrestaShop writes 0000-00-00 for none, and at times the word "Array"."""
    try:
        return datetime.fromisoformat(record.value(field)).replace(tzinfo=None)
    except ValueError:
        return None


def code(record: Node, field: str) -> str:
    """A barcode or similar. Old shops write 0 for none."""
    written = record.value(field)
    return "" if written.strip("0") == "" else written


def texts(record: Node, field: str) -> Texts:
    """A text in every language that has one."""
    return {
        int(language.attributes["id"]): language.text.strip()
        for language in record.inside(field)
        if _INTEGER.fullmatch(language.attributes.get("id", "")) and language.text.strip()
    }


def linked_ids(record: Node, association: str) -> tuple[int, ...]:
    """The ids of an association, in the shop's order, each once. A link to 0 leads nowhere and is no link."""
    linked = (integer(link, "id") for link in record.inside("associations", association))
    return tuple(dict.fromkeys(number for number in linked if number > 0))
