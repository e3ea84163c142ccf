"""What a shopper does, as steps."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

ADDRESS = {
    "connected-things": {"postcode": "LS1 4AP", "city": "Leeds"},
    "trolleypusha": {"postcode": "8001", "city": "Cape Town"},
    "trolleypusha-music": {"postcode": "8001", "city": "Cape Town"},
}
# The products that show most of what a product's page can: film, papers, prices by quantity, all kinds of relations.
RICHEST = {"connected-things": "t10-room-climate-sensor", "trolleypusha": "three-legged-potjie"}
BUY = "form[action$='/cart/add/'] button[type=submit]:visible:enabled"
OTHER_VARIANT = ".choice:not([aria-current]):not(.choice--gone)"
# What was found once: (shop, what was asked for) -> address.
_found: dict[tuple[str, str], str] = {}


def open_first_product(page: Page, shop: str) -> None:
    """The first product of the listing that can be bought."""
    open_first(page, shop, "can be bought", lambda: page.locator(BUY).count() > 0)


def open_product_with_options(page: Page, shop: str) -> None:
    """The first product of the listing that has several variants and can be bought."""
    open_first(page, shop, "has options", lambda: page.locator(OTHER_VARIANT).count() and page.locator("[data-buy]").count())


def open_first(page: Page, shop: str, wanted: str, is_so: Callable[[], object]) -> None:
    """The first product of the listing for which `is_so`, which is `wanted` in words."""
    if known := _found.get((shop, wanted)):
        page.goto(known)
        if is_so():
            return
    page.goto(f"{shop}/products/")
    links = page.locator("main .card__name a")
    for href in dict.fromkeys(link.get_attribute("href") for link in links.all()):
        page.goto(f"{shop}{href}")
        if is_so():
            _found[shop, wanted] = page.url
            return
    raise AssertionError(f"No product {wanted}.")


def add_to_cart(page: Page) -> None:
    """Press the button, wait until the cart has answered."""
    with page.expect_response(lambda answer: answer.url.endswith("/cart/add/")) as added:
        page.locator(BUY).first.click()
    assert added.value.ok
    expect(page.locator("#cart-feedback")).not_to_be_empty()


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
