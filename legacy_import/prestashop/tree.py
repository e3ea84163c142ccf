"""The category tree, rebuilt from parent ids.

PrestaShop's own nested set (nleft, nright, level_depth) breaks easily and stays broken, so it is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from legacy_import.prestashop.records import Category
from legacy_import.prestashop.source import Problem


@dataclass(frozen=True, slots=True)
class CategoryTree:
    """Categories in the order to create them: Home first, parents before children, siblings by position."""

    categories: tuple[Category, ...]
    problems: tuple[Problem, ...]


def category_tree(categories: Iterable[Category], home_id: int) -> CategoryTree:
    """Home and everything below it. Whatever does not lead to Home is attached to it, with its own children, and
    reported.

    PrestaShop's root (the category above Home) is no category a shopper ever sees and is left out.
    """
    known = {category.id: category for category in sorted(categories, key=lambda category: category.id)}
    problems: list[Problem] = []
    if home_id not in known:
        problems.append(Problem("categories", home_id, "The Home category is missing; the top categories stand without it."))
    root_id = known[home_id].parent_id if home_id in known else _root_of(known)
    listed = {number: category for number, category in known.items() if number not in (root_id, home_id)}
    settled = _attached(listed, home_id, root_id, problems)
    home = (known[home_id],) if home_id in known else ()
    return CategoryTree((*home, *_parents_first(settled, home_id)), tuple(problems))


def _root_of(known: Mapping[int, Category]) -> int:
    return next((category.id for category in known.values() if not category.parent_id and not category.is_root), 0)


def _attached(listed: Mapping[int, Category], home_id: int, root_id: int, problems: list[Problem]) -> dict[int, Category]:
    """Every category with a parent that leads to Home."""
    settled = dict(listed)
    for number in listed:
        seen = {number}
        here = settled[number]
        while here.parent_id != home_id:
            above = settled.get(here.parent_id)
            if above is not None and above.id not in seen:
                seen.add(above.id)
                here = above
                continue
            problems.append(Problem("categories", here.id, _why_attached(here, above, root_id)))
            settled[here.id] = here = replace(here, parent_id=home_id)
    return settled


def _why_attached(category: Category, above: Category | None, root_id: int) -> str:
    if above is not None:
        return "The category is its own ancestor; it was attached to Home."
    if category.parent_id == root_id:
        return "The category stands beside Home, perhaps as the home of another shop; it was attached to Home."
    return f"The parent category {category.parent_id} does not exist; the category was attached to Home."


def _parents_first(settled: Mapping[int, Category], home_id: int) -> Iterable[Category]:
    below: dict[int, list[Category]] = {}
    for category in settled.values():
        below.setdefault(category.parent_id, []).append(category)
    waiting = _by_position(below.get(home_id, []))
    while waiting:
        category = waiting.pop()
        yield category
        waiting.extend(_by_position(below.get(category.id, [])))


def _by_position(siblings: list[Category]) -> list[Category]:
    """Last first, as they are taken from the end."""
    return sorted(siblings, key=lambda category: (category.position, category.id), reverse=True)
