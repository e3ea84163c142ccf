"""Many at the same moment, on real connections and committed rows. The tables are in docs/locking.md.

These tests do without the transaction that others are rolled back in: they make their own goods and clear them away.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from moneyed import Money

from commerce.cart.models import Cart, CartLine
from commerce.cart.services import CartRefused, add_to_cart
from commerce.catalogue.models import Product, ProductType, Variant
from commerce.checkout.place_order import CartChanged
from commerce.fulfilment.models import Shipment
from commerce.fulfilment.services import ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import Order
from commerce.orders.services import cancel_order
from commerce.payments.services import mark_payment_received
from commerce.stock.models import Movement, Reservation, StockItem
from commerce.stock.selectors import availability
from commerce.stock.services import OutOfStock, reserve
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import buy, cart_with, filled, put_in_cart, total_of
from tests.shop import sell

BUYERS = 6


def clear() -> None:
    """Everything that a test here has left in the active store."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM payments_ledgerentry")  # The model itself refuses.
    Shipment.objects.all().delete()
    Order.objects.all().delete()
    Cart.objects.all().delete()
    Product.objects.all().delete()
    ProductType.objects.filter(code="thing").delete()


@pytest.fixture
def stores(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Store]]:
    """Both stores, on committed rows."""
    with django_db_blocker.unblock(), ExitStack() as afterwards:
        found = {store.schema_name: store for store in Store.objects.filter(schema_name__in=["acme", "bolt"])}
        for store in found.values():
            afterwards.enter_context(cleared(store))
        yield found


class cleared:  # noqa: N801 - reads as a verb
    """Leave a store as it was found."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_exc: object) -> None:
        with in_store(self.store):
            clear()


def at_once(store: Store, *verbs: Callable[[], Any]) -> list[Any]:
    """What each verb answers, or the refusal it raises, all started at the same moment in threads of their own."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            with in_store(store):
                start.wait(timeout=20)
                return verb()
        except (CartChanged, CartRefused, NotAllowed, OutOfStock) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as threads:
        return list(threads.map(run, verbs))


def test_of_many_buyers_of_the_last_unit_exactly_one_gets_it(stores: dict[str, Store]) -> None:
    acme, bolt = stores["acme"], stores["bolt"]
    with in_store(bolt):
        there = sell("LDS02", stock=1)
    with in_store(acme):
        variant = sell("LDS02", stock=1)
        carts = [cart_with((variant, 1)) for _buyer in range(BUYERS)]
        seen = total_of(carts[0])
    answers = at_once(acme, *(lambda cart=cart: buy(cart, seen_total=seen) for cart in carts))  # type: ignore[misc]
    with in_store(acme):
        [order] = Order.objects.all()
        assert [answer for answer in answers if isinstance(answer, Order)] == [order]
        assert {str(answer) for answer in answers if not isinstance(answer, Order)} == {"Only 0 of LDS02 are left."}
        assert list(Reservation.objects.values_list("holder", "quantity")) == [(f"order:{order.pk}", 1)]
        assert sorted(Cart.objects.values_list("status", flat=True)) == ["open"] * (BUYERS - 1) + ["ordered"]
    assert len(mail.outbox) == 1
    with in_store(bolt):
        assert availability([there.pk])[there.pk].quantity == 1
        assert not Order.objects.exists()


def test_buyers_of_several_goods_in_any_order_never_block_each_other(stores: dict[str, Store]) -> None:
    acme = stores["acme"]
    with in_store(acme):
        variants = [sell(f"SKU-{number}", stock=BUYERS // 2) for number in range(4)]
    ids = [variant.pk for variant in variants]
    demands = [dict.fromkeys(ids if number % 2 else reversed(ids), 1) for number in range(BUYERS)]
    answers = at_once(acme, *(lambda n=n, d=d: reserve(demand=d, holder=f"order:{n}") for n, d in enumerate(demands)))  # type: ignore[misc]
    assert sum(answer is None for answer in answers) == BUYERS // 2
    assert sum(isinstance(answer, OutOfStock) for answer in answers) == BUYERS // 2
    with in_store(acme):
        assert {stock.quantity for stock in availability(ids).values()} == {0}


def test_a_cart_placed_many_times_at_once_is_one_order(stores: dict[str, Store]) -> None:
    acme = stores["acme"]
    with in_store(acme):
        variant = sell("LDS02", stock=10)
        cart = cart_with((variant, 2))
        seen = total_of(cart)
    answers = at_once(acme, *[lambda: buy(cart, seen_total=seen)] * BUYERS)
    with in_store(acme):
        order = Order.objects.get()
        assert answers == [order] * BUYERS
        assert availability([variant.pk])[variant.pk].quantity == 8
    assert len(mail.outbox) == 1


def test_bad_input_a_form_posted_twice_at_once_gives_one_order(stores: dict[str, Store]) -> None:
    acme = stores["acme"]
    with in_store(acme):
        variant = sell("LDS02", stock=10)
    shopper = Client(headers={"host": "acme.test"})
    put_in_cart(shopper, variant, 2)
    form = filled(shopper.get("/checkout/"), "GB")

    def post() -> str:
        browser = Client(headers={"host": "acme.test"})
        browser.cookies["cart"] = shopper.cookies["cart"].value
        answer = browser.post("/checkout/", form)
        return f"{answer.status_code} {answer['Location']}"

    answers = at_once(acme, post, post, post)
    assert len(set(answers)) == 1
    assert answers[0].startswith("302")
    assert "/orders/" in answers[0]
    with in_store(acme):
        assert Order.objects.count() == 1
        assert availability([variant.pk])[variant.pk].quantity == 8
    with in_store(stores["bolt"]):
        assert not Order.objects.exists()
    assert len(mail.outbox) == 1


def test_adding_the_same_article_at_once_counts_every_piece(stores: dict[str, Store]) -> None:
    acme = stores["acme"]
    with in_store(acme):
        variant = sell("LDS02", stock=BUYERS - 1)
        cart = cart_with()
    answers = at_once(acme, *[lambda: add_to_cart(cart=cart, variant_id=variant.pk, quantity=1)] * BUYERS)
    assert sum(isinstance(answer, CartRefused) for answer in answers) == 1
    with in_store(acme):
        assert CartLine.objects.get().quantity == BUYERS - 1


def test_of_shipping_and_cancelling_at_once_only_one_happens(stores: dict[str, Store]) -> None:
    acme = stores["acme"]
    with in_store(acme):
        variant = sell("LDS02", stock=10)
        order = buy(cart_with((variant, 2)))
    answers = at_once(
        acme,
        lambda: ship(order=order, at=timezone.now()),
        lambda: cancel_order(order=order, reason="", at=timezone.now()),
        lambda: ship(order=order, at=timezone.now()),
    )
    assert sum(isinstance(answer, NotAllowed) for answer in answers) == 2
    with in_store(acme):
        order.refresh_from_db()
        shipped = order.status == "placed"
        assert (order.status, order.fulfilment_state) == (("placed", "shipped") if shipped else ("cancelled", "unfulfilled"))
        assert StockItem.objects.get(variant=variant).on_hand == (8 if shipped else 10)
        assert Movement.objects.filter(reason="shipment").count() == int(shipped)
        assert not Reservation.objects.exists()


def test_payments_that_come_in_at_once_are_all_counted(stores: dict[str, Store]) -> None:
    acme = stores["acme"]
    with in_store(acme):
        order = buy(cart_with((sell("LDS02", price="45.00", stock=10), 2)))
        assert order.gross == 108
    pay = lambda: mark_payment_received(order=order, amount=Money("27.00", "GBP"), at=timezone.now())  # noqa: E731
    at_once(acme, pay, pay, pay, pay)
    with in_store(acme):
        order.refresh_from_db()
        assert (order.paid, order.payment_state, order.ledger.count()) == (108, "paid", 4)


def test_nothing_is_left_behind(stores: dict[str, Store]) -> None:
    for store in stores.values():
        with in_store(store):
            for model in (Order, Cart, Variant, Reservation, Movement):
                assert not model.objects.exists()
