"""`make screenshots`: every page type of the running demo stores, phone and desktop, into var/screenshots.

Home, listing and product go to docs/screenshots too, for the README.

Run `make run` first. Pictures are WebP, cut at three screens, so that the repository stays small.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from sites.provisioning.demo.data import LANGUAGES, load_pages
from tests.browser.chromium import DESKTOP, PHONE, chromium
from tests.browser.shopping import add_to_cart, brand_of, fill_address, open_first_product

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "screenshots"
SHOWN, SHOWN_FOLDER = ("home", "listing", "product"), ROOT / "docs" / "screenshots"
STORES = ("connected-things", "trolleypusha", "trolleypusha-music")
SIZES = {"phone": PHONE, "desktop": DESKTOP}
WIDTHS = {"phone": 390, "desktop": 960}
SCREENS = 3
CATEGORIES = {
    "connected-things": "/products/sensors/",
    "trolleypusha": "/products/pantry/",
    "trolleypusha-music": "/products/strings/",
}
QUALITY = 72


def main(port: int = 8000) -> None:
    """Take them all."""
    for folder in (FOLDER, SHOWN_FOLDER):
        folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for store in STORES:
            for name, size in SIZES.items():
                context = browser.new_context(viewport=size, reduced_motion="reduce")
                page = context.new_page()
                walk(
                    page,
                    f"http://{store}.localhost:{port}",
                    lambda what, store=store, name=name, page=page: keep(page, store, what, name),
                )
                context.close()


def walk(page: Page, shop: str, keep_as) -> None:
    """Open every page type."""
    page.goto(f"{shop}/")
    page.evaluate("localStorage.setItem('consent', '1')")
    consent = page.locator("[data-consent] button, .consent button")
    if consent.count() and consent.first.is_visible():
        consent.first.click()
    for name, selector in (
        ("home", None),
        ("listing", "/products/"),
        ("search", "/search/?q=a"),
        ("empty-search", "/search/?q=zzzz"),
    ):
        page.goto(f"{shop}{selector or '/'}")
        keep_as(name)
    for name, path in pages_of(brand_of(shop)).items():
        page.goto(f"{shop}{path}")
        keep_as(name)
    page.goto(f"{shop}{CATEGORIES[brand_of(shop)]}")
    keep_as("category")
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


def pages_of(store: str) -> dict[str, str]:
    """One address of each page type that editors write, in the store's default language."""
    language, pages = LANGUAGES[store][0], load_pages(store)
    standard = next(page for page in pages.pages if page.type == "standard")
    landing = next(page for page in pages.pages if page.type == "landing")
    index = pages.articles.slug[language]
    return {
        "standard": f"/{standard.slug[language]}/",
        "landing": f"/{landing.slug[language]}/",
        "articles": f"/{index}/",
        "article": f"/{index}/{pages.articles.items[0].slug[language]}/",
        "faq": f"/{pages.faq.slug[language]}/",
        "contact": f"/{pages.contact.slug[language]}/",
    }


def keep(page: Page, store: str, name: str, size: str) -> None:
    """Scroll through, so that lazy pictures load, then keep at most three screens."""
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "async () => { for (let y = 0; y < 3000; y += 400) { scrollTo(0, y); await new Promise(r => setTimeout(r, 40)); } scrollTo(0, 0); }"
    )
    page.wait_for_timeout(150)
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as shot:
        height = SIZES[size]["height"] * SCREENS
        cut = shot.crop((0, 0, shot.width, min(shot.height, height))).convert("RGB")
    cut.thumbnail((WIDTHS[size], 10_000))
    for folder in (FOLDER, SHOWN_FOLDER) if name in SHOWN else (FOLDER,):
        cut.save(folder / f"{store}-{name}-{size}.webp", quality=QUALITY)
    print(f"{store} {name} {size}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
