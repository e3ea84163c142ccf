"""The product page in a real browser: variants, history, large pictures by keyboard, the bar of a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.brands import in_retail, in_trade
from tests.browser.chromium import PHONE
from tests.browser.shopping import OTHER_VARIANT, add_to_cart, open_product_with_options

pytestmark = pytest.mark.browser
# How far the page was scrolled where the column that follows lies over one of the tables.
COVERED = """() => {
    const column = document.querySelector(".product__buy"), found = [];
    for (let down = 0; down < document.body.scrollHeight; down += 50) {
        scrollTo({ top: down, behavior: "instant" });
        const { left, right, top, bottom } = column.getBoundingClientRect();
        for (const table of document.querySelectorAll(".product__variants, .product-more__specs")) {
            const its = table.getBoundingClientRect();
            if (its.left < right && left < its.right && its.top < bottom - 1 && top < its.bottom - 1) found.push(down);
        }
    }
    scrollTo(0, 0);
    return found;
}"""


def test_another_variant_comes_without_a_reload_and_back_brings_the_first(page: Page, shop: str) -> None:
    open_product_with_options(page, shop)
    address, sku = page.url, page.locator(".product__facts .sku").first.inner_text()
    page.evaluate("window.stillHere = true")
    page.locator(OTHER_VARIANT).first.click()
    page.wait_for_url(re.compile(r"\?variant=\d+"))
    expect(page.locator(".product__facts .sku").first).not_to_have_text(sku)
    assert page.evaluate("window.stillHere") is True
    assert page.locator("#buy [name=variant]").get_attribute("value") in page.url
    # A click on another language leads to this variant, though the link came with the first.
    other = page.locator("a[hreflang]:not([aria-current])").first
    other.evaluate("link => { link.addEventListener('click', (event) => event.preventDefault()); link.click(); }")
    assert other.get_attribute("href").endswith(page.url.partition("/products/")[2].partition("/")[2])
    page.go_back()
    page.wait_for_url(address)
    expect(page.locator(".product__facts .sku").first).to_have_text(sku)
    # What came back is the whole page, not the part that was swapped.
    expect(page.locator("header").first).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)


@in_trade
def test_variants_work_without_javascript(plain: Page, shop: str) -> None:
    open_product_with_options(plain, shop)
    plain.locator(OTHER_VARIANT).first.click()
    assert "?variant=" in plain.url
    plain.locator("[data-buy]").click()
    assert plain.url.endswith("/cart/")


@in_retail
def test_pictures_are_enlarged_and_turned_by_keyboard(page: Page, shop: str) -> None:
    open_product_with_options(page, shop)
    picture = page.locator("[data-zoom]").first
    picture.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("[data-zoom-dialog]")
    expect(dialog).to_be_visible()
    many = page.locator("[data-zoom]").count()
    expect(page.locator("[data-zoom-count]")).to_have_text(f"1 / {many}")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-zoom-count]")).to_have_text(f"{min(2, many)} / {many}")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-zoom-count]")).to_have_text(f"1 / {many}")
    # Nearer still: to all its edges it can be moved, and the next picture is seen whole.
    frame = page.locator("[data-zoom-row] > div").first
    width = frame.locator("img").bounding_box()["width"]
    page.keyboard.press("Enter")
    assert frame.locator("img").bounding_box()["width"] > 2 * width
    frame.evaluate("frame => frame.scrollTo({ left: 0, top: 0, behavior: 'instant' })")
    assert frame.locator("img").bounding_box()["x"] >= 0
    frame.locator("img").click()
    assert frame.locator("img").bounding_box()["width"] == width
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert picture.evaluate("link => link === document.activeElement")


@in_retail
def test_the_bar_of_a_phone_follows_and_buys(phone: Page, shop: str) -> None:
    open_product_with_options(phone, shop)
    phone.locator("[data-consent-close]").tap()
    expect(phone.locator("[data-consent]")).to_be_hidden()
    bar = phone.locator("[data-buybar]")
    phone.locator("[data-buy]").scroll_into_view_if_needed()
    expect(bar).to_be_hidden()
    phone.locator("footer").last.scroll_into_view_if_needed()
    expect(bar).to_be_visible()
    expect(bar.locator(".price__main")).to_have_text(phone.locator(".product__price .price__main").inner_text())
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    with phone.expect_response("**/cart/add/") as added:
        bar.locator("button").tap()
    assert added.value.status == 200


@in_trade
def test_the_countdown_names_a_moment_to_come_and_the_column_it_is_in_covers_no_table(page: Page, shop: str) -> None:
    open_product_with_options(page, shop)
    promise = page.locator("[data-dispatch] [data-text]").first
    expect(promise).to_have_text(re.compile(r"^Leaves (today if ordered within (\d+ h )?\d+ min|\w+ \d+ \w+)$"))
    expect(page.locator(".product-more__specs")).to_have_count(1)
    assert page.evaluate(COVERED) == []


@in_trade
def test_the_price_that_comes_first_is_remembered(page: Page, shop: str) -> None:
    open_product_with_options(page, shop)
    page.locator("[data-tax-switch] button[value=other]").click()
    page.reload()
    expect(page.locator("[data-tax-switch] button[value=other]")).to_have_attribute("aria-pressed", "true")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    first, second = (
        page.locator(f".product__price .{name}").first.evaluate(size) for name in ("price__other-amount", "price__main")
    )
    assert first > second
    shown = [
        cell.inner_text()
        for cell in (page.locator(".variants tr.is-current .number"), page.locator(".price__other-amount").first)
    ]
    assert shown[0] == shown[1]
    page.locator("[data-tax-switch] button[value=main]").click()
    assert page.locator(".product__price .price__main").first.evaluate(size) > second


@in_retail
def test_from_a_chosen_variant_to_the_cart(page: Page, shop: str) -> None:
    open_product_with_options(page, shop)
    page.locator(OTHER_VARIANT).first.click()
    page.wait_for_url(re.compile(r"\?variant=\d+"))
    sku = page.locator(".product__facts .sku").first.inner_text()
    add_to_cart(page)
    page.goto(f"{shop}/cart/")
    expect(page.locator(".line .sku").first).to_have_text(sku)
