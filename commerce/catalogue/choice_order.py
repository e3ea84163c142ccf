"""In which order choices that are made by the way stand: 2 kg, 4 kg, 10 kg, whichever was used first.

Editors order choices on the attribute; what they have put in an order stays in it.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from commerce.catalogue.models import AttributeChoice
from commerce.catalogue.units import UNITS

AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\D*)")


class Amount(NamedTuple):
    """What a label says: `measures` is what its unit measures, else the unit as written; `size` in the first unit of these."""

    measures: str
    size: Decimal


def amount_of(label: str) -> Amount | None:
    """`10 kg` as 10 of mass, `500 g` as 0.5 of it, `18 rolls` as 18 of rolls, `6` as 6; None for `EU868` and `40 × 28 cm`."""
    found = AMOUNT.fullmatch(label.strip())
    if found is None:
        return None
    number, symbol = Decimal(found[1].replace(",", ".")), found[2].strip()
    unit = UNITS.get(symbol)
    return Amount(unit.dimension, number * unit.factor + unit.offset) if unit else Amount(symbol.lower(), number)


def in_natural_order(labels: Sequence[str]) -> list[int]:
    """The positions of these labels, amounts put in order: those of one kind behind each other, the smallest first. Other
    labels keep their places.
    """
    amounts = {place: amount for place, label in enumerate(labels) if (amount := amount_of(label))}
    kinds = list(dict.fromkeys(amount.measures for amount in amounts.values()))
    sizes = iter(sorted(amounts, key=lambda place: (kinds.index(amounts[place].measures), amounts[place].size)))
    return [next(sizes) if place in amounts else place for place in range(len(labels))]


@contextmanager
def new_choices_in_order() -> Iterator[None]:
    """Choices that are made in this block stand in natural order at its end: among those that were there, where these stand
    so too, else behind them.
    """
    known = set(AttributeChoice.objects.values_list("pk", flat=True))
    yield
    touched = AttributeChoice.objects.exclude(pk__in=known).values("attribute")
    choices = list(AttributeChoice.objects.filter(attribute__in=touched).order_by("attribute", "sort_order", "pk"))
    by_attribute: dict[int, list[AttributeChoice]] = {}
    for choice in choices:
        by_attribute.setdefault(choice.attribute_id, []).append(choice)
    for own in by_attribute.values():
        put_in_order(own, known)


def put_in_order(choices: Sequence[AttributeChoice], known: set[int]) -> None:
    """Order the choices of an attribute, of which those known were there before; writes those alone that move."""
    old, new = [c for c in choices if c.pk in known], [c for c in choices if c.pk not in known]
    labels = [label_of(choice) for choice in old]
    if in_natural_order(labels) == list(range(len(old))):
        ordered = [(old + new)[place] for place in in_natural_order([*labels, *map(label_of, new)])]
    else:
        ordered = old + [new[place] for place in in_natural_order([label_of(choice) for choice in new])]
    for position, choice in enumerate(ordered):
        if choice.sort_order != position:
            choice.sort_order = position
            choice.save(update_fields=["sort_order"])


def label_of(choice: AttributeChoice) -> str:
    """Its label in any language: amounts are written alike in all."""
    return next((text for text in choice.labels.values() if text), choice.code)
