"""What the owner of a store does, as steps."""

from playwright.sync_api import Page

from tests.browser.logins import PASSWORD
from tests.browser.shopping import brand_of

SEND = """async ([username, password]) => {
  const form = await (await fetch("/admin/login/")).text();
  const csrfmiddlewaretoken = form.match(/name="csrfmiddlewaretoken" value="(\\w+)"/)[1];
  const body = new URLSearchParams({ csrfmiddlewaretoken, username, password });
  return (await fetch("/admin/login/", { method: "POST", body, redirect: "manual" })).type;
}"""


def log_in_by_hand(page: Page, shop: str) -> None:
    """Into the store's admin, as its owner, by the form."""
    page.goto(f"{shop}/admin/login/")
    page.fill("[name=username]", username(shop))
    page.fill("[name=password]", PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{shop}/admin/")


def log_in(page: Page, shop: str) -> None:
    """As `log_in_by_hand`, but neither the form nor the admin's first page is drawn."""
    page.goto(f"{shop}/healthz")
    assert page.evaluate(SEND, [username(shop), PASSWORD]) == "opaqueredirect"


def username(shop: str) -> str:
    """The owner's."""
    return f"owner@{brand_of(shop)}.example"
