"""The screen of one variant: its options, its measures, and which pictures of the product show it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from commerce.catalogue.models import FactChange, Product, ProductImage, Variant, VariantValue
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.goods import attribute, carry, choice
from tests.backoffice.staff import picture, staff
from tests.shop import sell


@pytest.fixture
def sensors(acme: Store, bolt: Store) -> dict[str, list[int]]:
    """In each store a product of two variants, 868 and 915, with three pictures: ids of variants, then of pictures."""
    made: dict[str, list[int]] = {}
    for store in (acme, bolt):
        with in_store(store):
            band = attribute("band", "choice", "868", "915")
            kind = carry(band, for_variants=True)
            first = sell("S-868", name="Sensor")
            Product.objects.filter(pk=first.product_id).update(product_type=kind)
            Variant.objects.filter(pk=first.pk).update(sort_order=0)
            second = Variant.objects.create(product=first.product, sku="S-915", sort_order=1)
            for variant, code in ((first, "868"), (second, "915")):
                VariantValue.objects.create(variant=variant, attribute=band, choice=choice(band, code))
            images = [
                ProductImage.objects.create(product=first.product, image=picture(f"View {n}"), sort_order=n) for n in range(3)
            ]
            made[store.schema_name] = [first.pk, second.pk, *(image.pk for image in images)]
    return made


def address(pk: int) -> str:
    return f"/admin/variants/{pk}/"


def typed(store: Store, pk: int, **changes: Any) -> dict[str, Any]:
    """What the browser sends for a variant after these changes."""
    with in_store(store):
        variant = Variant.objects.get(pk=pk)
        option = variant.values.get()
        data = {
            "sku": variant.sku,
            "gtin": variant.gtin,
            "mpn": variant.mpn,
            "weight": "",
            "min_quantity": "1",
            "is_active": "on",
            f"option_{option.attribute_id}": str(option.choice_id),
            "pictures": list(variant.pictures.values_list("pk", flat=True)),
        }
        if code := changes.pop("band", None):
            data[f"option_{option.attribute_id}"] = str(choice(option.attribute, code).pk) if code != "-" else ""
    return {**data, **changes}


def test_the_grid_leads_to_each_variant_and_they_lead_to_each_other(acme: Store, sensors: dict[str, list[int]]) -> None:
    first, second, *images = sensors["acme"]
    owner = staff(acme)
    with in_store(acme):
        product = Variant.objects.get(pk=first).product_id
    grid = owner.get(f"/admin/prices-and-stock/{product}/").content.decode()
    assert f'href="{address(first)}"' in grid
    page = owner.get(address(first)).content.decode()
    assert f'href="{address(second)}" rel="next"' in page
    assert 'rel="prev"' not in page
    assert page.count('name="pictures"') == len(images)
    assert f'href="/admin/prices-and-stock/{product}/"' in page


def test_its_pictures_are_shown_when_it_is_chosen_and_the_rest_when_not(
    acme: Store, bolt: Store, sensors: dict[str, list[int]], at_acme: Client, at_bolt: Client
) -> None:
    first, second, _one, two, _three = sensors["acme"]
    assert staff(acme).post(address(second), typed(acme, second, pictures=[two])).status_code == 302

    def shown(client: Client, variant: int) -> int:
        return len(client.get(f"/products/s-868/?variant={variant}").context["product"].pictures)

    assert (shown(at_acme, first), shown(at_acme, second)) == (3, 1)
    assert [shown(at_bolt, pk) for pk in sensors["bolt"][:2]] == [3, 3]


def test_options_and_measures_are_saved_and_remembered(acme: Store, bolt: Store, sensors: dict[str, list[int]]) -> None:
    first, second, *_images = sensors["acme"]
    owner = staff(acme)
    assert owner.post(address(second), typed(acme, second, band="-", is_active="")).status_code == 302
    changes = {"sku": "S-NEW", "weight": "0,25", "width": "12.5", "depth": "3", "gtin": "4006381333931", "band": "915"}
    assert owner.post(address(first), typed(acme, first, **changes)).status_code == 302
    with in_store(acme):
        variant = Variant.objects.get(pk=first)
        assert (variant.sku, variant.weight, variant.width, variant.height, variant.depth) == (
            "S-NEW", Decimal("0.25"), Decimal("12.5"), None, Decimal(3),
        )  # fmt: skip
        assert variant.label() == "915"
        assert Variant.objects.get(pk=second).label() == ""
        said = set(FactChange.objects.values_list("sku", "fact", "before", "after"))
        assert {
            ("S-NEW", "sku", "S-868", "S-NEW"),
            ("S-NEW", "options", "868", "915"),
            ("S-915", "active", "yes", "no"),
            ("S-915", "options", "915", ""),
        } <= said
    with in_store(bolt):
        assert Variant.objects.get(pk=sensors["bolt"][0]).sku == "S-868"
        assert not FactChange.objects.filter(fact__in=["sku", "options"]).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sku": "S-915"}, "is taken already"),
        ({"sku": ""}, "This field is required"),
        ({"gtin": "4006381333932"}, "check digit"),
        ({"weight": "-1"}, "greater than or equal to 0"),
        ({"weight": "heavy"}, "Enter a number"),
        ({"min_quantity": "0"}, "greater than or equal to 1"),
        ({"band": "915"}, "has the same options"),
        ({"pictures": ["999999"]}, "Select a valid choice"),
        ({"pictures": ["x"]}, "Select a valid choice"),
    ],
)
def test_bad_input_is_marked_kept_on_the_screen_and_nothing_is_saved(
    acme: Store, sensors: dict[str, list[int]], changes: dict[str, Any], said: str
) -> None:
    first = sensors["acme"][0]
    answer = staff(acme).post(address(first), typed(acme, first, mpn="KEPT", **changes))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="KEPT"' in page
    with in_store(acme):
        variant = Variant.objects.get(pk=first)
        assert (variant.sku, variant.mpn, variant.gtin, variant.weight) == ("S-868", "", "", None)


def test_a_picture_of_another_store_or_product_is_refused(acme: Store, sensors: dict[str, list[int]]) -> None:
    first = sensors["acme"][0]
    with in_store(acme):
        other = ProductImage.objects.create(product=sell("OTHER").product, image=picture("Another"))
    assert staff(acme).post(address(first), typed(acme, first, pictures=[other.pk])).status_code == 422


@pytest.mark.parametrize("role", ["Editor", "Order desk", "Translator"])
def test_who_may_not_change_variants_does_not_see_the_screen(acme: Store, sensors: dict[str, list[int]], role: str) -> None:
    assert staff(acme, role).get(address(sensors["acme"][0])).status_code in (302, 403)


def test_a_product_without_pictures_and_options_says_so(acme: Store) -> None:
    with in_store(acme):
        variant = sell("PLAIN")
    page = staff(acme).get(address(variant.pk)).content.decode()
    assert "The product has no pictures yet." in page
    assert "not told apart by options" in page
