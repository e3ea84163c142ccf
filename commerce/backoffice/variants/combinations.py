"""Every combination of chosen options, and the SKU of each. Pure: no Django, no rows."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

MOST = 500
PLACE = re.compile(r"\{([^{}]*)\}")


class TooMany(Exception):
    """More combinations than can be made in one go; `count` of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} combinations, at most {MOST}")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of one attribute."""

    attribute_id: int
    attribute_code: str
    choice_id: int
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Combination:
    """One variant to be: its options, its SKU, and whether the product has that combination already."""

    options: tuple[Option, ...]
    sku: str
    exists: bool = False

    @property
    def label(self) -> str:
        """As the shop shows it: "868 MHz / black"."""
        return " / ".join(option.label for option in self.options)


def combine(
    chosen: Sequence[Sequence[Option]], *, base: str, pattern: str, present: Collection[frozenset[tuple[int, int]]]
) -> list[Combination]:
    """All combinations of one option of each attribute, in their order.

    `present` are those the product has, as sets of (attribute id, choice id). Attributes without a chosen option do not
    count. Raises TooMany before anything is made.
    """
    columns = [options for options in chosen if options]
    count = prod(len(options) for options in columns) if columns else 0
    if count > MOST:
        raise TooMany(count)
    found = []
    for options in product(*columns) if columns else ():
        key = frozenset((option.attribute_id, option.choice_id) for option in options)
        found.append(Combination(options, sku_of(pattern, base=base, options=options), exists=key in present))
    return found


def sku_of(pattern: str, *, base: str, options: Sequence[Option]) -> str:
    """The SKU of a combination. `{base}` is the base, `{code}` the codes of all options, `{<attribute>}` that of one:
    "{base}-{code}" -> "LDS02-eu868-black".
    """
    known = known_places(base=base, options=options)
    return PLACE.sub(lambda match: known.get(match[1], match[0]), pattern).strip()


def known_places(*, base: str, options: Sequence[Option]) -> Mapping[str, str]:
    """What stands for what in a pattern."""
    codes = {option.attribute_code: option.code for option in options}
    return {**codes, "base": base, "code": "-".join(option.code for option in options)}


def unknown_places(pattern: str, *, attribute_codes: Collection[str]) -> list[str]:
    """Names in braces that nothing stands for."""
    return [name for name in PLACE.findall(pattern) if name not in {"base", "code", *attribute_codes}]


def repeated(combinations: Sequence[Combination]) -> list[str]:
    """SKUs that a pattern gives to more than one new combination."""
    skus = [combination.sku for combination in combinations if not combination.exists]
    return sorted({sku for sku in skus if skus.count(sku) > 1})
