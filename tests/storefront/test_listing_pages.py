"""Lists of products: sorting, pages, categories and their order."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import CategoryPage, Product, ProductPlacement
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.rebuild import rebuild_shelf
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.pictures import show
from tests.shop import category, sell


def shown(client: Client, address: str) -> list[str]:
    """The slugs of the cards of a page, in order."""
    response = client.get(address)
    assert response.status_code == 200
    return [card.url.rstrip("/").rpartition("/")[2] for card in response.context["cards"]]


@pytest.fixture
def three(acme: Store) -> None:
    """Three products: cheap and old, dear and new, in between without a price."""
    with in_store(acme):
        cheap = sell("CHEAP", price="5.00", name="Zebra")
        dear = sell("DEAR", price="95.00", name="Aardvark")
        plain = sell("PLAIN", price="50.00", name="Mouse")
        now = timezone.now()
        for number, variant in enumerate((cheap, plain, dear)):
            Product.objects.filter(pk=variant.product_id).update(live_since=now + timedelta(days=number))
        rebuild_shelf()
        ShelfItem.objects.filter(product=plain.product_id).update(price=None, popularity=9)


SORTED = {
    "": ["dear", "plain", "cheap"],
    "newest": ["dear", "plain", "cheap"],
    "price": ["cheap", "dear", "plain"],
    "price-desc": ["dear", "cheap", "plain"],
    "name": ["dear", "plain", "cheap"],
    "bestselling": ["plain", "dear", "cheap"],
    "nonsense": ["dear", "plain", "cheap"],
    "'; DROP TABLE x": ["dear", "plain", "cheap"],
}


def test_each_way_of_sorting_has_its_order(three: None, at_acme: Client) -> None:
    for sort, order in SORTED.items():
        assert shown(at_acme, f"/products/?sort={sort}") == order, sort


def test_sorting_does_not_join_the_table_of_products(three: None, acme: Store) -> None:
    from commerce.storefront.shelf.read import SORTS, shelf, sorted_by

    with in_store(acme):
        for sort in SORTS:
            assert "catalogue_product" not in str(sorted_by(shelf(locale_id=1, category_id=9), sort, category_id=9).query)


def test_pages_of_twenty_four_hold_everything_once(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        first = ShelfItem.objects.get(product=sell("P-0").product_id, locale__language_code="en")
        kind = first.product.product_type
        for number in range(1, 50):
            first.pk, first.slug = None, f"p-{number}"
            first.product = Product.objects.create(name=f"P {number}", product_type=kind)
            first.save(force_insert=True)
    pages = [shown(at_acme, f"/products/?page={page}") for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [24, 24, 2]
    assert len({slug for page in pages for slug in page}) == 50
    second = at_acme.get("/products/?page=2")
    assert [at_acme.get("/products/").context["seo"].title, second.context["seo"].title] == ["Products", "Products, page 2"]
    pagination = second.context["pagination"]
    assert (pagination.number, pagination.pages, pagination.first, pagination.last, pagination.total) == (2, 3, 25, 48, 50)
    assert at_acme.get("/products/?page=2&sort=name").context["pagination"].next_url == "?sort=name&page=3"


def test_a_page_number_that_is_nonsense_is_the_first_page(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        first = ShelfItem.objects.get(product=sell("P-0").product_id, locale__language_code="en")
        kind = first.product.product_type
        for copy in range(1, 26):
            first.pk, first.product = None, Product.objects.create(name=f"P {copy}", product_type=kind)
            first.save(force_insert=True)
    for raw, number in (("2", 2), ("0", 1), ("-1", 1), ("x", 1), ("1e9", 1), ("٣", 1), ("9" * 40, 1), ("", 1)):
        response = at_acme.get("/products/", {"page": raw})
        assert response.status_code == 200, raw
        assert response.context["pagination"].number == number, raw
        assert response.context["cards"], raw


def test_an_empty_shop_says_so(at_acme: Client) -> None:
    response = at_acme.get("/products/")
    assert response.status_code == 200
    assert response.context["pagination"].total == 0
    assert "Nothing on this shelf yet" in response.content.decode()


def test_a_category_lists_what_is_below_it_and_nothing_beside_it(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensors, gateways = category("Sensors"), category("Gateways")
        soil = category("Soil", parent=sensors)
        sell("TOP", category=sensors)
        sell("DEEP", category=soil)
        sell("BESIDE", category=gateways)
    assert set(shown(at_acme, "/products/sensors/")) == {"top", "deep"}
    assert shown(at_acme, "/products/sensors/soil/") == ["deep"]
    assert shown(at_acme, "/products/gateways/") == ["beside"]
    assert [tile.title for tile in at_acme.get("/products/sensors/").context["tiles"]] == ["Soil"]


def test_the_editors_order_counts_in_a_category(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensors = category("Sensors")
        for sku, rank in (("LAST", 3), ("FIRST", 1), ("MIDDLE", 2)):
            variant = sell(sku, category=sensors)
            ProductPlacement.objects.filter(product=variant.product_id).update(rank=rank)
        rebuild_shelf()
    assert shown(at_acme, "/products/sensors/") == ["first", "middle", "last"]
    assert shown(at_acme, "/products/sensors/?sort=name") == ["first", "last", "middle"]


def test_a_category_moved_below_another_is_listed_there_at_once(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensors, soil = category("Sensors"), category("Soil")
        sell("DEEP", category=soil)
    assert shown(at_acme, "/products/sensors/") == []
    with in_store(acme):
        CategoryPage.objects.get(pk=soil.pk).move(CategoryPage.objects.get(pk=sensors.pk), pos="last-child")
    assert shown(at_acme, "/products/sensors/") == ["deep"]


def test_a_deleted_category_keeps_its_products_and_leaves_no_trace(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", category=(sensors := category("Sensors")))
        sensors.delete()
    assert shown(at_acme, "/products/") == ["lds02"]
    crumbs = at_acme.get("/products/lds02/").context["breadcrumbs"]
    assert "Sensors" not in [crumb.title for crumb in crumbs]


def test_the_same_category_lists_only_its_own_stores_products(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    for store, sku in ((acme, "LDS02"), (bolt, "HAMMER")):
        with in_store(store):
            sell(sku, category=category("Sensors"))
    assert shown(at_acme, "/products/sensors/") == ["lds02"]
    assert shown(at_bolt, "/products/sensors/") == ["hammer"]


def test_a_price_is_shown_as_the_store_shows_prices(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for store in (acme, bolt):
        with in_store(store):
            sell("LDS02", price="115.00")
    trade, public = (client.get("/products/").context["cards"][0].price for client in (at_acme, at_bolt))
    assert (trade.main, trade.main_note, trade.other) == ("£115.00", "excl. VAT", "£138.00")
    assert re.sub(r"\s", "", public.main) == "R115,00"
    assert public.other == ""


@pytest.mark.usefixtures("made_pictures")
@pytest.mark.parametrize("view", ["grid", "list"])
def test_only_pictures_that_are_in_sight_are_loaded_at_once(acme: Store, bolt: Store, view: str) -> None:
    for store in (acme, bolt):
        with in_store(store):
            for number in range(6):
                show(sell(f"S{number}", name=f"Thing {number}").product)
    for host in ("acme.test", "bolt.test"):
        client = Client(headers={"host": host})
        for sort in ("name", "newest"):
            page = client.get(f"/products/?view={view}&sort={sort}").content.decode()
            cards = page.partition('id="results"')[2].split("<li>")[1:7]
            assert [(card.count('fetchpriority="high"'), card.count('loading="lazy"')) for card in cards] == [
                *[(1, 0)] * 4,
                *[(0, 1)] * 2,
            ]
