"""A merchandiser works the grid of variants like a spreadsheet, and fills in a specification."""

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.brands import in_trade
from tests.browser.managing import log_in

pytestmark = pytest.mark.browser
PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
FOCUSED = "document.activeElement.name"


def products(page: Page, shop: str) -> list[str]:
    """The numbers of the products on the first page of the list."""
    page.goto(f"{shop}/admin/snippets/catalogue/product/")
    links = page.locator("a[href*='/catalogue/product/edit/']").evaluate_all("links => links.map(link => link.href)")
    return sorted({match[1] for link in links if (match := re.search(r"/edit/(\d+)/", link))}, key=int)


def open_grid(page: Page, shop: str) -> None:
    """The grid of a product of at least two variants."""
    for number in products(page, shop):
        page.goto(f"{shop}/admin/prices-and-stock/{number}/")
        if page.locator("[data-cell=price]").count() > 1:
            return
    pytest.fail("No product has two variants.")


def cell(page: Page, name: str, row: int) -> Locator:
    """A cell of the grid."""
    return page.locator(f"[name=form-{row}-{name}]")


@in_trade
def test_the_grid_is_worked_like_a_spreadsheet(page: Page, shop: str) -> None:
    log_in(page, shop)
    open_grid(page, shop)
    cell(page, "price", 0).focus()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "form-1-price"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "form-0-compare_at"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "form-0-on_hand"
    cell(page, "price", 0).evaluate(PASTE, "71.50\t80\n72,50\t80\n")
    assert [cell(page, "price", row).input_value() for row in (0, 1)] == ["71.50", "72,50"]
    expect(page.locator("[data-grid-said]")).to_contain_text("4")
    expect(page.locator("td.is-changed")).not_to_have_count(0)

    cell(page, "gtin", 1).fill("4006381333932")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".is-wrong .error-message")).to_contain_text("check digit")
    assert page.evaluate(FOCUSED) == "form-1-gtin"
    assert cell(page, "price", 1).input_value() == "72,50"

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("are saved").first.wait_for()
    assert [cell(page, "price", row).input_value() for row in (0, 1)] == ["71.50", "72.50"]
    page.get_by_role("link", name="History").first.click()
    expect(page.locator("table.listing")).to_contain_text("72.5")


@in_trade
def test_leaving_unsaved_cells_asks_first(page: Page, shop: str) -> None:
    log_in(page, shop)
    open_grid(page, shop)
    cell(page, "price", 0).click()
    page.keyboard.type("99")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name=re.compile("^Product(:|$)")).click()
    page.wait_for_timeout(300)
    page.remove_listener("dialog", stay)
    assert asked == ["beforeunload"]
    assert "prices-and-stock" in page.url


@in_trade
def test_the_specification_is_filled_in_and_what_is_wrong_is_kept(page: Page, shop: str) -> None:
    log_in(page, shop)
    page.goto(f"{shop}/admin/snippets/catalogue/product/edit/{products(page, shop)[0]}/")
    page.get_by_role("tab", name="Specification").click()
    facts = page.locator("[data-facts]")
    expect(facts).to_be_visible()
    inputs = facts.locator("select")
    assert inputs.count() > 0
    chosen = inputs.first.evaluate("select => [...select.options].at(-1).value")
    inputs.first.select_option(chosen)
    page.get_by_role("tab", name="Product").click()
    page.locator("[name=name]").fill("")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("could not be saved").first.wait_for()
    assert facts.locator("select").first.input_value() == chosen
