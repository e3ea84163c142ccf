"""WCAG 2.1 AA by axe, no sideways scrolling, nothing that jumps."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.shopping import add_to_cart, open_first_product

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
})"""


def go(page: Page, shop: str, name: str) -> None:
    """Open one of the pages that every shop has."""
    if name == "home":
        page.goto(f"{shop}/")
    elif name == "listing":
        page.goto(f"{shop}/products/")
    else:
        open_first_product(page, shop)
        if name in ("cart", "checkout"):
            add_to_cart(page)
            page.goto(f"{shop}/{name}/")
            assert f"/{name}/" in page.url
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", ["home", "listing", "product", "cart", "checkout"])
def test_a_page_breaks_no_rule_of_wcag_21_aa_and_does_not_scroll_sideways(page: Page, shop: str, name: str, size: dict) -> None:
    page.set_viewport_size(size)
    go(page, shop, name)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") <= 0
    assert page.evaluate(SHIFT) < 0.05


def test_a_listing_weighs_at_most_60_kb_besides_pictures(page: Page, shop: str) -> None:
    """HTML, CSS and JavaScript as gzip makes them, pictures left out."""
    import gzip

    weights: dict[str, int] = {}

    def weigh(response: object) -> None:
        kind = response.request.resource_type  # type: ignore[attr-defined]
        if kind in ("document", "stylesheet", "script") and response.ok:  # type: ignore[attr-defined]
            weights[response.url] = len(gzip.compress(response.body(), 6))  # type: ignore[attr-defined]

    page.on("response", weigh)
    page.goto(f"{shop}/products/", wait_until="networkidle")
    assert len(weights) >= 3
    assert sum(weights.values()) <= 60_000, weights
