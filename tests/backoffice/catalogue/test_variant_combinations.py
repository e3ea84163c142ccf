"""Making variants from options: every combination once, SKUs by a pattern, never too many."""

from typing import Any

import pytest
from django.test import Client

from commerce.backoffice.variants.combinations import MOST, Option, TooMany, combine, repeated, unknown_places
from commerce.catalogue.models import Attribute, FactChange, Product, Variant
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.goods import attribute, carry
from tests.backoffice.staff import staff
from tests.shop import sell


def option(attribute_id: int, choice_id: int, code: str) -> Option:
    """A choice of an attribute whose code is its id."""
    return Option(attribute_id, f"a{attribute_id}", choice_id, code, code.upper())


BANDS = [option(1, 10, "eu868"), option(1, 11, "us915")]
COLOURS = [option(2, 20, "white"), option(2, 21, "black")]


def test_every_combination_is_made_once_in_the_order_of_the_attributes() -> None:
    found = combine([BANDS, COLOURS], base="LDS02", pattern="{base}-{code}", present=set())
    assert [one.sku for one in found] == ["LDS02-eu868-white", "LDS02-eu868-black", "LDS02-us915-white", "LDS02-us915-black"]
    assert found[0].label == "EU868 / WHITE"


def test_those_that_are_there_are_told_and_attributes_without_a_choice_do_not_count() -> None:
    found = combine([BANDS, []], base="X", pattern="{base}-{a1}", present={frozenset({(1, 10)})})
    assert [(one.sku, one.exists) for one in found] == [("X-eu868", True), ("X-us915", False)]
    assert combine([[], []], base="X", pattern="{base}", present=set()) == []


def test_more_than_the_most_are_refused_before_any_is_made() -> None:
    many = [[option(number, number * 100 + one, str(one)) for one in range(8)] for number in range(3)]
    with pytest.raises(TooMany) as refused:
        combine(many, base="X", pattern="{base}-{code}", present=set())
    assert refused.value.count == 512 > MOST


def test_a_pattern_that_repeats_a_sku_or_names_nothing_is_noticed() -> None:
    assert repeated(combine([BANDS, COLOURS], base="X", pattern="{base}-{a1}", present=set())) == ["X-eu868", "X-us915"]
    assert unknown_places("{base}-{size}", attribute_codes={"band"}) == ["size"]


@pytest.fixture
def product(acme: Store) -> Product:
    """A product whose type has a band and a colour as options, with one variant without either."""
    with in_store(acme):
        band = attribute("band", Attribute.Kind.CHOICE, "eu868", "us915")
        colour = attribute("colour", Attribute.Kind.COLOUR, "white", "black")
        made: Product = sell("LDS02").product
        made.product_type = carry(band, colour, for_variants=True)
        made.save()
        return made


def form(store: Store, **changed: Any) -> dict[str, Any]:
    """All options of both attributes ticked."""
    with in_store(store):
        picked = {f"options_{one.pk}": [str(choice.pk) for choice in one.choices.all()] for one in Attribute.objects.all()}
    return {"base": "LDS02", "pattern": "{base}-{code}", **picked, **changed}


def press(client: Client, product: Product, data: dict[str, Any]) -> Any:
    """Send the screen."""
    return client.post(f"/admin/prices-and-stock/{product.pk}/generate/", data)


def test_a_look_makes_nothing_and_the_second_press_makes_them(acme: Store, bolt: Store, product: Product) -> None:
    owner = staff(acme)
    page = press(owner, product, form(acme)).content.decode()
    assert "4 new variants" in page
    assert "LDS02-us915-black" in page
    with in_store(acme):
        assert Variant.objects.count() == 1
    assert press(owner, product, form(acme, make="1")).status_code == 302
    with in_store(acme):
        made = Variant.objects.exclude(sku="LDS02")
        assert next((variant.sku, variant.label()) for variant in made) == ("LDS02-eu868-white", "EU868 / WHITE")
        assert made.count() == 4
        assert FactChange.objects.filter(fact="options").count() == 4
    assert press(owner, product, form(acme, make="1")).status_code in {200, 302}
    with in_store(acme):
        assert Variant.objects.count() == 5
    with in_store(bolt):
        assert not Variant.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pattern": "{base}"}, "More than one combination would get LDS02"),
        ({"pattern": "{base}-{size}"}, "Nothing stands for {size}"),
        ({"pattern": "{base}-<{code}>"}, "no blanks at its ends"),
        ({"base": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_made(
    acme: Store, product: Product, changed: dict[str, str], said: str
) -> None:
    response = press(staff(acme), product, form(acme, make="1", **changed))
    assert response.status_code == 422
    assert said in response.content.decode()
    with in_store(acme):
        assert Variant.objects.count() == 1


def test_a_sku_of_another_product_is_not_taken(acme: Store, product: Product) -> None:
    with in_store(acme):
        sell("LDS02-eu868-white")
    response = press(staff(acme), product, form(acme, make="1"))
    assert "LDS02-eu868-white is taken already" in response.content.decode()


def test_without_the_right_nobody_makes_variants(acme: Store, product: Product) -> None:
    assert press(staff(acme, "Editor"), product, form(acme, make="1")).status_code == 302
    with in_store(acme):
        assert Variant.objects.count() == 1
