"""A log-in ends while somebody types: nothing is sent, nothing is lost, and after another log-in it is saved."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.brands import in_retail
from tests.browser.managing import log_in

pytestmark = pytest.mark.browser
TEXTS = "/admin/snippets/catalogue/productcopy/"


@in_retail
def test_what_was_typed_outlives_the_log_in(page: Page, shop: str) -> None:
    log_in(page, shop)
    page.goto(f"{shop}{TEXTS}")
    page.locator("a[href*='/productcopy/edit/']").first.click()
    page.locator("[name=name]").fill("Typed before the log-in ended")
    where = page.url
    page.context.clear_cookies()
    save = page.get_by_role("button", name="Save draft").first
    save.click()
    said = page.locator(".still-here")
    expect(said).to_contain_text("no longer logged in")
    expect(said.get_by_role("link")).to_have_attribute("target", "_blank")
    assert page.url == where
    expect(page.locator("[name=name]")).to_have_value("Typed before the log-in ended")

    # In another tab of the same window, as the link offers it.
    beside = page.context.new_page()
    log_in(beside, shop)
    beside.close()
    expect(save).to_be_enabled()
    save.click()
    page.wait_for_function("document.querySelector('.messages')?.innerText.includes('updated')")
    page.reload()
    expect(page.locator("[name=name]")).to_have_value("Typed before the log-in ended")
