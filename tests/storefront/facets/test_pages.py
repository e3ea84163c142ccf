"""Listings with facets: what is shown, what search engines are told, what a page costs, what is shelved how often."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    Brand,
    BrandIndexPage,
    BrandPage,
    CategoryPage,
    Product,
    ProductPlacement,
    ProductValue,
)
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.rebuild import rebuild_shelf
from commerce.storefront.shelf.write import VALUES, write_rows
from sites.content.generation import bump_generation
from sites.content.pages import HomePage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import category, sell
from tests.transactions import Fill


def shelves(store: Store, prefix: str = "") -> None:
    """Four sensors of two brands and two bands, at 10, 20, 30 and 40, the last one out of stock; 2, 4, 6 and 8 m long."""
    with in_store(store):
        band = Attribute.objects.create(code="band", labels={"en": "Band", "af": "Band"}, kind="choices", facetable=True)
        length = Attribute.objects.create(
            code="length", labels={"en": "Length"}, kind="number", unit="m", shown_unit="cm", facetable=True, position=2
        )
        bands = [
            AttributeChoice.objects.create(attribute=band, code=f"{mhz}-mhz", labels={"en": f"{mhz} MHz"}) for mhz in (868, 915)
        ]
        brands = [
            Brand.objects.create(name=f"{prefix}{name}", slug=f"{prefix}{name}".lower()) for name in ("Dragino", "Milesight")
        ]
        sensors = category("Sensors")
        for number in range(4):
            product = sell(
                f"{prefix}S-{number}", price=f"{10 * (number + 1)}.00", stock=0 if number == 3 else 9, category=sensors
            ).product
            product.brand = brands[number // 2]
            product.save()
            ProductValue.objects.create(product=product, attribute=band, choice=bands[number % 2])
            ProductValue.objects.create(product=product, attribute=length, number=2 * (number + 1))


@pytest.fixture(scope="module")
def shelved(made_once: Fill) -> None:
    """The shelves of acme, for all tests of the module."""
    made_once(lambda: shelves(Store.objects.get(schema_name="acme")))


@pytest.fixture
def sensors(shelved: None, acme: Store) -> Store:
    """Acme with its shelves."""
    return acme


def shown(response: Any) -> set[str]:
    """The slugs of the cards."""
    return {card.url.rstrip("/").rpartition("/")[2] for card in response.context["cards"]}


def counts(response: Any, code: str) -> dict[str, int]:
    """Counts of a facet by value."""
    facet = next((facet for facet in response.context["facets"] if facet.code == code), None)
    return {value.code: value.count for value in facet.values} if facet else {}


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", {"s-0", "s-1", "s-2", "s-3"}),
        ("brand=dragino", {"s-0", "s-1"}),
        ("brand=dragino,milesight&band=868-mhz", {"s-0", "s-2"}),
        ("price=15-30", {"s-1", "s-2"}),
        ("length=350-650", {"s-1", "s-2"}),
        ("stock=none", {"s-3"}),
        ("stock=now&price=30-", {"s-2"}),
        ("band=nothing&colour=red", {"s-0", "s-1", "s-2", "s-3"}),
    ],
)
def test_choices_are_or_within_a_facet_and_across(sensors: Store, at_acme: Client, query: str, slugs: set[str]) -> None:
    response = at_acme.get(f"/products/?{query}")
    assert shown(response) == slugs
    assert response.context["total"] == len(slugs)


def test_counts_leave_the_own_choice_out(sensors: Store, at_acme: Client) -> None:
    response = at_acme.get("/products/?brand=dragino&band=868-mhz")
    assert counts(response, "brand") == {"dragino": 1, "milesight": 1}
    assert counts(response, "band") == {"868-mhz": 1, "915-mhz": 1}
    assert [chip.url for chip in response.context["chips"]] == ["?band=868-mhz", "?brand=dragino"]
    assert response.context["clear_url"] == "/products/"


def test_the_bitsets_and_the_database_answer_alike(sensors: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = [
        "brand=dragino",
        "band=915-mhz&price=5-30",
        "length=350-650",
        "stock=now",
        "sale=yes",
        "rating=4",
        "category=sensors",
    ]
    by_ids = {query: shown(at_acme.get(f"/products/?{query}")) for query in queries}
    monkeypatch.setattr("commerce.storefront.facets.service.FEW", -1)
    assert {query: shown(at_acme.get(f"/products/?{query}")) for query in queries} == by_ids


def test_the_same_names_in_another_store_are_that_stores(sensors: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    shelves(bolt, prefix="B")
    assert counts(at_bolt.get("/products/"), "brand") == {"bdragino": 2, "bmilesight": 2}
    assert counts(at_acme.get("/products/"), "brand") == {"dragino": 2, "milesight": 2}


@pytest.mark.parametrize(
    ("query", "robots", "canonical"),
    [
        ("", "index, follow", ""),
        ("brand=dragino", "index, follow", "?brand=dragino"),
        ("category=sensors", "index, follow", "?category=sensors"),
        ("brand=dragino,milesight", "noindex, follow", ""),
        ("brand=dragino&band=868-mhz", "noindex, follow", ""),
        ("band=868-mhz", "noindex, follow", ""),
        ("price=10-20", "noindex, follow", ""),
        ("sort=price", "noindex, follow", ""),
        ("view=list", "noindex, follow", ""),
        ("colour=red&utm_source=x", "index, follow", ""),
    ],
)
def test_search_engines_are_told_what_is_worth_keeping(
    sensors: Store, at_acme: Client, query: str, robots: str, canonical: str
) -> None:
    seo = at_acme.get(f"/products/?{query}").context["seo"]
    assert seo.robots == robots
    assert seo.canonical.partition("/products/")[2] == canonical
    # Only what is its own original names its translations, and then itself among them.
    assert dict(seo.alternates).get("en") == (None if canonical else "http://acme.test/products/")


def test_a_page_beyond_the_end_is_404_and_leads_to_the_last(sensors: Store, at_acme: Client) -> None:
    response = at_acme.get("/products/?page=9999&brand=dragino")
    assert response.status_code == 404
    assert 'href="/products/?brand=dragino"' in response.content.decode()


def test_nothing_left_helps_on_and_a_wrong_price_is_said(sensors: Store, at_acme: Client) -> None:
    empty = at_acme.get("/products/?brand=dragino&price=30-")
    assert (empty.status_code, empty.context["total"]) == (200, 0)
    assert "Clear all filters" in empty.content.decode()
    wrong = at_acme.get("/products/?price=abc").content.decode()
    assert "abc" in wrong
    assert "left out" in wrong
    # What was typed stays in its field, to be corrected.
    assert re.search(r'name="price.from"[^>]* value="abc"', wrong)
    for typed, shown in (("price.from=abc&price.to=", "“abc”"), ("price.from=10&price.to=many", "“10-many”")):
        assert shown in at_acme.get(f"/products/?{typed}").content.decode()


def test_placed_by_hand_stands_first_then_the_categorys_own_sort(sensors: Store, at_acme: Client) -> None:
    with in_store(sensors):
        CategoryPage.objects.update(default_sort="price-desc")
        ProductPlacement.objects.filter(product__variants__sku="S-1").update(rank=2)
        ProductPlacement.objects.filter(product__variants__sku="S-0").update(rank=1)
        rebuild_shelf()
    order = [card.url.rstrip("/")[-3:] for card in at_acme.get("/products/sensors/").context["cards"]]
    assert order == ["s-0", "s-1", "s-3", "s-2"]


def test_a_listing_with_facets_keeps_within_eight_queries(
    sensors: Store, at_acme: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for address in ("/products/?brand=dragino&price=5-", "/products/sensors/?band=868-mhz&view=list"):
        at_acme.get(address)
        with django_assert_max_num_queries(8):
            assert at_acme.get(address).status_code == 200


def test_discontinued_hidden_and_awaited_products(sensors: Store, at_acme: Client) -> None:
    with in_store(sensors):
        for sku, status in (("S-0", "discontinued"), ("S-1", "hidden")):
            product = Product.objects.get(variants__sku=sku)
            product.status = status
            product.save()
        awaited = Product.objects.get(variants__sku="S-2")
        awaited.available_from = timezone.now() + timedelta(days=3)
        awaited.save()
    response = at_acme.get("/products/")
    assert shown(response) == {"s-2", "s-3"}
    assert counts(response, "stock") == {"soon": 1, "none": 1}
    assert at_acme.get("/products/s-0/").status_code == 200


def test_a_product_with_twenty_children_is_shelved_once(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import transaction

    from commerce.storefront import subscribers

    made: list[list[int]] = []
    with in_store(acme):
        product = sell("LDS02").product
        attribute = Attribute.objects.create(code="fact", labels={"en": "Fact"}, kind="number")
        monkeypatch.setattr(subscribers, "shelve", lambda ids: made.append(list(ids)))
        with transaction.atomic():
            for number in range(20):
                ProductValue.objects.create(product=product, attribute=attribute, number=number)
            product.save()
    assert made == [[product.pk]]


def test_a_row_that_says_the_same_is_not_written_again(sensors: Store) -> None:
    with in_store(sensors):
        before = dict(ShelfItem.objects.values_list("pk", "digest"))
        rebuild_shelf(force=False)
        assert dict(ShelfItem.objects.values_list("pk", "digest")) == before
        row = ShelfItem.objects.order_by("pk").first()
        assert row is not None
        said = {name: getattr(row, name) for name in VALUES} | {"name": "Another"}
        assert write_rows([said]) == {(row.product_id, row.locale_id): row.pk}


def test_brand_pages_show_the_story_and_their_products_only(
    sensors: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_store(sensors):
        home = HomePage.objects.get(locale__language_code="en")
        index = BrandIndexPage.objects.child_of(home).get()
        brand = Brand.objects.get(slug="dragino")
        index.add_child(instance=BrandPage(title="Dragino", slug="dragino", brand=brand, intro="From Shenzhen."))
        index.save_revision().publish()
    assert [letter.letter for letter in at_acme.get("/brands/").context["letters"]] == [""]
    monkeypatch.setattr("commerce.storefront.brands.FEW", 1)
    with in_store(sensors):
        bump_generation()
    letters = at_acme.get("/brands/").context["letters"]
    tiles = [tile for letter in letters for tile in letter.brands]
    assert [letter.letter for letter in letters] == ["D", "M"]
    assert [(tile.name, tile.url, tile.count) for tile in tiles] == [
        ("Dragino", "/brands/dragino/", 2), ("Milesight", "/products/?brand=milesight", 2),
    ]  # fmt: skip
    page = at_acme.get("/brands/dragino/")
    assert shown(page) == {"s-0", "s-1"}
    assert "From Shenzhen." in page.content.decode()
    assert counts(page, "brand") == {}


def test_quick_view_is_a_fragment_for_scripts_and_the_product_for_all_others(
    sensors: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(sensors):
        pk = Product.objects.get(variants__sku="S-0").pk
    fragment = at_acme.get(f"/quick-view/{pk}/", headers={"hx-request": "true"})
    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    assert 'name="variant"' in fragment.content.decode()
    assert at_acme.get(f"/quick-view/{pk}/").url.endswith("/products/s-0/")
    assert at_bolt.get(f"/quick-view/{pk}/").status_code == 404
