"""Up to four products side by side; the address is the state, a cookie remembers it."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from commerce.catalogue.models import Attribute, ProductValue, Variant, VariantValue
from commerce.catalogue.states import ProductStatus
from commerce.storefront.lists.comparing import MISSING, comparison, rating_text
from commerce.storefront.values import AvailabilityView, ProductCard
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


def fact(code: str, label: str, *, group: str = "", position: int = 0, comparable: bool = True) -> Attribute:
    """An attribute of text."""
    return Attribute.objects.create(
        code=code,
        labels={"en": label, "af": label},
        kind=Attribute.Kind.TEXT,
        group={"en": group, "af": group} if group else {},
        position=position,
        comparable=comparable,
    )


def says(variant: Variant, attribute: Attribute, text: str) -> None:
    """The product of this variant has that fact."""
    ProductValue.objects.create(product=variant.product, attribute=attribute, text={"en": text, "af": text})


def goods(store: Store) -> list[Variant]:
    """Three products: the first two of a kind, the third of another."""
    with in_store(store):
        found = [sell("A", price="10.00"), sell("B", price="20.00"), sell("C", price="10.00", stock=0)]
        band, colour = fact("band", "Band", group="Radio", position=1), fact("colour", "Colour", position=2)
        secret = fact("cost", "Cost", position=3, comparable=False)
        for variant, value in zip(found, ("868 MHz", "915 MHz", ""), strict=True):
            if value:
                says(variant, band, value)
            says(variant, colour, "white")
            says(variant, secret, f"cost of {variant.sku}")
            variant.product.save()
        VariantValue.objects.create(variant=found[2], attribute=band, text={"en": "2.4 GHz", "af": "2.4 GHz"})
        found[2].product.save()
        return found


def address(*variants: Variant) -> str:
    """`1,2,3`."""
    return ",".join(str(variant.product_id) for variant in variants)


def test_facts_stand_by_group_and_differences_are_marked(acme: Store) -> None:
    found = goods(acme)
    with in_store(acme):
        view = comparison([variant.product_id for variant in found], only_differences=False)
        rows = {(group.title, row.label): (row.values, row.differs) for group in view.groups for row in group.rows}
    assert rows["Radio", "Band"] == (["868 MHz", "915 MHz", "2.4 GHz"], True)
    assert rows["More facts", "Colour"] == (["white"] * 3, False)
    assert rows["", "Price"][1] and rows["", "Availability"][1]
    assert rows["", "Availability"][0] == ["In stock", "In stock", "Out of stock"]
    assert not any("Cost" in key for key in rows)
    assert [group.title for group in view.groups] == ["", "Radio", "More facts"]


@pytest.mark.parametrize(("language", "average"), [("en", "4.2"), ("de", "4,2"), ("af", "4.2")])
def test_a_rating_is_written_as_the_language_writes_numbers(language: str, average: str) -> None:
    card = ProductCard(
        "/a/", "A", "", "", None, None, AvailabilityView("in_stock", ""), [], is_new=False, rating="4.2", rating_count=11
    )
    with translation.override(language):
        assert rating_text(card).startswith(f"{average} ")
        assert f">{average} " in render_to_string(
            "shop/components/stars/stars.html", {"rating": card.rating, "rating_count": 11}
        )


def test_only_differences_leaves_out_what_is_the_same(acme: Store) -> None:
    found = goods(acme)
    with in_store(acme):
        view = comparison([variant.product_id for variant in found], only_differences=True)
    assert [row.label for group in view.groups for row in group.rows] == ["Price", "Availability", "Band"]
    assert view.hidden == 1
    assert "only=" not in view.toggle_url


def test_products_of_different_kinds_are_compared_and_missing_facts_said(acme: Store) -> None:
    with in_store(acme):
        one, other = sell("A"), sell("B")
        says(one, fact("band", "Band"), "868 MHz")
        one.product.save()
        view = comparison([one.product_id, other.product_id], only_differences=False)
    assert [row.values for group in view.groups for row in group.rows if row.label == "Band"] == [["868 MHz", MISSING]]


def test_the_address_is_the_whole_state_and_rubbish_in_it_is_dropped(acme: Store, bolt: Store, at_acme: Client) -> None:
    found = goods(acme)
    with in_store(acme):
        hidden = sell("SECRET", status=ProductStatus.HIDDEN)
    asked = f"{address(*found)},{address(found[0])},abc,-4,0,999999,{hidden.product_id},{'9' * 30}"
    page = at_acme.get(f"/compare/?ids={asked}").content.decode()
    assert re.findall(r'compare__name" href="/products/(\w+)/"', page) == ["a", "b", "c"]
    for rubbish in ("", "abc", "1;2", "😀", "'--", "," * 500):
        assert at_acme.get("/compare/", {"ids": rubbish}).status_code == 200


def test_without_javascript_a_cookie_remembers_and_the_page_follows(acme: Store, at_acme: Client) -> None:
    first, second, _third = goods(acme)
    assert at_acme.get("/compare/").status_code == 200
    answer = at_acme.post("/compare/change/", {"add": first.product_id})
    assert answer["Location"] == f"/compare/?ids={address(first)}"
    assert at_acme.post("/compare/change/", {"add": second.product_id})["Location"] == f"/compare/?ids={address(first, second)}"
    assert at_acme.cookies["compare"].value == f"{first.product_id}-{second.product_id}"
    assert at_acme.get("/compare/")["Location"] == f"/compare/?ids={address(first, second)}"
    assert at_acme.post("/compare/change/", {"add": second.product_id})["Location"] == f"/compare/?ids={address(first, second)}"
    removed = at_acme.post(
        "/compare/change/", {"remove": first.product_id, "ids": address(first, second), "only": "differences"}
    )
    assert removed["Location"] == f"/compare/?ids={address(second)}&only=differences"
    assert at_acme.post("/compare/change/", {"clear": "1"})["Location"] == "/compare/"
    assert at_acme.cookies["compare"].value == ""


def test_a_fifth_product_asks_which_one_it_replaces(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        found = [sell(sku) for sku in "ABCDE"]
    for variant in found[:4]:
        at_acme.post("/compare/change/", {"add": variant.product_id})
    answer = at_acme.post("/compare/change/", {"add": found[4].product_id})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Only 4 products can be compared at once. Which one should E replace?" in page
    assert page.count('name="replace"') == 4
    assert at_acme.get("/compare/")["Location"] == f"/compare/?ids={address(*found[:4])}"
    at_acme.post("/compare/change/", {"replace": f"{found[1].product_id}-{found[4].product_id}"})
    after = address(found[0], found[4], found[2], found[3])
    assert at_acme.get("/compare/")["Location"] == f"/compare/?ids={after}"
    again = at_acme.post("/compare/change/", {"add": found[4].product_id}, headers={"accept": "application/json"})
    assert again.json()["ids"] == [int(pk) for pk in after.split(",")]


@pytest.mark.parametrize("cookie", ["abc", "1-2-3-4-5-6", "999999", "-", "1,2;x", "0", "-1-1"])
def test_a_cookie_with_rubbish_does_no_harm(acme: Store, at_acme: Client, cookie: str) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    at_acme.cookies["compare"] = cookie
    answer = at_acme.get("/compare/", follow=True)
    assert answer.status_code == 200
    assert at_acme.post("/compare/change/", {"add": sensor.product_id}).status_code in (302, 422)


def test_a_product_of_the_other_store_is_not_compared(acme: Store, bolt: Store, at_bolt: Client) -> None:
    with in_store(bolt):
        for number in range(3):
            sell(f"THERE-{number}")
    with in_store(acme):
        highest = [sell(f"HERE-{number}") for number in range(6)][-1]
    page = at_bolt.get(f"/compare/?ids={highest.product_id}").content.decode()
    assert "HERE" not in page


@pytest.mark.usefixtures("kept_pages")
def test_a_comparison_costs_few_queries_and_is_kept_for_all(
    acme: Store, at_acme: Client, django_assert_max_num_queries
) -> None:
    found = goods(acme)
    at_acme.get(f"/compare/?ids={address(*found[:1])}")
    with django_assert_max_num_queries(8):
        answer = at_acme.get(f"/compare/?ids={address(*found)}")
    assert answer.status_code == 200 and answer["ETag"]
    with django_assert_max_num_queries(0):
        assert at_acme.get(f"/compare/?ids={address(*found)}").content == answer.content


def test_the_table_says_what_its_headings_are_for(acme: Store, at_acme: Client) -> None:
    page = at_acme.get(f"/compare/?ids={address(*goods(acme))}").content.decode()
    assert page.count('<th scope="col"') == 3
    assert page.count('<th scope="rowgroup">') == 2
    assert page.count('<th scope="row">') == 4
    assert 'role="region"' in page and 'name="robots" content="noindex' in page
