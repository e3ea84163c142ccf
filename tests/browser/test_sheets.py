"""Merchandisers import a sheet with errors, correct it and apply it; and change many products at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.brands import in_trade
from tests.browser.managing import log_in

pytestmark = pytest.mark.browser


def export_prices(page: Page, shop: str) -> list[str]:
    """The lines of an export of all prices."""
    page.goto(f"{shop}/admin/sheets/")
    form = page.locator("form[action$='/sheets/export/']")
    form.locator("[name=kind]").select_option("prices")
    form.locator("[name=form]").select_option("csv")
    with page.expect_download() as download:
        form.get_by_role("button", name="Export").click()
    return download.value.path().read_text("utf-8-sig").splitlines()


def upload(page: Page, shop: str, lines: list[str]) -> None:
    """Send a sheet of prices in."""
    page.goto(f"{shop}/admin/sheets/")
    form = page.locator("form[action$='/sheets/upload/']")
    form.locator("[name=kind]").select_option("prices")
    content = "\n".join(lines).encode("latin-1")
    form.locator("[name=file]").set_input_files({"name": "prices.csv", "mimeType": "text/csv", "buffer": content})
    form.get_by_role("button", name="Upload and compare").click()
    page.wait_for_url("**/admin/jobs/*/")
    expect(page.get_by_text("ready to apply")).to_be_visible(timeout=30_000)


@in_trade
def test_a_sheet_with_errors_is_corrected_and_applied(page: Page, shop: str) -> None:
    log_in(page, shop)
    sku = export_prices(page, shop)[1].split(",")[0]
    upload(page, shop, ["sku;price;note", f"{sku};cheap;x", "NO-SUCH-SKU;1,50;x"])
    expect(page.get_by_text("This is not a number.")).to_be_visible()
    expect(page.get_by_text("There is no variant with the SKU")).to_be_visible()
    expect(page.locator("code", has_text="note")).to_be_visible()
    expect(page.get_by_text("No row can be applied.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the errors").first.click()
    assert "This is not a number." in download.value.path().read_text("utf-8-sig")
    upload(page, shop, ["sku;price", f"{sku};1234,50"])
    page.get_by_role("button", name=re.compile("Apply 1 row")).click()
    expect(page.locator(".w-status", has_text="done")).to_be_visible(timeout=30_000)
    assert any(line.startswith(f"{sku},") and ",1234.50," in line for line in export_prices(page, shop))


@in_trade
def test_many_products_are_changed_at_once(page: Page, shop: str) -> None:
    log_in(page, shop)
    page.goto(f"{shop}/admin/snippets/catalogue/product/")
    boxes = page.locator("[data-bulk-action-checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    footer = page.locator("[data-bulk-action-footer]")
    footer.get_by_role("button", name="More").click()
    page.wait_for_timeout(500)  # Its menu has to be drawn.
    page.get_by_role("link", name="Prices by percent").first.click()
    page.wait_for_url("**/admin/bulk/**")
    page.locator("[name=percent]").fill("10")
    page.locator("[name=rounding]").select_option("99")
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_text("2 products will change.")).to_be_visible()
    assert page.locator(".sheets__rows tbody tr").first.locator("td").last.inner_text().rstrip().endswith("99")
    page.get_by_role("button", name="Change 2 products").click()
    expect(page.get_by_text("2 products changed.")).to_be_visible()


@in_trade
def test_the_health_of_the_catalogue_leads_to_the_products(page: Page, shop: str) -> None:
    log_in(page, shop)
    page.goto(f"{shop}/admin/catalogue-health/")
    first = page.locator(".health .is-wrong").first
    count = first.locator("strong").inner_text()
    first.get_by_role("link").click()
    expect(page.get_by_text(re.compile(rf"^{count} product"))).to_be_visible()
    page.locator(".sheets__rows tbody th a").first.click()
    page.wait_for_url("**/snippets/catalogue/product/edit/**")
