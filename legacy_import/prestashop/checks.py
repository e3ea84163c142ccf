"""What an import must know before it trusts the combinations and the stock of a shop."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from legacy_import.prestashop.records import Combination, Option, OptionValue, Stock
from legacy_import.prestashop.source import Problem


def in_value_order(combination: Combination, options: Mapping[int, Option], values: Mapping[int, OptionValue]) -> Combination:
    """The combination with its values as PrestaShop shows them: by the option's position, then the value's own."""

    def place(value_id: int) -> tuple[int, int, int]:
        value = values.get(value_id)
        option = options.get(value.option_id) if value else None
        return (option.position if option else 0, value.position if value else 0, value_id)

    return replace(combination, option_value_ids=tuple(sorted(combination.option_value_ids, key=place)))


def duplicate_combinations(combinations: Iterable[Combination]) -> dict[int, int]:
    """Which combination repeats which: {the later one: the first one of the same product with the same values}."""
    first: dict[tuple[int, frozenset[int]], int] = {}
    repeated: dict[int, int] = {}
    for combination in sorted(combinations, key=lambda combination: combination.id):
        earlier = first.setdefault((combination.product_id, frozenset(combination.option_value_ids)), combination.id)
        if earlier != combination.id:
            repeated[combination.id] = earlier
    return repeated


def combination_problems(
    combinations: Iterable[Combination], values: Collection[int], repeated: Mapping[int, int]
) -> list[Problem]:
    """Combinations nobody could choose: without values, with values that are gone, or the same as another."""
    problems: list[Problem] = []
    for combination in combinations:
        gone = [number for number in combination.option_value_ids if number not in values]
        whose = f"This combination of product {combination.product_id}"
        if not combination.option_value_ids:
            problems.append(Problem("combinations", combination.id, f"{whose} has no option values."))
        elif gone:
            problems.append(Problem("combinations", combination.id, f"{whose} has values that do not exist: {gone}."))
        if combination.id in repeated:
            message = f"{whose} has the same values as combination {repeated[combination.id]}."
            problems.append(Problem("combinations", combination.id, message))
    return problems


def stock_of_shop(
    stocks: Iterable[Stock], *, shop_id: int, group_id: int, shared: bool
) -> tuple[dict[tuple[int, int], Stock], list[Problem]]:
    """One row per (product, combination) for one shop, by what its group says about sharing stock.

    A shop has own rows (its shop id, group 0) or shares its group's (shop 0, group id); both may exist, and stray ones
    of no group do. The right kind wins; another is used only where the right one is missing.
    """
    chosen: dict[tuple[int, int], Stock] = {}
    problems: list[Problem] = []

    def fitness(row: Stock) -> int:
        own, of_group = row.shop_id == shop_id, not row.shop_id and row.shop_group_id == group_id
        return (own * 1 + of_group * 2) if shared else (own * 2 + of_group * 1)

    def concerns_us(row: Stock) -> bool:
        return row.shop_id == shop_id or (not row.shop_id and row.shop_group_id in (0, group_id))

    for row in sorted(filter(concerns_us, stocks), key=lambda row: row.id):
        key = (row.product_id, row.combination_id)
        other = chosen.get(key)
        if other is None or fitness(row) > fitness(other):
            chosen[key] = row
        if other is not None and row.quantity != other.quantity:
            kept = chosen[key]
            whose = f"Product {key[0]}, combination {key[1]}"
            message = f"{whose} has several stock rows; row {kept.id} with quantity {kept.quantity} counts."
            problems.append(Problem("stock_availables", kept.id, message))
    return chosen, problems
