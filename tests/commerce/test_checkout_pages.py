"""Checkout by plain posts: what was typed is kept, nothing is charged that was not shown, a form sent twice orders once."""

from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client

from commerce.cart.models import Cart
from commerce.orders.models import Order
from commerce.stock.models import Reservation
from commerce.stock.services import set_on_hand
from commerce.storefront.orders import order_url
from commerce.storefront.views.account import TRIES
from commerce.tax.models import TaxClass, TaxRate
from pricing.services import set_price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import TOTALS, filled, hidden, keeps, put_in_cart, text_of, worked_goods, worked_order
from tests.shop import base_list


def fill_cart(store: Store, shopper: Client) -> None:
    with in_store(store):
        goods = worked_goods()
    for variant, count in goods.values():
        assert put_in_cart(shopper, variant, count).status_code == 302


def orders(store: Store) -> int:
    with in_store(store):
        return Order.objects.count()


def nothing_placed(store: Store) -> bool:
    with in_store(store):
        return not (Order.objects.exists() or Reservation.objects.exists() or mail.outbox)


@pytest.mark.parametrize("host", ["acme", "bolt"])
def test_buying_with_plain_posts(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, host: str) -> None:
    store, shopper, country = (acme, at_acme, "GB") if host == "acme" else (bolt, at_bolt, "ZA")
    other = bolt if host == "acme" else acme
    fill_cart(store, shopper)
    page = shopper.get("/checkout/")
    assert hidden(page, "seen_total") == TOTALS[host]
    assert {"acme": "<title>Checkout</title>", "bolt": "<title>Betaal</title>"}[host] in page.content.decode()
    answer = shopper.post("/checkout/", filled(page, country))
    assert answer.status_code == 302
    thanks = text_of(shopper.get(answer.url))  # type: ignore[attr-defined]
    with in_store(store):
        order = Order.objects.get()
        assert order.gross == Decimal(TOTALS[host])
        assert order.note == "Ring twice"
    assert str(order.number) in thanks
    assert {"acme": "United Kingdom", "bolt": "Suid-Afrika"}[host] in thanks
    assert {"acme": "Thank you for your order", "bolt": "Dankie vir jou bestelling"}[host] in thanks
    assert orders(other) == 0
    assert [message.to for message in mail.outbox] == [["ann@example.com"]]
    assert {"acme": "Your cart is empty", "bolt": "Jou mandjie is leeg"}[host] in text_of(shopper.get("/cart/"))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"postcode": ""}, "This field is required."),
        ({"postcode": "1234"}, "This does not look like a postcode of the country you chose."),
        ({"email": ""}, "This field is required."),
        ({"email": "ann@"}, "Enter a valid email address."),
        ({"line1": "x" * 151}, "Ensure this value has at most 150 characters"),
    ],
)
def test_bad_input_checkout_keeps_what_was_typed_and_places_nothing(
    acme: Store, at_acme: Client, wrong: dict[str, str], message: str
) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB", **wrong)
    page = at_acme.post("/checkout/", form)
    assert page.status_code == 422
    assert message in text_of(page)
    assert keeps(page, form)
    assert nothing_placed(acme)


def test_bad_input_checkout_with_a_missing_postcode_then_with_it(bolt: Store, at_bolt: Client) -> None:
    fill_cart(bolt, at_bolt)
    page = at_bolt.post("/checkout/", filled(at_bolt.get("/checkout/"), "ZA", postcode=""))
    assert page.status_code == 422
    assert nothing_placed(bolt)
    assert at_bolt.post("/checkout/", filled(page, "ZA")).status_code == 302
    assert orders(bolt) == 1


@pytest.mark.parametrize("country", ["", "XX", "\x00", "ZZZ" * 99])
def test_a_country_that_is_not_delivered_to_is_refused(acme: Store, at_acme: Client, country: str) -> None:
    fill_cart(acme, at_acme)
    page = at_acme.post("/checkout/", filled(at_acme.get("/checkout/"), "GB", country=country))
    assert page.status_code == 422
    assert nothing_placed(acme)


@pytest.mark.parametrize("total", ["", "abc", "NaN", "1e400", "116.15", "0", "-1"])
def test_a_total_that_was_not_shown_is_not_charged(acme: Store, at_acme: Client, total: str) -> None:
    fill_cart(acme, at_acme)
    page = at_acme.post("/checkout/", filled(at_acme.get("/checkout/"), "GB", seen_total=total))
    assert page.status_code in (409, 422)
    assert nothing_placed(acme)
    assert "The total has changed." in text_of(page)
    assert hidden(page, "seen_total") == "116.16"
    assert at_acme.post("/checkout/", filled(page, "GB")).status_code == 302


def test_a_price_that_changed_meanwhile_is_shown_and_not_charged(acme: Store, bolt: Store, at_acme: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB")
    with in_store(acme):
        variant = Cart.objects.get().lines.get(variant__sku="LDS02").variant
        set_price(price_list=base_list(), variant=variant, amount=Decimal("50.00"))
    page = at_acme.post("/checkout/", form)
    assert page.status_code == 409
    assert "The price changed from £45.00 to £50.00." in text_of(page)
    assert keeps(page, form)
    assert hidden(page, "seen_total") == "128.16"
    assert nothing_placed(acme)
    assert at_acme.post("/checkout/", filled(page, "GB")).status_code == 302
    with in_store(acme):
        assert Order.objects.get().gross == Decimal("128.16")
    assert orders(bolt) == 0


def test_a_price_that_changed_is_said_even_when_the_form_is_wrong_too(acme: Store, at_acme: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB", postcode="")
    with in_store(acme):
        variant = Cart.objects.get().lines.get(variant__sku="LDS02").variant
        set_price(price_list=base_list(), variant=variant, amount=Decimal("50.00"))
    page = at_acme.post("/checkout/", form)
    assert page.status_code == 422
    assert "The price changed from £45.00 to £50.00." in text_of(page)
    assert hidden(page, "seen_total") == "128.16"


def test_tax_of_another_country_is_shown_before_it_is_charged(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        TaxRate.objects.create(tax_class=TaxClass.objects.get(code="standard"), country="DE", rate=Decimal(19))
    fill_cart(acme, at_acme)
    page = at_acme.post("/checkout/", filled(at_acme.get("/checkout/"), "DE"))
    assert (page.status_code, hidden(page, "seen_total")) == (409, "115.19")
    assert nothing_placed(acme)
    assert at_acme.post("/checkout/", filled(page, "DE")).status_code == 302
    with in_store(acme):
        assert Order.objects.get().gross == Decimal("115.19")


def test_goods_that_ran_out_meanwhile_keep_what_was_typed(acme: Store, at_acme: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB")
    with in_store(acme):
        set_on_hand(variant=Cart.objects.get().lines.get(variant__sku="LDS02").variant, quantity=1)
    page = at_acme.post("/checkout/", form)
    assert page.status_code == 409
    assert "Only 1 of LDS02 are left." in text_of(page)
    assert keeps(page, form)
    assert nothing_placed(acme)
    assert at_acme.get("/checkout/").url == "/cart/"  # type: ignore[attr-defined]


def test_bad_input_a_form_posted_twice_gives_one_order(acme: Store, bolt: Store, at_acme: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB")
    first, second = at_acme.post("/checkout/", form), at_acme.post("/checkout/", form)
    assert first.url == second.url  # type: ignore[attr-defined]
    at_acme.get(first.url)  # type: ignore[attr-defined]
    assert not at_acme.cookies["cart"].value
    assert at_acme.post("/checkout/", form).url == first.url  # type: ignore[attr-defined]
    assert (orders(acme), orders(bolt), len(mail.outbox)) == (1, 0, 1)


def test_an_old_form_does_not_order_a_new_cart(acme: Store, at_acme: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB")
    first = at_acme.post("/checkout/", form)
    at_acme.get(first.url)  # type: ignore[attr-defined]
    with in_store(acme):
        variant = Order.objects.get().lines.get(sku="LDS02").variant
    put_in_cart(at_acme, variant, 1)
    assert at_acme.post("/checkout/", form).url == first.url  # type: ignore[attr-defined]
    assert orders(acme) == 1


def test_a_form_of_another_cart_orders_nothing(acme: Store, at_acme: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB")
    for key in ("forged", form["checkout_key"] + "x"):
        page = at_acme.post("/checkout/", form | {"checkout_key": key})
        assert page.status_code == 409
        assert nothing_placed(acme)
    assert at_acme.post("/checkout/", filled(page, "GB")).status_code == 302


def test_checkout_without_a_cart_leads_to_the_cart(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    fill_cart(acme, at_acme)
    form = filled(at_acme.get("/checkout/"), "GB")
    for answer in (at_bolt.get("/checkout/"), at_bolt.post("/checkout/", {}), at_bolt.post("/checkout/", form)):
        assert (answer.status_code, answer.url) == (302, "/cart/")  # type: ignore[attr-defined]
    assert nothing_placed(acme)
    assert nothing_placed(bolt)


def test_the_page_of_an_order_is_only_for_who_has_its_address(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        order = worked_order()
        address = order_url(order)
    with in_store(bolt):
        worked_order()
    page = at_acme.get(address)
    assert page.status_code == 200
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")
    token = address.strip("/").split("/")[-1]
    for wrong in (token[:-1], token + "x", str(order.pk), f"{order.pk + 1}:{token.split(':')[1]}", "abc", "%00"):
        assert at_acme.get(f"/orders/{wrong}/").status_code == 404
    assert at_bolt.get(address).status_code == 404
    assert at_acme.post(address).status_code == 405


def test_finding_an_order_takes_its_number_and_its_address(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        order = worked_order()
    right = {"number": f"#{order.number}", "email": "ANN@example.com"}
    assert at_acme.post("/account/", right).status_code == 302
    for wrong in ({"email": "ben@example.com"}, {"number": "1"}, {"number": ""}, {"email": "x"}, {"number": "\x00"}):
        page = at_acme.post("/account/", right | wrong)
        assert page.status_code == 422
    page = at_bolt.post("/account/", right)
    assert page.status_code == 422
    assert "Geen bestelling het hierdie nommer en e-posadres nie." in text_of(page)


def test_guessing_order_numbers_is_limited_in_each_store_alone(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        right = {"number": worked_order().number, "email": "ann@example.com"}
    with in_store(bolt):
        theirs = {"number": worked_order().number, "email": "ann@example.com"}
    for guess in range(TRIES):
        assert "No order has this number" in text_of(at_acme.post("/account/", {"number": f"9{guess}", "email": "a@b.co"}))
    page = at_acme.post("/account/", right)
    assert page.status_code == 422
    assert "Too many tries." in text_of(page)
    assert at_bolt.post("/account/", theirs).status_code == 302
