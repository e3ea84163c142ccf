"""The category tree: whatever the shop's data says, every category ends up below Home."""

import pytest

from legacy_import.prestashop.records import Category
from legacy_import.prestashop.tree import category_tree


def category(number, parent, position=0, is_root=False):
    return Category(number, parent, position, True, is_root, {1: f"c{number}"}, {}, {}, {}, {})


ROOT, HOME = category(1, 0), category(2, 1, is_root=True)


def shape(*others, home_id=2):
    tree = category_tree([ROOT, HOME, *others], home_id)
    return [(one.id, one.parent_id) for one in tree.categories], [problem.legacy_id for problem in tree.problems]


def test_parents_come_before_children_and_siblings_by_position():
    others = [category(9, 3, 1), category(3, 2, 5), category(4, 2, 1), category(5, 3, 0), category(6, 9)]
    assert shape(*others) == ([(2, 1), (4, 2), (3, 2), (5, 3), (9, 3), (6, 9)], [])


def test_an_orphan_keeps_its_children_and_moves_to_home():
    found, problems = shape(category(5, 77), category(6, 5))
    assert found == [(2, 1), (5, 2), (6, 5)]
    assert problems == [5]


def test_a_cycle_is_cut_once():
    found, problems = shape(category(5, 7), category(6, 5), category(7, 6), category(8, 6))
    assert sorted(number for number, _ in found) == [2, 5, 6, 7, 8]
    assert len(problems) == 1
    assert (problems[0], 2) in found


def test_a_category_that_is_its_own_parent():
    assert shape(category(5, 5)) == ([(2, 1), (5, 2)], [5])


def test_the_home_of_another_shop_moves_below_ours():
    found, problems = shape(category(5, 1, is_root=True), category(6, 5))
    assert found == [(2, 1), (5, 2), (6, 5)]
    assert problems == [5]


def test_without_home_the_others_stand_alone():
    tree = category_tree([ROOT, category(5, 2), category(6, 1)], 2)
    assert [one.id for one in tree.categories] == [5, 6]
    assert 2 in [problem.legacy_id for problem in tree.problems]


def test_no_categories_at_all():
    assert category_tree([], 2).categories == ()


@pytest.mark.parametrize("length", [3000])
def test_a_very_deep_tree_is_no_trouble(length):
    chain = [category(number, number - 1) for number in range(3, length)]
    assert [number for number, _ in shape(*chain)[0]] == list(range(2, length))
