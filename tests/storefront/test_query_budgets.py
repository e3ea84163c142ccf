"""An uncached page costs at most eight queries, and no more with ten thousand products than with thirty."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.models import Attribute, AttributeChoice, Product, ProductCopy, ProductType, Variant, VariantValue
from commerce.reviews.services import approve, ask
from commerce.stock.services import set_on_hand
from commerce.storefront.models import ShelfItem
from commerce.storefront.search.entries import write_entries
from pricing.services import set_price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.pictures import show
from tests.reviews.talk import author, shown
from tests.shop import base_list, category, sell
from tests.transactions import empty_caches

BUDGET = 8


def stock_the_shelf(store: Store, count: int, *, category_id: int | None = None) -> None:
    """So many rows on the shelf in the default language, as the shelf itself would hold them."""
    locale = Locale.get_default()
    kind, _made = ProductType.objects.get_or_create(code="thing", defaults={"name": "Thing"})
    first = Product.objects.count()
    products = Product.objects.bulk_create(
        Product(name=f"Sensor {number}", product_type=kind, status="live") for number in range(first, first + count)
    )
    rows = ShelfItem.objects.bulk_create(
        ShelfItem(
            product=product,
            locale=locale,
            name=product.name,
            slug=f"sensor-{product.pk}",
            words_of_name=product.name,
            category_ids=[category_id] if category_id else [],
            price="45.00",
            tax_rate="20",
            currency=store.currency,
            availability="in_stock",
            live_since=timezone.now(),
        )
        for product in products
    )
    write_entries([row.pk for row in rows], learn=False)


def six_variants() -> str:
    """A product of six variants with an option each; its slug."""
    colour = Attribute.objects.create(code="colour", labels={"en": "Colour"})
    last = sell("LDS02", category=category("Sensors"))
    product = last.product
    for number in range(6):
        variant = last if number == 0 else Variant.objects.create(product=product, sku=f"LDS02-{number}", sort_order=number)
        choice = AttributeChoice.objects.create(attribute=colour, code=f"c{number}", labels={"en": f"Colour {number}"})
        VariantValue.objects.create(variant=variant, attribute=colour, choice=choice)
        if number:
            set_price(price_list=base_list(), variant=variant, amount=45 + number)
            set_on_hand(variant=variant, quantity=number)
    return ProductCopy.objects.get(product=product).slug


def queries(client: Client, address: str) -> list[str]:
    """The SQL of a third request: the first finds the page, the second remembers it near."""
    for _warming in range(2):
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith("SET search_path")]


def test_a_page_keeps_within_eight_queries(
    acme: Store, at_acme: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with in_store(acme):
        six_variants()
        stock_the_shelf(acme, 24)
    for address in ("/", "/products/", "/products/sensors/", "/products/lds02/", "/search/?q=sensor"):
        # What one page has read must not help the next.
        empty_caches()
        assert at_acme.get(address).status_code == 200
        with django_assert_max_num_queries(BUDGET):
            response = at_acme.get(address)
        assert response.status_code == 200
        assert "LDS02" in response.content.decode() or "Sensor" in response.content.decode()


def test_ten_thousand_products_cost_no_more_queries_than_thirty(acme: Store, at_acme: Client) -> None:
    addresses = ["/", "/products/", "/products/sensors/", "/search/?q=sensor", "/products/lds02/"]
    with in_store(acme):
        place = sell("LDS02", category=category("Sensors")).product.placements.get()
        stock_the_shelf(acme, 29, category_id=place.category_id)
    few = {address: len(queries(at_acme, address)) for address in addresses}
    with in_store(acme):
        stock_the_shelf(acme, 9_970, category_id=place.category_id)
        assert ShelfItem.objects.filter(locale=Locale.get_default()).count() == 10_000
    assert {address: len(queries(at_acme, address)) for address in addresses} == few
    assert max(few.values()) <= BUDGET


def test_a_search_that_was_asked_before_costs_no_query(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    """Its products are known, and so is what their cards depend on: that stands in the index of facets, which is read here for
    each page, because the test has written what may yet be undone.
    """
    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            changed = sell("LDS02", name=f"Sensor of {store.name}")
            stock_the_shelf(store, 24)
        asked = queries(client, "/search/?q=sensor&show=48")
        assert [sql for sql in asked if "pg_current_snapshot" not in sql and "ranks::text" not in sql] == []
        with in_store(store):
            set_price(price_list=base_list(), variant=changed, amount=46)
        page = client.get("/search/?q=sensor&show=48").content.decode()
        assert f"Sensor of {store.name}" in page
        assert "46" in page


@pytest.mark.parametrize("address", ["/", "/products/", "/products/sensors/", "/products/lds02/", "/search/?q=sensor"])
def test_after_a_change_of_a_product_the_first_page_keeps_the_budget_too(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, address: str
) -> None:
    clients = {"acme": at_acme, "bolt": at_bolt}
    for store in (acme, bolt):
        with in_store(store):
            changed = sell("LDS02", name="Soil sensor", category=category("Sensors"))
            stock_the_shelf(store, 24)
            for _warming in range(2):
                assert clients[store.schema_name].get(address).status_code == 200
            set_price(price_list=base_list(), variant=changed, amount=46)
        with CaptureQueriesContext(connection) as captured:
            page = clients[store.schema_name].get(address).content.decode()
        asked = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith("SET search_path")]
        assert len(asked) <= BUDGET, "\n".join(sql[:320] for sql in asked)
        # Of a listing it is not among the first.
        assert "46" in page or "lds02" not in address


@pytest.mark.usefixtures("made_pictures")
def test_the_first_visit_of_a_product_with_pictures_reviews_and_questions_keeps_the_budget(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    for store in (acme, bolt):
        with in_store(store):
            for sku in ("FIRST", "SECOND"):
                item = sell(sku, category=category(f"Shelf of {sku}")).product
                show(item)
                shown(item, text="Good")
                approve(entry=ask(product=item, author=author(), text="How far?", at=timezone.now()), at=timezone.now())
    for client in (at_acme, at_bolt):
        # What every page shows (menus, settings, tax) is read with the first one.
        assert client.get("/products/first/").status_code == 200
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/products/second/").content.decode()
        assert "Good" in page
        assert "How far?" in page
        assert "<img" in page
        assert len(captured.captured_queries) <= BUDGET, [query["sql"][:120] for query in captured.captured_queries]


@pytest.mark.parametrize("address", ["/", "/products/", "/search/?q=lds02x"])
def test_finding_the_store_of_a_page_costs_no_query(acme: Store, at_acme: Client, address: str) -> None:
    asked = queries(at_acme, address)
    assert not [sql for sql in asked if "tenants_store" in sql or "tenants_domain" in sql]


def test_both_stores_keep_the_budget(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for store in (acme, bolt):
        with in_store(store):
            sell("LDS02")
    for client in (at_acme, at_bolt):
        for address in ("/", "/products/", "/products/lds02/"):
            assert len(queries(client, address)) <= BUDGET
