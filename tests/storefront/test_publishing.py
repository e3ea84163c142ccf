"""What staff publish or set is on the site with the next request, and only on their store's."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Locale

from commerce.catalogue.models import Attribute, AttributeChoice, Brand, ProductValue, Variant
from commerce.stock.services import set_on_hand
from commerce.tax.models import TaxRate
from pricing.services import set_price
from sites.content.menus import Menu, Notice
from sites.content.pages import HomePage, StandardPage
from sites.content.settings import BrandTokens, StoreIdentity
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import base_list, category, sell
from tests.transactions import Fill


def body(client: Client, address: str = "/") -> str:
    """What a shopper reads at an address."""
    return client.get(address).content.decode()


@pytest.fixture(scope="module")
def sold(made_once: Fill) -> None:
    """A sensor in both stores, for all tests of the module."""

    def fill() -> None:
        for store in Store.objects.order_by("pk"):
            with in_store(store):
                sell("LDS02", name="Door sensor")

    made_once(fill)


@pytest.fixture
def warm(sold: None, at_acme: Client, at_bolt: Client) -> Callable[[str], tuple[str, str]]:
    """Both stores' pages, warm before the change and read again after it."""
    for client in (at_acme, at_bolt):
        for address in ("/", "/products/", "/products/lds02/"):
            client.get(address)
    return lambda address: (body(at_acme, address), body(at_bolt, address))


def test_a_page_is_there_once_published_and_gone_once_taken_down(
    acme: Store, warm: Callable, at_acme: Client, at_bolt: Client
) -> None:
    assert at_acme.get("/about/").status_code == 404
    with in_store(acme):
        page = StandardPage(title="About us", slug="about", live=False)
        HomePage.objects.get(locale=Locale.get_default()).add_child(instance=page)
    assert at_acme.get("/about/").status_code == 404
    with in_store(acme):
        page.save_revision().publish()
    assert at_acme.get("/about/").status_code == 200
    assert at_bolt.get("/about/").status_code == 404
    with in_store(acme):
        StandardPage.objects.get(pk=page.pk).unpublish()
    assert at_acme.get("/about/").status_code == 404


def test_a_changed_title_is_in_the_breadcrumbs_and_menu_at_once(acme: Store, warm: Callable) -> None:
    assert "Our goods" not in warm("/products/")[0]
    with in_store(acme):
        mount = HomePage.objects.get(locale=Locale.get_default()).get_children().get(slug="products").specific
        mount.title = "Our goods"
        mount.save_revision().publish()
    mine, theirs = warm("/products/lds02/")
    assert mine.count("Our goods") >= 2
    assert "Our goods" not in theirs


def test_a_menu_entry_is_on_every_page_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        menu = Menu.objects.get(place="main", locale=Locale.get_default())
        menu.items = [("link", {"title": "Datasheets", "page": None, "url": "/datasheets/"})]
        menu.save_revision().publish()
    for address in ("/", "/products/lds02/"):
        mine, theirs = warm(address)
        assert "Datasheets" in mine
        assert "Datasheets" not in theirs


def test_a_drafted_menu_is_not_shown(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        menu = Menu.objects.get(place="main", locale=Locale.get_default())
        menu.items = [("link", {"title": "Datasheets", "page": None, "url": "/datasheets/"})]
        menu.save_revision()
    assert "Datasheets" not in warm("/")[0]


def test_an_announcement_shows_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        notice = Notice.objects.get(locale=Locale.get_default())
        notice.announcement = "Closed on <Monday>"
        notice.save_revision().publish()
    mine, theirs = warm("/")
    assert "Closed on &lt;Monday&gt;" in mine
    assert "Closed on" not in theirs


def test_settings_show_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        identity = StoreIdentity.load()
        identity.vat_number = "GB123456789"
        identity.save()
        tokens = BrandTokens.load()
        tokens.brand = "#123456"
        tokens.save()
    mine, theirs = warm("/")
    assert "GB123456789" in mine
    assert "--colour-brand: #123456;" in mine
    assert "GB123456789" not in theirs
    assert "#123456" not in theirs


def test_looking_at_a_new_store_writes_nothing(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        BrandTokens.objects.all().delete()
    assert at_acme.get("/").status_code == 200
    with in_store(acme):
        assert not BrandTokens.objects.exists()


@pytest.mark.parametrize("address", ["/", "/products/", "/products/lds02/"])
def test_words_show_at_once(acme: Store, warm: Callable, address: str) -> None:
    with in_store(acme):
        copy = Variant.objects.get(sku="LDS02").product.copies.get()
        copy.name = "Window sensor"
        copy.save_revision().publish()
    mine, theirs = warm(address)
    assert "Window sensor" in mine
    assert "Door sensor" not in mine
    assert "Window sensor" not in theirs


@pytest.mark.parametrize("address", ["/", "/products/", "/products/lds02/"])
def test_a_price_shows_at_once(acme: Store, warm: Callable, address: str) -> None:
    with in_store(acme):
        set_price(price_list=base_list(), variant=Variant.objects.get(sku="LDS02"), amount=77)
    mine, theirs = warm(address)
    assert "£77.00" in mine
    assert "£45.00" not in mine
    assert "R77,00" not in theirs
    assert "R45,00" in theirs


@pytest.mark.parametrize("address", ["/", "/products/", "/products/lds02/"])
def test_stock_shows_at_once(acme: Store, warm: Callable, address: str) -> None:
    with in_store(acme):
        set_on_hand(variant=Variant.objects.get(sku="LDS02"), quantity=0)
    mine, _theirs = warm(address)
    assert "Out of stock" in mine


def test_a_renamed_brand_shows_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        brand = Brand.objects.create(name="Dragino", slug="dragino")
        product = Variant.objects.get(sku="LDS02").product
        product.brand = brand
        product.save()
    assert "Dragino" in warm("/products/")[0]
    with in_store(acme):
        brand.name = "Milesight"
        brand.save()
    assert "Milesight" in warm("/products/")[0]
    assert "Dragino" not in warm("/products/")[0]


def test_a_renamed_attribute_or_choice_shows_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        band = Attribute.objects.create(code="band", labels={"en": "Band"}, listed=True)
        choice = AttributeChoice.objects.create(attribute=band, code="868", labels={"en": "868 MHz"})
        ProductValue.objects.create(product=Variant.objects.get(sku="LDS02").product, attribute=band, choice=choice)
    assert "868 MHz" in warm("/products/lds02/")[0]
    with in_store(acme):
        choice.labels = {"en": "EU868"}
        choice.save()
        band.labels = {"en": "Frequency plan"}
        band.save()
    mine, _theirs = warm("/products/lds02/")
    assert "EU868" in mine
    assert "Frequency plan" in mine
    assert "868 MHz" not in mine


def test_a_changed_tax_rate_shows_at_once(acme: Store, warm: Callable) -> None:
    assert "£54.00" in warm("/products/")[0]
    with in_store(acme):
        rate = TaxRate.objects.get(tax_class__code="standard", country="GB")
        rate.rate = 10
        rate.save()
    assert "£49.50" in warm("/products/")[0]


def test_a_price_list_that_ends_shows_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        prices = base_list()
        prices.status = "ended"
        prices.save()
    assert "£45.00" not in warm("/products/")[0]


def test_a_new_category_is_a_tile_at_once(acme: Store, warm: Callable) -> None:
    with in_store(acme):
        category("Sensors")
    mine, theirs = warm("/products/")
    assert 'href="/products/sensors/"' in mine
    assert "/products/sensors/" not in theirs
