"""Units of measurement: which there are, what they measure, and how one is put into another.

A unit that is not in the table can be written on an attribute all the same; it is shown as written and never converted.
"""

from dataclasses import dataclass
from decimal import Decimal

ONE, NONE = Decimal(1), Decimal(0)


class NotConvertible(ValueError):
    """Two units that measure different things, or one that is not in the table."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`value` of this unit is `value * factor + offset` of its dimension's first unit."""

    symbol: str
    dimension: str
    factor: Decimal = ONE
    offset: Decimal = NONE


# dimension -> symbol -> factor to the first one.
TABLE: dict[str, dict[str, str]] = {
    "length": {
        "m": "1", "nm": "1E-9", "µm": "1E-6", "mm": "0.001", "cm": "0.01", "dm": "0.1", "km": "1000", "in": "0.0254",
        "ft": "0.3048", "yd": "0.9144", "mi": "1609.344",
    },
    "area": {"m²": "1", "mm²": "1E-6", "cm²": "0.0001", "ha": "10000", "km²": "1E6", "ft²": "0.09290304"},
    "volume": {
        "l": "1", "ml": "0.001", "cl": "0.01", "m³": "1000", "cm³": "0.001", "gal": "3.785411784", "fl oz": "0.0295735295625",
    },
    "mass": {"kg": "1", "mg": "1E-6", "g": "0.001", "t": "1000", "oz": "0.028349523125", "lb": "0.45359237"},
    "charge": {"Ah": "1", "mAh": "0.001"},
    "energy": {"Wh": "1", "mWh": "0.001", "kWh": "1000", "J": "0.0002777777777777777777777777778"},
    "power": {"W": "1", "µW": "1E-6", "mW": "0.001", "kW": "1000", "hp": "745.69987158227022"},
    "voltage": {"V": "1", "mV": "0.001", "kV": "1000"},
    "current": {"A": "1", "µA": "1E-6", "mA": "0.001"},
    "resistance": {"Ω": "1", "kΩ": "1000", "MΩ": "1E6"},
    "frequency": {"Hz": "1", "kHz": "1000", "MHz": "1E6", "GHz": "1E9"},
    "data": {
        "B": "1", "kB": "1000", "MB": "1E6", "GB": "1E9", "TB": "1E12", "KiB": "1024", "MiB": "1048576", "GiB": "1073741824",
    },
    "data rate": {"bit/s": "1", "kbit/s": "1000", "Mbit/s": "1E6", "Gbit/s": "1E9"},
    "time": {"s": "1", "ms": "0.001", "min": "60", "h": "3600", "d": "86400", "a": "31557600"},
    "speed": {"m/s": "1", "km/h": "0.2777777777777777777777777778", "mph": "0.44704"},
    "pressure": {"Pa": "1", "hPa": "100", "kPa": "1000", "mbar": "100", "bar": "100000", "psi": "6894.757293168"},
    "angle": {"°": "1"},
    "signal": {"dBm": "1"},
    "gain": {"dBi": "1", "dB": "1"},
    "sound": {"dB(A)": "1"},
    "light": {"lm": "1"},
    "illuminance": {"lx": "1"},
    "share": {"%": "1", "ppm": "0.0001"},
}  # fmt: skip
# Those whose zero is elsewhere, in °C.
TEMPERATURES = (
    Unit("°C", "temperature"),
    Unit("K", "temperature", ONE, Decimal("-273.15")),
    Unit("°F", "temperature", Decimal(5) / Decimal(9), Decimal(-160) / Decimal(9)),
)
UNITS: dict[str, Unit] = {
    symbol: Unit(symbol, dimension, Decimal(factor))
    for dimension, factors in TABLE.items()
    for symbol, factor in factors.items()
} | {unit.symbol: unit for unit in TEMPERATURES}


def dimension_of(symbol: str) -> str:
    """What a unit measures, such as "length"; empty for one that is not in the table."""
    return UNITS[symbol].dimension if symbol in UNITS else ""


def convertible(from_unit: str, to_unit: str) -> bool:
    """Whether one can be put into the other."""
    return from_unit == to_unit or (bool(dimension_of(from_unit)) and dimension_of(from_unit) == dimension_of(to_unit))


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """`value` in the other unit, unrounded. Raises NotConvertible."""
    if from_unit == to_unit:
        return value
    if not convertible(from_unit, to_unit):
        raise NotConvertible(f"{from_unit} cannot be put into {to_unit}.")
    here, there = UNITS[from_unit], UNITS[to_unit]
    return (value * here.factor + here.offset - there.offset) / there.factor
