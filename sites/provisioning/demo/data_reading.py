"""Raw TOML turned into frozen dataclasses, by their own type hints. An unknown or missing key is refused by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Texts = Mapping[str, str]
"""A text in each language, by its code."""

Raw = Mapping[str, Any]
Kind = TypeVar("Kind")


class DemoDataError(ValueError):
    """A data file does not say what it should; the message names the place."""


def read_toml(path: Path) -> Raw:
    """The file's tables. Raises DemoDataError where there is no file or no TOML in it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DemoDataError(f"The file {path.name} does not exist in {path.parent.name}.") from None
    except tomllib.TOMLDecodeError as broken:
        raise DemoDataError(f"{path.name} is not valid TOML: {broken}") from None


def built(kind: type[Kind], raw: object, where: str) -> Kind:
    """A dataclass out of a table, nested ones included. A class that has `chosen` picks its own kind: see `Block`."""
    if not isinstance(raw, Mapping):
        raise DemoDataError(f"{where} should be a table, not {raw!r}.")
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise DemoDataError(f"{where} has unknown keys: {', '.join(unknown)}. Known are: {', '.join(known)}.")
    required = (name for name, field in known.items() if field.default is MISSING and field.default_factory is MISSING)
    missing = [name for name in required if name not in raw]
    if missing:
        raise DemoDataError(f"{where} lacks {', '.join(missing)}.")
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value, f"{where}.{name}") for name, value in raw.items()})


def _value(hint: Any, raw: Any, where: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if isinstance(hint, UnionType):
        return _one_of(inner, raw, where)
    if origin is tuple:
        items = _checked(list, raw, where)
        return tuple(_value(inner[0], item, f"{where}[{place}]") for place, item in enumerate(items))
    if origin is Mapping:
        return {key: _value(inner[1], value, f"{where}.{key}") for key, value in _checked(dict, raw, where).items()}
    if hasattr(hint, "chosen"):
        return hint.chosen(raw, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return built(hint, raw, where)
    return _plain(hint, raw, where)


def _plain(hint: Any, raw: Any, where: str) -> Any:
    if hint is Decimal:
        return _amount(raw, where)
    if hint is float and type(raw) is int:
        return float(raw)
    return _checked(date if hint is date else hint, raw, where)


def _one_of(hints: tuple[Any, ...], raw: Any, where: str) -> Any:
    """An empty text means None where None may be; otherwise the first kind that fits."""
    if type(None) in hints and raw == "":
        return None
    for hint in hints:
        try:
            return _value(hint, raw, where)
        except DemoDataError:
            continue
    raise DemoDataError(f"{where} cannot be {raw!r}.")


def _amount(raw: Any, where: str) -> Decimal:
    """An exact number, written as text so that no float ever comes near it."""
    try:
        return Decimal(_checked(str, raw, where))
    except InvalidOperation:
        raise DemoDataError(f"{where} should be an amount such as “12.50”, not {raw!r}.") from None


def _checked(kind: type, raw: Any, where: str) -> Any:
    if type(raw) is not kind:
        raise DemoDataError(f"{where} should be {kind.__name__}, not {raw!r}.")
    return raw
