"""The shop's units turned into ours: kilograms and centimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from legacy_import.prestashop.records import Settings
from legacy_import.prestashop.source import Problem

KILOGRAMS: Mapping[str, Decimal] = {
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "t": Decimal(1000),
    "lb": Decimal("0.45359237"),
    "lbs": Decimal("0.45359237"),
    "oz": Decimal("0.028349523125"),
}
CENTIMETRES: Mapping[str, Decimal] = {
    "cm": Decimal(1),
    "mm": Decimal("0.1"),
    "m": Decimal(100),
    "in": Decimal("2.54"),
    "ft": Decimal("30.48"),
}


@dataclass(frozen=True, slots=True)
class Measures:
    """How many kilograms and centimetres one of the shop's units is."""

    kilograms: Decimal = Decimal(1)
    centimetres: Decimal = Decimal(1)


def measures_of(settings: Settings) -> tuple[Measures, tuple[Problem, ...]]:
    """The factors for a shop; a unit nobody knows counts as ours, and is reported."""
    problems: list[Problem] = []
    weight = _factor(KILOGRAMS, settings.weight_unit, "kg", problems)
    length = _factor(CENTIMETRES, settings.dimension_unit, "cm", problems)
    return Measures(weight, length), tuple(problems)


def _factor(known: Mapping[str, Decimal], unit: str, ours: str, problems: list[Problem]) -> Decimal:
    factor = known.get(unit.strip().lower().rstrip("."))
    if factor is None:
        problems.append(Problem("configurations", None, f"The unit “{unit}” is unknown; its figures were taken as {ours}."))
    return factor or Decimal(1)
