"""What is bought together, counted from the orders of a year."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import Product, Variant
from commerce.orders.models import Order
from commerce.orders.services import cancel_order
from commerce.storefront.bought_together import count_together
from commerce.storefront.models import BoughtTogether
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import buy, cart_with
from tests.shop import sell


def order(*variants: Variant) -> Order:
    return buy(cart_with(*((variant, 1) for variant in variants)))


def pairs() -> dict[tuple[str, str], int]:
    rows = BoughtTogether.objects.values_list("product__name", "other__name", "orders")
    return {(product, other): orders for product, other, orders in rows}


def test_two_orders_with_both_make_a_pair_in_their_own_store(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(bolt):
        order(sell("A"), sell("B"))
        assert count_together(at=timezone.now()) == 0
    with in_store(acme):
        a, b, c = sell("A"), sell("B"), sell("C")
        order(a, b)
        order(a, b, c)
        assert count_together(at=timezone.now()) == 2
        assert pairs() == {("A", "B"): 2, ("B", "A"): 2}
    rows = at_acme.get("/products/a/").context["rows"]
    assert [(row.code, row.names) for row in rows] == [("together", ["B"])]
    with in_store(bolt):
        assert pairs() == {}


@pytest.mark.tenant("acme")
def test_cancelled_and_old_orders_and_many_of_one_do_not_count() -> None:
    a, b = sell("A", stock=99), sell("B", stock=99)
    second = Variant.objects.create(product=a.product, sku="A-2")
    order(a, b)
    cancel_order(order=order(a, b), reason="", at=timezone.now())
    old = order(a, b)
    Order.objects.filter(pk=old.pk).update(placed_at=timezone.now() - timedelta(days=366))
    buy(cart_with((a, 40)))
    assert second.pk
    assert count_together(at=timezone.now()) == 0
    order(a, b)
    assert count_together(at=timezone.now()) == 2


def test_what_is_not_sold_is_nobodys_companion(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        a, b = sell("A"), sell("B")
        order(a, b)
        order(a, b)
        Product.objects.filter(pk=b.product_id).update(available_from=timezone.now() + timedelta(days=3))
        count_together(at=timezone.now())
    assert "together" not in [row.code for row in at_acme.get("/products/a/").context["rows"]]
    with in_store(acme):
        Product.objects.filter(pk=b.product_id).update(available_from=None, status="discontinued")
        assert count_together(at=timezone.now()) == 1
        assert pairs() == {("B", "A"): 2}


@pytest.mark.tenant("acme")
def test_counting_again_makes_the_same_table() -> None:
    a, b, c = sell("A"), sell("B"), sell("C")
    order(a, b, c)
    order(a, b, c)
    assert count_together(at=timezone.now()) == count_together(at=timezone.now()) == 6
