"""Facets with the browser's own buttons, the sheet of a phone, quick view by keyboard, and all of it without scripts."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.brands import in_retail, in_trade
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.shopping import BUY

pytestmark = pytest.mark.browser


def boxes(page: Page):
    """The values to tick."""
    return page.locator("#facets-form input[type=checkbox]:visible")


def count(page: Page) -> str:
    """What the listing says about how many there are."""
    return page.locator("[data-count]").inner_text()


def test_a_facet_changes_the_listing_and_the_address_and_back_undoes_it(page: Page, shop: str) -> None:
    page.goto(f"{shop}/products/")
    before = count(page)
    first = boxes(page).first
    name, value = first.get_attribute("name"), first.get_attribute("value")
    first.check()
    expect(page).to_have_url(f"{shop}/products/?{name}={value}")
    expect(page.locator(".filter").first).to_be_visible()
    assert count(page) != before
    # The header came with the page; its links to other languages come along.
    expect(page.locator("#languages a:not([aria-current])").first).to_have_attribute("href", re.compile(rf"\?{name}=."))
    second = page.locator(f"#facets-form input[name={name}]:visible").nth(1)
    both = sorted([value or "", second.get_attribute("value") or ""])
    second.check()
    expect(page).to_have_url(f"{shop}/products/?{name}={','.join(both)}")
    page.go_back()
    expect(page).to_have_url(f"{shop}/products/?{name}={value}")
    expect(page.locator("#facets-form input:checked")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(f"{shop}/products/")
    expect(page.locator("[data-count]")).to_have_text(before)
    page.go_forward()
    expect(page.locator(".filter").first).to_be_visible()
    page.locator(".filter--clear").click()
    expect(page).to_have_url(f"{shop}/products/")
    expect(page.locator("#listing-status")).to_have_text(re.compile(r"\d"))


@in_trade
def test_a_price_range_is_one_part_of_the_address(page: Page, shop: str) -> None:
    page.goto(f"{shop}/products/")
    page.fill("[name='price.from']", "20")
    page.fill("[name='price.to']", "100")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shop}/products/?price=20-100")
    page.select_option("#sort", "price")
    expect(page).to_have_url(f"{shop}/products/?price=20-100&sort=price")


@in_retail
def test_the_sheet_of_a_phone_keeps_the_focus_and_closes_with_escape(page: Page, shop: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{shop}/products/")
    expect(page.locator("#facets")).to_be_hidden()
    page.locator("[data-facets-open]").click()
    expect(page.locator("#facets")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement === document.body || document.activeElement.closest('#facets') !== null")
        assert inside
    page.keyboard.press("Escape")
    expect(page.locator("#facets")).to_be_hidden()
    page.locator("[data-facets-open]").click()
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/products/?" in request.url:
            asked.append(request.url)

    page.on("request", note)
    boxes(page).first.check()
    expect(page).to_have_url(re.compile(r"\?"))
    expect(page.locator("#facets")).to_be_visible()
    assert asked == [page.url]
    # Who is quick and presses the button before the choice has been sent asks once as well.
    boxes(page).nth(1).check()
    page.locator("#facets-form button[type=submit]").click()
    expect(page.locator("#facets")).to_be_hidden()
    expect(page.locator(".filter").nth(1)).to_be_visible()
    page.wait_for_timeout(200)
    assert asked[1:] == [page.url]
    page.remove_listener("request", note)


@in_trade
def test_quick_view_by_keyboard(page: Page, shop: str) -> None:
    page.goto(f"{shop}/products/")
    opener = page.locator(".card:has(.availability--in_stock) [data-quick]").first
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.quick-view")
    expect(dialog.locator("#quick-title")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog.quick-view') !== null"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert opener.evaluate("element => element === document.activeElement")
    expect(page).to_have_url(f"{shop}/products/")
    page.keyboard.press("Enter")
    dialog.locator(BUY).first.click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#cart-feedback")).not_to_be_empty()


@in_retail
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_filters_are_a_plain_form_without_scripts(plain: Page, shop: str, size: dict) -> None:
    plain.set_viewport_size(size)
    plain.goto(f"{shop}/products/")
    before = count(plain)
    if size == PHONE:
        # The products come first.
        expect(plain.locator("#facets")).to_be_hidden()
        plain.get_by_role("link", name="Filter").click()
    boxes(plain).first.check()
    plain.get_by_role("button", name="Apply").click()
    assert "?" in plain.url
    assert "#" not in plain.url
    assert count(plain) != before
    assert plain.locator("[data-quick]:visible").count() == 0
