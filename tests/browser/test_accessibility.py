"""Nothing that jumps while a page comes in, and little to send."""

import gzip

import pytest
from playwright.sync_api import Page, Response

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.shopping import add_to_cart, open_first_product

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
})"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_jumps_while_a_page_comes_in(first_visit: Page, shop: str, size: dict) -> None:
    page, moved = first_visit, {}
    page.set_viewport_size(size)
    for name in ("home", "listing", "product", "cart", "checkout"):
        match name:
            case "home":
                page.goto(f"{shop}/")
            case "listing":
                page.goto(f"{shop}/products/")
            case "product":
                open_first_product(page, shop)
            case _:
                page.goto(f"{shop}/{name}/")
        moved[name] = page.evaluate(SHIFT)
        if name == "product":
            add_to_cart(page)
    assert page.url == f"{shop}/checkout/"
    assert {name: shift for name, shift in moved.items() if shift >= 0.05} == {}


def test_a_listing_weighs_at_most_60_kb_besides_pictures(first_visit: Page, shop: str) -> None:
    """HTML, CSS and JavaScript as gzip makes them, pictures left out."""
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.request.resource_type in ("document", "stylesheet", "script") and response.ok:
            weights[response.url] = len(gzip.compress(response.body(), 6))

    first_visit.on("response", weigh)
    first_visit.goto(f"{shop}/products/", wait_until="networkidle")
    assert len(weights) >= 3
    assert sum(weights.values()) <= 60_000, weights
