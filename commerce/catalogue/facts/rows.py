"""Rows of values: what an input shows of them, and what they become."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from commerce.catalogue.facts.fields import AS_WRITTEN
from commerce.catalogue.models import Attribute, Product, ProductValue
from commerce.catalogue.wording import plain

Kind = Attribute.Kind
COLUMNS = ("choice_id", "text", "number", "boolean", "date", "document_id")
EMPTY: dict[str, Any] = {"choice_id": None, "text": {}, "number": None, "boolean": None, "date": None, "document_id": None}


def initial_of(attribute: Attribute, rows: Sequence[ProductValue], *, several: bool) -> Any:  # noqa: PLR0911 - a line a kind
    """What the input of an attribute shows of its rows."""
    if attribute.kind in Attribute.CHOSEN:
        codes = [str(row.choice_id) if row.choice_id else AS_WRITTEN for row in rows]
        return codes if several or attribute.kind == Kind.CHOICES else next(iter(codes), "")
    if not rows:
        return None
    first = rows[0]
    if attribute.kind == Kind.NUMBER:
        return None if first.number is None else plain(first.number)
    if attribute.kind == Kind.BOOLEAN:
        return {True: "yes", False: "no", None: ""}[first.boolean]
    if attribute.kind == Kind.DATE:
        return first.date
    if attribute.kind == Kind.FILE:
        return first.document_id
    return first.text


def wanted_rows(attribute: Attribute, typed: Any, rows: Sequence[ProductValue]) -> list[dict[str, Any]]:
    """The columns of the rows that an attribute shall have after `typed`; none for an empty input."""
    if attribute.kind in Attribute.CHOSEN:
        return chosen_rows(typed if isinstance(typed, list) else [typed], rows)
    if typed in (None, "", {}):
        return []
    columns: dict[str, Any] = {
        Kind.NUMBER: {"number": typed},
        Kind.BOOLEAN: {"boolean": typed == "yes"},
        Kind.DATE: {"date": typed},
        Kind.FILE: {"document_id": getattr(typed, "pk", None)},
    }.get(Kind(attribute.kind), {"text": typed})
    return [EMPTY | columns]


def chosen_rows(codes: list[str], rows: Sequence[ProductValue]) -> list[dict[str, Any]]:
    """A row for each choice; those that are only written keep their texts."""
    wanted = [EMPTY | {"choice_id": int(code)} for code in codes if code and code != AS_WRITTEN]
    if AS_WRITTEN in codes:
        wanted += [EMPTY | {"text": row.text} for row in rows if not row.choice_id]
    return wanted


def set_fact(*, product: Product, attribute: Attribute, wanted: list[dict[str, Any]], rows: Sequence[ProductValue]) -> bool:
    """Make the rows of one attribute what is wanted; whether anything changed. Rows that are right already stay as they are."""
    left = list(rows)
    missing = []
    for columns in wanted:
        same = next((row for row in left if same_value(row, columns)), None)
        if same:
            left.remove(same)
        else:
            missing.append(columns)
    for columns in missing:
        row = left.pop(0) if left else ProductValue(product=product, attribute=attribute)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
    for row in left:
        row.delete()
    return bool(missing or left)


def same_value(row: ProductValue, columns: dict[str, Any]) -> bool:
    """Whether a row says this already. Languages that the store does not speak now are not compared."""
    for name in COLUMNS:
        have, want = getattr(row, name), columns[name]
        if isinstance(have, Decimal) and isinstance(want, Decimal):
            if have != want:
                return False
        elif (have or None) != (want or None) and not (have is False and want is False):
            return False
    return True
