"""What shoppers keep: hearts as a guest and at log-in, a shared list, four products side by side, products seen lately."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.brands import in_retail, in_trade
from tests.browser.managing import log_in

pytestmark = pytest.mark.browser


def open_listing(page: Page, shop: str) -> None:
    """All products, the privacy notice accepted."""
    page.goto(f"{shop}/products/")
    if page.locator("[data-consent-accept]:visible").count():
        page.locator("[data-consent-accept]").click()


def press(page: Page, selector: str, number: int) -> str:
    """Press the heart or compare button of a card and wait until it is pressed; the product's id."""
    button = page.locator(selector).nth(number)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    return button.get_attribute("value") or ""


def names_of_wishes(page: Page) -> list[str]:
    """What stands in the list that is open."""
    return page.locator(".wish__name").all_inner_texts()


def test_a_guest_keeps_shares_and_buys(page: Page, stranger: Page, shop: str) -> None:
    open_listing(page, shop)
    press(page, "[data-heart]", 0)
    press(page, "[data-heart]", 1)
    expect(page.locator("[data-lists-count]").first).to_have_text("2")
    page.reload()
    expect(page.locator("[data-heart]").nth(1)).to_have_attribute("aria-pressed", "true")
    page.goto(f"{shop}/lists/")
    kept = names_of_wishes(page)
    assert len(kept) == 2
    page.locator("summary", has_text="Share").click()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator("#share-url").input_value()
    stranger.goto(link)
    assert names_of_wishes(stranger) == kept
    assert stranger.locator("[name=note]").count() == 0
    stranger.get_by_role("button", name="Copy to my lists").click()
    stranger.wait_for_url(re.compile(r"/lists/\d+/$"))
    assert sorted(names_of_wishes(stranger)) == sorted(kept)
    page.get_by_role("button", name="Move to cart").first.click()
    expect(page.locator(".wishlist__notices")).to_contain_text("1 article is in your cart now.")
    assert len(names_of_wishes(page)) == 1
    page.get_by_role("button", name="Delete this list").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".wish__name")).to_have_count(1)


@in_retail
def test_lists_of_a_guest_join_those_of_the_account_at_log_in(page: Page, shop: str) -> None:
    open_listing(page, shop)
    press(page, "[data-heart]", 0)
    page.goto(f"{shop}/lists/")
    [kept] = names_of_wishes(page)
    log_in(page, shop)
    page.goto(f"{shop}/lists/")
    assert kept in names_of_wishes(page)
    assert page.get_by_text("This browser keeps your lists").count() == 0
    page.context.clear_cookies(name="sid")
    page.goto(f"{shop}/lists/")
    assert names_of_wishes(page) == []


@in_trade
def test_who_has_several_lists_chooses_with_the_keyboard(page: Page, shop: str) -> None:
    open_listing(page, shop)
    press(page, "[data-heart]", 0)
    page.goto(f"{shop}/lists/")
    page.get_by_text("New list", exact=True).click()
    page.fill("#new-name", "Workshop")
    page.get_by_role("button", name="Make the list").click()
    expect(page.locator("#list-title")).to_have_text("Workshop")
    page.goto(f"{shop}/products/")
    heart = page.locator("[data-heart]").nth(2)
    heart.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Where should it be kept?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(heart).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_label("Workshop").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(heart).to_have_attribute("aria-pressed", "true")


@in_trade
def test_four_products_are_compared_and_a_fifth_asks(page: Page, shop: str) -> None:
    open_listing(page, shop)
    chosen = [press(page, "[data-compare]", number) for number in range(4)]
    page.locator("[data-compare]").nth(4).click()
    expect(page.locator(".replace__title")).to_contain_text("Only 4 products can be compared at once.")
    fifth = page.locator("[data-compare]").nth(4).get_attribute("value") or ""
    page.locator(".replace__choices button").first.click()
    expect(page.locator("[data-chosen]").first).to_have_attribute("data-chosen", fifth)
    page.get_by_role("link", name="Compare (4)").click()
    assert page.url == f"{shop}/compare/?ids={','.join([fifth, *chosen[1:]])}"
    expect(page.locator("thead th")).to_have_count(4)
    rows = page.locator("tbody th[scope=row]").count()
    page.get_by_role("link", name="Only differences").click()
    expect(page.locator("tr:not(.is-different) th[scope=row]")).to_have_count(0)
    assert page.locator("tbody th[scope=row]").count() < rows
    page.locator("tfoot button[name=remove]").first.click()
    expect(page.locator("thead th")).to_have_count(3)


@in_retail
def test_what_was_seen_is_remembered_by_the_browser_alone_and_can_be_forgotten(page: Page, shop: str) -> None:
    open_listing(page, shop)
    links = page.locator(".card__name a").evaluate_all("found => found.slice(0, 2).map(link => link.href)")
    page.goto(links[0])
    page.wait_for_function("localStorage.getItem('recent') !== null")
    name = page.locator("h1").inner_text()
    page.goto(links[1])
    expect(page.locator("[data-recent] .card__name")).to_have_text([name])
    page.get_by_role("button", name="Do not remember any more").click()
    expect(page.locator("[data-recent]")).to_be_hidden()
    page.goto(links[0])
    page.goto(links[1])
    assert page.evaluate("localStorage.getItem('recent')") is None


@in_trade
def test_lists_and_comparing_work_without_javascript(plain: Page, shop: str) -> None:
    plain.goto(f"{shop}/products/")
    plain.locator("[data-heart]").first.click()
    plain.wait_for_url(re.compile(r"/lists/\d+/$"))
    assert len(names_of_wishes(plain)) == 1
    for number in (0, 1):
        plain.goto(f"{shop}/products/")
        plain.locator("[data-compare]").nth(number).click()
        plain.wait_for_url("**/compare/?ids=*")
    assert plain.locator("thead th").count() == 2
