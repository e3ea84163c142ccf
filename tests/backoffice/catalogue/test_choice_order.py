"""Choices that are made by the way stand in natural order, and never against what an editor chose."""

import pytest

from commerce.catalogue.choice_order import in_natural_order, new_choices_in_order
from commerce.catalogue.models import Attribute, AttributeChoice
from sites.tenants.context import in_store
from sites.tenants.models import Store


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["10 kg", "2 kg", "4 kg"], ["2 kg", "4 kg", "10 kg"]),
        (["1 kg", "500 g", "2,5 kg", "750 ml", "400 g", "1 l"], ["400 g", "500 g", "1 kg", "2,5 kg", "750 ml", "1 l"]),
        (["18", "each", "6", "4"], ["4", "each", "6", "18"]),
        (["US915", "EU868", "40 × 28 cm", "24 cm"], ["US915", "EU868", "40 × 28 cm", "24 cm"]),
        (["18 rolls", "9 rolls"], ["9 rolls", "18 rolls"]),
        ([], []),
    ],
)
def test_amounts_are_put_in_order_and_other_labels_keep_their_places(labels: list[str], expected: list[str]) -> None:
    assert [labels[place] for place in in_natural_order(labels)] == expected


def make(attribute: Attribute, *labels: str) -> None:
    """Choices, one after the other, as they are used first."""
    for label in labels:
        code, order = label.replace(" ", "-"), attribute.choices.count()
        AttributeChoice.objects.create(attribute=attribute, code=code, labels={"en": label}, sort_order=order)


def order_of(attribute: Attribute) -> list[str]:
    """The labels as listings show them."""
    return [choice.labels["en"] for choice in AttributeChoice.objects.filter(attribute=attribute).order_by("sort_order", "pk")]


def test_new_choices_are_sorted_in_unless_an_editor_chose_another_order(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            size = Attribute.objects.create(code="size", labels={"en": "Size"})
            weight = Attribute.objects.create(code="weight", labels={"en": "Weight"})
            make(weight, "10 kg", "4 kg")
            with new_choices_in_order():
                make(size, "10 kg", "4 kg")
            assert (order_of(size), order_of(weight)) == (["4 kg", "10 kg"], ["10 kg", "4 kg"]), "what was there stays"
            with new_choices_in_order():
                make(size, "20 kg", "2 kg")
                make(weight, "20 kg", "2 kg")
            assert order_of(size) == ["2 kg", "4 kg", "10 kg", "20 kg"]
            assert order_of(weight) == ["10 kg", "4 kg", "2 kg", "20 kg"], "behind what an editor has ordered"
