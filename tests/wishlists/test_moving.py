"""From a list into the cart: what goes leaves the list, what cannot go stays and says why."""

from decimal import Decimal
from typing import Any

from django.test import Client

from commerce.cart.models import Cart, CartLine
from commerce.catalogue.models import Product
from commerce.catalogue.states import ProductStatus
from commerce.wishlists.models import WishList, WishListItem
from commerce.wishlists.services import move_to_cart
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import cart_with
from tests.commerce.test_at_once import at_once, stores  # noqa: F401 - a fixture
from tests.shop import sell
from tests.wishlists.wishing import GUEST, contents, do, made, press_heart


def in_carts() -> dict[str, int]:
    """SKU -> quantity of all carts of the active store."""
    return dict(CartLine.objects.values_list("variant__sku", "quantity"))


def test_all_that_can_be_bought_moves_and_the_rest_says_why(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(bolt):
        there = made(GUEST, "", sensor=(sell("LDS02"), 1, ""))
    with in_store(acme):
        goods = [sell("LDS02", stock=10), sell("FEW", stock=2), sell("NONE", stock=0), sell("OLD")]
    for variant in goods:
        press_heart(at_acme, variant)
    with in_store(acme):
        wish_list = WishList.objects.get()
        WishListItem.objects.filter(variant__sku__in=["LDS02", "FEW"]).update(quantity=3)
        Product.objects.filter(pk=goods[3].product_id).update(status=ProductStatus.DISCONTINUED)
    answer = do(at_acme, wish_list, "cart-all")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 article is in your cart now." in page
    assert "3 articles stayed in the list" in page
    assert "Only 2 are left." in page and "This article is out of stock." in page and "No longer sold." in page
    with in_store(acme):
        assert in_carts() == {"LDS02": 3}
        assert contents(wish_list) == {"FEW": (3, ""), "NONE": (1, ""), "OLD": (1, "")}
    with in_store(bolt):
        assert (in_carts(), contents(there)) == ({}, {"LDS02": (1, "")})
    assert "cart" in answer.cookies


def test_one_wish_moves_in_the_quantity_of_its_form(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor, gateway = sell("LDS02"), sell("LPS8")
    press_heart(at_acme, sensor)
    press_heart(at_acme, gateway)
    with in_store(acme):
        wish_list = WishList.objects.get()
        item = wish_list.items.get(variant=sensor)
    answer = do(at_acme, wish_list, "cart", item=item.pk, quantity="4", note="")
    assert answer["Location"] == f"/lists/{wish_list.pk}/?moved=1"
    assert "1 article is in your cart now." in at_acme.get(answer["Location"]).content.decode()
    with in_store(acme):
        assert (in_carts(), contents(wish_list)) == ({"LDS02": 4}, {"LPS8": (1, "")})


def test_where_nothing_moves_no_cart_is_left_behind(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        none = sell("NONE", stock=0)
    press_heart(at_acme, none)
    with in_store(acme):
        wish_list = WishList.objects.get()
    answer = do(at_acme, wish_list, "cart-all")
    assert answer.status_code == 422
    assert "cart" not in answer.cookies
    with in_store(acme):
        assert not Cart.objects.exists()
        assert contents(wish_list) == {"NONE": (1, "")}


def test_a_quantity_that_is_no_number_moves_nothing(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    press_heart(at_acme, sensor)
    with in_store(acme):
        wish_list = WishList.objects.get()
        item = wish_list.items.get()
    for quantity in ("", "two", "1.5", "0", "-3", "99999"):
        assert do(at_acme, wish_list, "cart", item=item.pk, quantity=quantity).status_code == 422
    with in_store(acme):
        assert (in_carts(), contents(wish_list)) == ({}, {"LDS02": (1, "")})


def test_a_double_click_moves_everything_once(stores: dict[str, Store]) -> None:  # noqa: F811 - the fixture
    acme = stores["acme"]
    with in_store(acme):
        sensor, gateway = sell("LDS02", stock=50), sell("LPS8", stock=50)
        cart = cart_with((sensor, 1))
        wish_list = made(GUEST, "", a=(sensor, 2, ""), b=(gateway, 3, ""))

    def move() -> Any:
        return move_to_cart(holder=GUEST, list_id=wish_list.pk, cart=cart)

    try:
        moved = at_once(acme, move, move, move)
        with in_store(acme):
            assert in_carts() == {"LDS02": 3, "LPS8": 3}
            assert not wish_list.items.exists()
            assert sorted(one.count for one in moved) == [0, 0, 2]
            assert CartLine.objects.get(variant=sensor).seen_unit == Decimal(45)
    finally:
        with in_store(acme):
            WishList.objects.all().delete()
