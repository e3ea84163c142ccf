"""Prices and stock on one screen: all of it or nothing, live at once, and never undoing what happened meanwhile."""

from typing import Any

import pytest
from django.test import Client

from commerce.catalogue.models import Variant
from commerce.stock.models import Movement, StockItem
from commerce.stock.services import set_on_hand
from pricing.services import set_price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.shop import base_list, sell
from tests.transactions import Fill


def two_variants() -> tuple[Variant, Variant]:
    """A product of two variants at 45.00 and 50.00, ten and three in stock."""
    first = sell("LDS02")
    second = Variant.objects.create(product=first.product, sku="LDS02-B")
    set_price(price_list=base_list(), variant=second, amount=50)
    set_on_hand(variant=second, quantity=3)
    return first, second


def typed(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the browser would send after these changes to the screen."""
    forms = client.get(address).context["forms"]
    data: dict[str, Any] = {"form-TOTAL_FORMS": len(forms), "form-INITIAL_FORMS": len(forms)}
    for form in forms:
        for field in form:
            value = form[field.name].value()
            if value not in (None, False):
                data[field.html_name] = value
                data[field.html_initial_name] = value
    data |= {f"form-{name.replace('_', '-', 1)}": value for name, value in changes.items()}
    return {name: value for name, value in data.items() if value is not None}


def figures(store: Store) -> list[tuple[Any, ...]]:
    """Price, former price, stock and back-order of every variant."""
    with in_store(store):
        rows = Variant.objects.order_by("pk").values_list(
            "prices__amount", "prices__compare_at", "stock_items__on_hand", "stock_items__backorder"
        )
        return list(rows)


@pytest.fixture(scope="module")
def screen(made_once: Fill) -> str:
    """The address of the screen of a product of two variants, which all tests of the module share."""

    def make() -> str:
        with in_store(Store.objects.get(schema_name="acme")):
            first, _second = two_variants()
            return f"/admin/prices-and-stock/{first.product_id}/"

    address: str = made_once(make)
    return address


def test_saved_prices_and_stock_show_at_once(acme: Store, screen: str, at_acme: Client) -> None:
    at_acme.get("/products/lds02/")
    owner = staff(acme)
    response = owner.post(screen, typed(owner, screen, **{"0_price": "39.5", "0_compare_at": "45", "0_on_hand": "2"}))
    assert response.status_code == 302
    page = at_acme.get("/products/lds02/").content.decode()
    assert "£39.50" in page
    assert "£45.00" in page
    assert "Only 2 left" in page
    assert "£39.50" in at_acme.get("/products/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"1_price": "cheap"}, {"1_price": "-1"}, {"1_price": "1.1234567"}, {"1_price": "NaN"}, {"1_price": "Infinity"},
        {"1_price": None}, {"1_on_hand": "lots"}, {"1_on_hand": "1.5"}, {"1_on_hand": ""}, {"1_on_hand": "99999999999"},
    ],
)  # fmt: skip
def test_bad_input_saves_nothing_and_keeps_what_was_typed(acme: Store, screen: str, wrong: dict[str, str | None]) -> None:
    owner = staff(acme)
    before = figures(acme)
    response = owner.post(screen, typed(owner, screen, **{"0_price": "12.34", **wrong}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Nothing was saved yet" in page
    assert 'value="12.34"' in page
    for value in wrong.values():
        assert not value or f'value="{value}"' in page
    assert figures(acme) == before


def test_a_sale_in_the_meantime_is_not_undone_by_saving_a_price(acme: Store, screen: str) -> None:
    owner = staff(acme)
    data = typed(owner, screen, **{"0_price": "40"})
    with in_store(acme):
        set_on_hand(variant=Variant.objects.get(sku="LDS02"), quantity=7)
    owner.post(screen, data)
    with in_store(acme):
        assert StockItem.objects.get(variant__sku="LDS02").on_hand == 7
        assert Variant.objects.get(sku="LDS02").prices.get().amount == 40


def test_saving_without_a_change_writes_no_movement(acme: Store, screen: str) -> None:
    owner = staff(acme)
    with in_store(acme):
        before = Movement.objects.count()
    assert owner.post(screen, typed(owner, screen)).status_code == 302
    with in_store(acme):
        assert Movement.objects.count() == before


def test_back_orders_can_be_switched_on_alone(acme: Store, screen: str) -> None:
    owner = staff(acme)
    owner.post(screen, typed(owner, screen, **{"0_backorder": "on"}))
    with in_store(acme):
        item = StockItem.objects.get(variant__sku="LDS02")
        assert (item.on_hand, item.backorder) == (10, True)


@pytest.mark.parametrize(("role", "answer"), [("Owner", 200), ("Merchandiser", 200), ("Editor", 302), ("Order desk", 302)])
def test_only_those_who_may_change_prices_get_there(acme: Store, screen: str, role: str, answer: int) -> None:
    assert staff(acme, role).get(screen).status_code == answer


def test_a_forged_row_of_another_product_changes_nothing(acme: Store, screen: str) -> None:
    owner = staff(acme)
    with in_store(acme):
        other = sell("OTHER", price="5.00")
    owner.post(screen, typed(owner, screen, **{"0_variant": other.pk, "0_price": "1"}))
    with in_store(acme):
        assert other.prices.get().amount == 5
