"""`make screenshots`: every page type of the running demo stores, phone and desktop, into docs/screenshots.

Run `make run` first. Pictures are WebP, cut at three screens, so that the repository stays small.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.chromium import DESKTOP, PHONE, chromium
from tests.browser.shopping import add_to_cart, brand_of, fill_address, open_first_product

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
STORES = ("connected-things", "trolleypusha", "trolleypusha-music")
SIZES = {"phone": PHONE, "desktop": DESKTOP}
WIDTHS = {"phone": 390, "desktop": 960}
SCREENS = 3
QUALITY = 72


def main(port: int = 8000) -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for store in STORES:
            for name, size in SIZES.items():
                context = browser.new_context(viewport=size, reduced_motion="reduce")
                page = context.new_page()
                walk(page, f"http://{store}.localhost:{port}", lambda what, store=store, name=name, page=page: keep(page, store, what, name))
                context.close()


def walk(page: Page, shop: str, keep_as) -> None:
    """Open every page type."""
    page.goto(f"{shop}/")
    page.evaluate("localStorage.setItem('consent', '1')")
    consent = page.locator("[data-consent] button, .consent button")
    if consent.count() and consent.first.is_visible():
        consent.first.click()
    for name, selector in (("home", None), ("listing", "/products/"), ("search", "/search/?q=a"), ("empty-search", "/search/?q=zzzz")):
        page.goto(f"{shop}{selector or '/'}")
        keep_as(name)
    for name, path in pages_of(page, shop).items():
        page.goto(f"{shop}{path}")
        keep_as(name)
    page.goto(f"{shop}/cart/")
    keep_as("empty-cart")
    open_first_product(page, shop)
    keep_as("product")
    add_to_cart(page)
    page.goto(f"{shop}/cart/")
    keep_as("cart")
    page.goto(f"{shop}/checkout/")
    keep_as("checkout")
    fill_address(page, brand_of(shop))
    page.locator("form button[type=submit]:visible").last.click()
    page.wait_for_url("**/orders/**")
    keep_as("order")
    page.goto(f"{shop}/account/")
    keep_as("account")
    page.goto(f"{shop}/nothing-here/")
    keep_as("not-found")


def pages_of(page: Page, shop: str) -> dict[str, str]:
    """One address of each page type that the menus and the sitemap lead to, by what its body says it is."""
    import urllib.request
    from urllib.parse import urlsplit

    listed = urllib.request.urlopen(urllib.request.Request(f"{shop.replace(brand_of(shop) + '.localhost', '127.0.0.1')}/sitemap.xml", headers={"Host": f"{brand_of(shop)}.localhost"}))
    paths = [urlsplit(part.partition("</loc>")[0]).path for part in listed.read().decode().split("<loc>")[1:]]
    found: dict[str, str] = {}
    for path in paths[:60]:
        page.goto(f"{shop}{path}")
        kind = page.evaluate("document.body.dataset.page || document.body.className")
        found.setdefault(kind.split()[0].replace("page-", "") if kind else path.strip("/").replace("/", "-"), path)
    return {name: path for name, path in found.items() if name not in ("home", "listing", "search", "product", "cart")}


def keep(page: Page, store: str, name: str, size: str) -> None:
    """Scroll through, so that lazy pictures load, then keep at most three screens."""
    page.wait_for_load_state("networkidle")
    page.evaluate("async () => { for (let y = 0; y < 3000; y += 400) { scrollTo(0, y); await new Promise(r => setTimeout(r, 40)); } scrollTo(0, 0); }")
    page.wait_for_timeout(150)
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as shot:
        height = SIZES[size]["height"] * SCREENS
        cut = shot.crop((0, 0, shot.width, min(shot.height, height))).convert("RGB")
    cut.thumbnail((WIDTHS[size], 10_000))
    cut.save(FOLDER / f"{store}-{name}-{size}.webp", quality=QUALITY)
    print(f"{store} {name} {size}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
