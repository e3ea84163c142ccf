"""Suggestions by keyboard and by touch, without JavaScript, and the page that helps."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.brands import in_retail, in_trade
from tests.browser.chromium import PHONE
from tests.browser.shopping import brand_of

pytestmark = pytest.mark.browser

BEGUN = {"connected-things": "sens", "trolleypusha": "coff"}
WORD = {"connected-things": "sensor", "trolleypusha": "coffee"}
TYPO = {"connected-things": "sensro", "trolleypusha": "cofefe"}


def suggested(page: Page) -> int:
    """How often the open page has asked for suggestions."""
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    return sum("/suggest/" in name for name in names)


def test_suggestions_are_chosen_with_the_keyboard(page: Page, shop: str) -> None:
    page.goto(shop)
    field = page.get_by_role("combobox", name="Search products")
    field.focus()
    field.press("s")
    page.wait_for_timeout(400)
    assert suggested(page) == 0
    field.fill("")
    field.press_sequentially(BEGUN[brand_of(shop)], delay=20)
    options = page.get_by_role("option")
    options.first.wait_for()
    assert suggested(page) == 1
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    field.press("ArrowDown")
    second = options.nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == second.get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == BEGUN[brand_of(shop)]
    field.press("ArrowDown")
    options.first.wait_for()
    address = options.first.get_attribute("href")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url(f"**{address}")


@in_trade
def test_enter_without_a_choice_searches(page: Page, shop: str) -> None:
    page.goto(shop)
    field = page.get_by_role("combobox", name="Search products")
    field.fill(WORD[brand_of(shop)])
    field.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    expect(page.locator(".card").first).to_be_visible()


@in_retail
def test_suggestions_fill_the_width_of_a_phone(phone: Page, shop: str) -> None:
    phone.goto(shop)
    toggle = phone.locator("[data-search-toggle]")
    if toggle.is_visible():
        toggle.tap()
    field = phone.locator("#site-search")
    field.tap()
    field.press_sequentially(BEGUN[brand_of(shop)], delay=20)
    option = phone.get_by_role("option").first
    option.wait_for()
    box = phone.locator("#site-search-suggest").bounding_box()
    assert box["x"] <= 1 and box["width"] >= PHONE["width"] - 2
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    address = option.get_attribute("href")
    option.tap()
    phone.wait_for_url(f"**{address}")


@in_trade
def test_a_mistyped_word_is_put_right_and_a_filter_keeps_the_words(page: Page, shop: str) -> None:
    brand = brand_of(shop)
    page.goto(f"{shop}/search/?q={TYPO[brand]}")
    assert page.get_by_role("heading", level=1).inner_text() == f"Showing results for “{WORD[brand]}”"
    page.get_by_role("link", name=f"Search instead for “{TYPO[brand]}”").click()
    assert page.get_by_role("heading", level=2, name=f"Nothing found for “{TYPO[brand]}”").is_visible()
    assert page.locator(".card").count() > 0


@in_retail
def test_search_works_without_javascript(plain: Page, shop: str) -> None:
    plain.goto(f"{shop}/search/")
    plain.locator("main").get_by_role("searchbox").fill(WORD[brand_of(shop)])
    plain.locator("main").get_by_role("button", name="Search").click()
    expect(plain.locator(".card").first).to_be_visible()
