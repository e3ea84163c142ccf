"""What a shopper does, as steps."""

from playwright.sync_api import Page

ADDRESS = {
    "connected-things": {"postcode": "LS1 4AP", "city": "Leeds"},
    "trolleypusha": {"postcode": "8001", "city": "Cape Town"},
    "trolleypusha-music": {"postcode": "8001", "city": "Cape Town"},
}


def open_first_product(page: Page, shop: str) -> None:
    """The first product of the listing that can be bought."""
    page.goto(f"{shop}/products/")
    hrefs = page.locator("main a[href^='/products/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for href in dict.fromkeys(hrefs):
        page.goto(f"{shop}{href}")
        if page.locator("form[action$='/cart/add/'] button[type=submit]:visible:enabled").count():
            return
    raise AssertionError("No product can be bought.")


def add_to_cart(page: Page) -> None:
    """Press the button, wait for the cart's badge."""
    page.locator("form[action$='/cart/add/'] button[type=submit]:visible:enabled").first.click()
    page.wait_for_function("document.body.innerText.match(/cart/i) !== null")
    page.wait_for_timeout(300)


def fill_address(page: Page, brand: str) -> None:
    """Who and where."""
    page.fill("[name=email]", "ada@example.com")
    page.fill("[name=full_name]", "Ada Byron")
    page.fill("[name=line1]", "1 Analytical Street")
    for name, value in ADDRESS[brand].items():
        page.fill(f"[name={name}]", value)


def brand_of(shop: str) -> str:
    """`http://trolleypusha.localhost:1234` -> `trolleypusha`."""
    return shop.removeprefix("http://").partition(".")[0]
