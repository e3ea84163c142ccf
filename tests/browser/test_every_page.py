"""Each kind of page that a shopper can reach, on a phone and on a desktop: no rule of WCAG 2.1 AA broken, nothing beside the
screen.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import problems
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.shopping import RICHEST, add_to_cart, brand_of, fill_address, open_first_product

pytestmark = pytest.mark.browser

# What the sitemap does not name. `{product}` is the id of a product.
BESIDES = (
    "/products/",
    "/products/?sort=price&view=list",
    "/products/?price=1-2",
    "/search/?q=a",
    "/search/?q=qqxyzzyq",
    "/cart/",
    "/account/",
    "/lists/",
    "/compare/",
    "/no-such-page/",
    "/reviews/{product}/",
    "/reviews/{product}/new/",
    "/reviews/{product}/questions/",
    "/reviews/{product}/ask/",
)


# Of a list, eight cards are left for the desktop: the phone has looked at all of them.
MANY_CARDS = "li:nth-child(n+9):has(> .card)"
REMOVE = "selector => document.querySelectorAll(selector).forEach(element => element.remove())"


def problems_at(page: Page, url: str, *, may_miss: bool = False) -> dict[str, list[Any]]:
    """What is wrong with a page, by the screen it is seen on."""
    response = page.goto(url)
    assert response is not None
    assert response.status == (404 if may_miss else 200), f"{url}: {response.status}"
    return problems_on_show(page)


def problems_on_show(page: Page) -> dict[str, list[Any]]:
    """As `problems_at`, of the page that is open."""
    found = {"phone": problems(page)}
    page.set_viewport_size(DESKTOP)
    page.evaluate(REMOVE, MANY_CARDS)
    # The home page is looked at as a whole; others have its header and footer.
    found["desktop"] = problems(page, part=None if page.url.count("/") == 3 else "main")
    page.set_viewport_size(PHONE)
    return {screen: broken for screen, broken in found.items() if broken}


def text_of(page: Page, url: str) -> str:
    """What an address of the open page's site answers."""
    text: str = page.evaluate("url => fetch(url).then(response => response.text())", url)
    return text


def addresses(page: Page, sitemap: str) -> list[str]:
    """The paths that a sitemap names: the store knows itself by another port than that of this server."""
    return re.findall(r"<loc>https?://[^/]+([^<]+)", text_of(page, sitemap))


def one_of_each_kind(page: Page, shop: str) -> Iterator[str]:
    """An address of each kind of page that the sitemap names: two pages are of one kind if their bodies have one class. The page
    that is open stands for its kind.
    """
    seen = set(re.findall(r'<body class="([^"]*)"', text_of(page, page.url)))
    yield page.url
    for part in addresses(page, f"{shop}/sitemap.xml"):
        for path in addresses(page, f"{shop}{part}"):
            url = f"{shop}{path}"
            if re.search(r"//[^/]+/(de|af)/", url) or (seen and "/products/" in url and "page-product" in seen):
                continue
            kind = re.search(r'<body class="([^"]*)"', text_of(page, url))
            if kind and kind[1] not in seen:
                seen.add(kind[1])
                yield url


def test_every_kind_of_page_is_for_everyone(page: Page, shop: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{shop}/products/{RICHEST[brand_of(shop)]}/")
    product = page.locator("[data-heart-variant], [data-compare]").last.get_attribute("data-compare")
    pages = [*one_of_each_kind(page, shop), *(f"{shop}{path.format(product=product)}" for path in BESIDES)]
    assert len(pages) > len(BESIDES) + 6
    broken = {url.removeprefix(shop): problems_at(page, url, may_miss="no-such" in url) for url in pages}
    assert {path: found for path, found in broken.items() if found} == {}


def test_the_way_of_an_order_is_for_everyone(page: Page, shop: str) -> None:
    page.set_viewport_size(PHONE)
    open_first_product(page, shop)
    add_to_cart(page)
    broken = {"product with what was added": problems_on_show(page)}
    broken["cart"] = problems_at(page, f"{shop}/cart/")
    broken["checkout"] = problems_at(page, f"{shop}/checkout/")
    fill_address(page, brand_of(shop))
    page.fill("[name=email]", "not an address")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    broken["checkout with an error"] = problems_on_show(page)
    page.fill("[name=email]", "ada@example.com")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/orders/**")
    broken["order"] = problems_on_show(page)
    assert {name: found for name, found in broken.items() if found} == {}
