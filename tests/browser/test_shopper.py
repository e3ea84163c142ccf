"""A shopper buys, and the order is in the store's admin at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.managing import log_in_by_hand
from tests.browser.shopping import BUY, add_to_cart, brand_of, fill_address, open_first_product

pytestmark = pytest.mark.browser


def buy(page: Page, shop: str) -> str:
    """Buy the first product; the order's number."""
    open_first_product(page, shop)
    add_to_cart(page)
    page.goto(f"{shop}/checkout/")
    fill_address(page, brand_of(shop))
    page.locator("form button[type=submit]:visible").last.click()
    page.wait_for_url("**/orders/**")
    number = re.search(r"\b(\d{4,})\b", page.locator("main").inner_text())
    assert number
    return number.group(1)


def test_an_order_is_in_the_admin_at_once_and_can_be_paid_and_shipped(page: Page, shop: str) -> None:
    number = buy(page, shop)
    log_in_by_hand(page, shop)
    page.goto(f"{shop}/admin/orders/")
    page.get_by_role("link", name=number).first.click()
    page.get_by_role("button", name="Mark payment received").click()
    page.get_by_text("Payment received:").first.wait_for()
    page.get_by_role("button", name="Ship", exact=True).click()
    page.get_by_text("completed", exact=False).first.wait_for()


def test_an_order_of_one_store_is_not_in_the_other(page: Page, port: int) -> None:
    first, second = f"http://connected-things.localhost:{port}", f"http://trolleypusha.localhost:{port}"
    buy(page, first)
    address = page.url.removeprefix(first)
    assert page.goto(second + address).status == 404


def test_the_way_to_checkout_works_with_the_keyboard_alone(page: Page, shop: str) -> None:
    open_first_product(page, shop)
    button = page.locator(BUY).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    else:
        raise AssertionError("Tab does not reach the button.")
    outline = button.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow")
    assert outline != "nonenone"
    with page.expect_response("**/cart/add/"):
        page.keyboard.press("Enter")
    page.goto(f"{shop}/checkout/")
    page.locator("[name=email]").focus()
    page.keyboard.type("ada@example.com")
    for name, value in (("full_name", "Ada Byron"), ("line1", "1 Analytical Street")):
        page.locator(f"[name={name}]").focus()
        page.keyboard.type(value)
    fill_address(page, brand_of(shop))
    page.locator("form button[type=submit]:visible").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders/**")


def test_buying_works_without_javascript(plain: Page, shop: str) -> None:
    open_first_product(plain, shop)
    plain.locator(BUY).first.click()
    assert plain.url.endswith("/cart/")
    plain.goto(f"{shop}/checkout/")
    fill_address(plain, brand_of(shop))
    plain.locator("form button[type=submit]:visible").last.click()
    assert "/orders/" in plain.url


def test_a_double_click_and_the_back_button_give_one_order(page: Page, shop: str) -> None:
    open_first_product(page, shop)
    add_to_cart(page)
    page.goto(f"{shop}/checkout/")
    fill_address(page, brand_of(shop))
    # What came back with an error must not stand in the way back: the browser would ask to send it again.
    page.fill("[name=email]", "ada@nowhere")
    page.locator("form button[type=submit]:visible").last.click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.fill("[name=email]", "ada@example.com")
    page.locator("form button[type=submit]:visible").last.dblclick()
    page.wait_for_url("**/orders/**")
    first = page.url
    page.go_back()
    assert page.url.endswith("/cart/")
    page.goto(f"{shop}/checkout/")
    assert page.url.endswith("/cart/")
    assert page.goto(first).status == 200
