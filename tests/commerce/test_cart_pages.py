"""The cart by plain posts, as without JavaScript: what is typed wrong is said, and changes nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from commerce.cart.models import Cart, CartLine
from commerce.cart.services import CartRefused, add_to_cart, find_cart, new_cart, purge_expired_carts
from commerce.catalogue.models import Variant
from commerce.shipping.models import ShippingMethod
from commerce.storefront.numbers import whole_number
from pricing.services import set_price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import buy, cart_with, put_in_cart, text_of
from tests.shop import base_list, sell


def lines(store: Store) -> dict[str, int]:
    with in_store(store):
        return dict(CartLine.objects.values_list("variant__sku", "quantity"))


def carts(store: Store) -> int:
    with in_store(store):
        return Cart.objects.count()


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("-1", -1),
        ("0", 0),
        ("abc", None),
        ("", None),
        (None, None),
        ("1.5", None),
        ("1e3", None),
        ("٣", None),
        ("--1", None),
        ("9" * 40, 10**9),
    ],
)
def test_whole_numbers_are_read_strictly(raw: str | None, number: int | None) -> None:
    assert whole_number(raw) == number


def test_adding_leads_to_the_cart_and_each_store_has_its_own(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        here = sell("LDS02", price="45.00")
    with in_store(bolt):
        there = sell("GUITAR", price="2499.00")
    assert put_in_cart(at_acme, here, 2).url == "/cart/"  # type: ignore[attr-defined]
    assert put_in_cart(at_acme, here).status_code == 302
    put_in_cart(at_bolt, there)
    assert (lines(acme), lines(bolt)) == ({"LDS02": 3}, {"GUITAR": 1})
    assert "£162.00" in text_of(at_acme.get("/cart/"))
    assert "GUITAR" not in text_of(at_acme.get("/cart/"))
    assert "LDS02" not in text_of(at_bolt.get("/cart/"))


@pytest.mark.parametrize(
    ("quantity", "message"),
    [
        ("0", "Choose a quantity of at least 1."),
        ("-1", "Choose a quantity of at least 1."),
        (str(10**9), "At most 9999 of one article can be ordered here"),
        ("9" * 30, "At most 9999 of one article can be ordered here"),
        ("abc", "Write the quantity as a whole number."),
        ("", "Write the quantity as a whole number."),
        ("11", "Only 10 are left."),
    ],
)
def test_bad_input_order_quantity(acme: Store, bolt: Store, at_acme: Client, quantity: str, message: str) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=10)
    page = put_in_cart(at_acme, variant, quantity)
    assert page.status_code == 422
    assert message in text_of(page)
    assert (carts(acme), carts(bolt)) == (0, 0)
    assert "cart" not in at_acme.cookies


@pytest.mark.parametrize("quantity", ["-1", str(10**9), "abc", "", "11"])
def test_bad_input_quantity_in_the_cart(acme: Store, at_acme: Client, quantity: str) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=10)
    put_in_cart(at_acme, variant, 2)
    with in_store(acme):
        line = CartLine.objects.get()
    page = at_acme.post("/cart/", {f"quantity-{line.pk}": quantity, "update": "1"})
    assert page.status_code == 422
    assert lines(acme) == {"LDS02": 2}


def test_a_quantity_of_0_in_the_cart_removes_the_line(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variants = [sell("LDS02"), sell("CABLE")]
    for variant in variants:
        put_in_cart(at_acme, variant)
    with in_store(acme):
        first, second = CartLine.objects.order_by("pk")
    assert at_acme.post("/cart/", {f"quantity-{first.pk}": "0", f"quantity-{second.pk}": "4"}).status_code == 302
    assert lines(acme) == {"CABLE": 4}
    assert at_acme.post("/cart/", {"remove": str(second.pk)}).status_code == 302
    assert "Your cart is empty" in text_of(at_acme.get("/cart/"))


def test_bad_input_more_than_in_stock_counts_what_is_in_the_cart(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=3)
    put_in_cart(at_acme, variant, 2)
    assert "Only 3 are left, and 2 are in your cart already." in text_of(put_in_cart(at_acme, variant, 2))
    assert lines(acme) == {"LDS02": 2}


def test_bad_input_unknown_variant(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(bolt):
        foreign = [sell(f"GUITAR-{number}").pk for number in range(3)][-1]
    for variant in (str(foreign + 10**6), str(10**30), "-1", "abc", ""):
        page = at_acme.post("/cart/add/", {"variant": variant, "quantity": "1"})
        assert page.status_code == 422
        assert "This product is no longer for sale." in text_of(page)
    with in_store(acme):
        if not Variant.objects.filter(pk=foreign).exists():
            assert at_acme.post("/cart/add/", {"variant": foreign}).status_code == 422
    assert carts(acme) == 0


@pytest.mark.parametrize(
    ("status", "sold"), [("draft", False), ("discontinued", False), ("archived", False), ("hidden", True), ("live", True)]
)
def test_only_what_is_for_sale_can_be_put_in_the_cart(acme: Store, at_acme: Client, status: str, sold: bool) -> None:
    with in_store(acme):
        variant = sell("LDS02", status=status)
    assert put_in_cart(at_acme, variant).status_code == (302 if sold else 422)
    assert carts(acme) == int(sold)


def test_an_article_without_a_price_is_not_free(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        variant.prices.all().delete()
    assert "This article has no price yet" in text_of(put_in_cart(at_acme, variant))


def test_an_article_sold_from_five_pieces(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("CABLE", stock=100)
        Variant.objects.update(min_quantity=5)
    assert "This article is sold from 5 pieces." in text_of(put_in_cart(at_acme, variant, 4))
    put_in_cart(at_acme, variant, 5)
    put_in_cart(at_acme, variant, 1)
    assert lines(acme) == {"CABLE": 6}


def test_bad_input_an_expired_cart_says_so(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
    put_in_cart(at_acme, variant, 2)
    with in_store(acme):
        Cart.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        line = CartLine.objects.get()
    assert "Your cart was ordered or has expired, so it is empty now." in text_of(at_acme.get("/cart/"))
    page = at_acme.post("/cart/", {f"quantity-{line.pk}": "5"})
    assert (page.status_code, lines(acme)) == (422, {"LDS02": 2})
    assert "Your cart has expired. Please add the articles again." in text_of(page)
    assert at_acme.get("/checkout/").url == "/cart/"  # type: ignore[attr-defined]
    put_in_cart(at_acme, variant, 1)
    assert "£45.00" in text_of(at_acme.get("/cart/"))


def test_a_cart_of_one_store_is_nothing_in_the_other(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
    put_in_cart(at_acme, variant)
    with in_store(acme):
        token = Cart.objects.get().token
    with in_store(bolt):
        assert find_cart(token) is None
        Cart.objects.create(token=token, currency="ZAR")
    at_bolt.cookies["cart"] = at_acme.cookies["cart"].value
    page = text_of(at_bolt.get("/cart/"))
    assert "LDS02" not in page
    assert "expired" not in page


@pytest.mark.parametrize(
    "forge", [lambda value: value[:-2] + "xx", lambda _value: "abc", lambda value: value.split(":")[0], lambda _value: ":" * 9]
)
def test_a_forged_cookie_is_no_cart(acme: Store, at_acme: Client, forge) -> None:  # type: ignore[no-untyped-def]
    with in_store(acme):
        variant = sell("LDS02")
    put_in_cart(at_acme, variant)
    at_acme.cookies["cart"] = forge(at_acme.cookies["cart"].value)
    assert "LDS02" not in text_of(at_acme.get("/cart/"))


def test_another_shopper_cannot_change_my_cart(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
    put_in_cart(at_acme, variant, 2)
    stranger = Client(headers={"host": "acme.test"})
    put_in_cart(stranger, variant, 1)
    with in_store(acme):
        mine = CartLine.objects.get(quantity=2)
    stranger.post("/cart/", {f"quantity-{mine.pk}": "9"})
    stranger.post("/cart/", {"remove": str(mine.pk)})
    with in_store(acme):
        mine.refresh_from_db()
    assert mine.quantity == 2


def test_a_changed_price_is_said_in_the_cart_until_the_checkout_has_shown_it(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", price="45.00")
    put_in_cart(at_acme, variant)
    with in_store(acme):
        set_price(price_list=base_list(), variant=variant, amount=Decimal("50.00"))
    said = "The price changed from £45.00 to £50.00."
    assert said in text_of(at_acme.get("/cart/"))
    assert said in text_of(at_acme.get("/checkout/"))
    assert said not in text_of(at_acme.get("/cart/"))


def test_a_cart_in_a_currency_the_store_has_left_counts_as_expired(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
    put_in_cart(at_acme, variant)
    with in_store(acme):
        Cart.objects.update(currency="EUR")
    assert "has expired" in text_of(at_acme.get("/cart/"))


def test_without_a_way_of_delivery_the_cart_says_so(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
    put_in_cart(at_acme, variant)
    with in_store(acme):
        ShippingMethod.objects.update(is_active=False)
    assert at_acme.get("/checkout/").url == "/cart/"  # type: ignore[attr-defined]
    assert "Nothing can be delivered at the moment." in text_of(at_acme.get("/cart/"))


def test_nothing_is_added_to_a_cart_that_was_ordered_meanwhile(acme: Store) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        cart = cart_with((variant, 1))
        buy(cart)
        with pytest.raises(CartRefused):
            add_to_cart(cart=cart, variant_id=variant.pk, quantity=1)
        assert CartLine.objects.get().quantity == 1


def test_carts_are_cleared_a_month_after_they_expired_but_not_those_of_orders(acme: Store, bolt: Store) -> None:
    with in_store(bolt):
        new_cart(currency="ZAR")
        Cart.objects.update(expires_at=timezone.now() - timedelta(days=40))
    with in_store(acme):
        order = buy(cart_with((sell("LDS02"), 1)))
        for _one in range(2):
            new_cart(currency="GBP")
        Cart.objects.update(expires_at=timezone.now() - timedelta(days=40))
        new_cart(currency="GBP")
        assert purge_expired_carts() == 2
        order.refresh_from_db()
        assert order.cart is not None
    assert carts(bolt) == 1
