"""The catalogue and the shop in the admin: every screen of every list, in each store's languages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from commerce.catalogue.models import Attribute, Brand, Product, ProductCopy, ProductImage, ProductType, Variant
from commerce.shipping.models import ShippingMethod
from commerce.tax.models import TaxClass
from legacy_import.models import ImportRun
from pricing.models import PriceList
from sites.content.menus import Menu, Notice
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.backoffice.staff import PASSWORD, picture, staff
from tests.shop import category, sell

SNIPPETS = (Product, ProductCopy, Brand, Attribute, ProductType, Menu, Notice)
MODELS = {"pricelist": PriceList, "taxclass": TaxClass, "shippingmethod": ShippingMethod}


def furnish(store: Store) -> None:
    """One of everything."""
    with in_store(store):
        variant = sell("LDS02", category=category("Sensors"))
        ProductImage.objects.create(product=variant.product, image=picture())
        Brand.objects.create(name="Dragino", slug="dragino")
        Attribute.objects.create(code="band", labels={"en": "Band"})


def test_every_list_form_and_editor_of_the_catalogue_opens(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        furnish(store)
        owner = staff(store)
        for model in SNIPPETS:
            with in_store(store):
                urls = model.snippet_viewset
                one = model.objects.first()
                addresses = [
                    reverse(urls.get_url_name("list")),
                    reverse(urls.get_url_name("add")),
                    reverse(urls.get_url_name("edit"), args=[one.pk]),
                    reverse(urls.get_url_name("list")) + "?q=a",
                ]
            for address in addresses:
                assert owner.get(address, follow=True).status_code == 200, address


@pytest.mark.parametrize("name", [*MODELS, "orders"])
def test_every_list_and_form_of_the_shop_opens(acme: Store, bolt: Store, name: str) -> None:
    for store in (acme, bolt):
        owner = staff(store)
        assert owner.get(f"/admin/{name}/").status_code == 200
        if name in MODELS:
            with in_store(store):
                pk = MODELS[name].objects.first().pk
            assert owner.get(f"/admin/{name}/new/").status_code == 200
            assert owner.get(f"/admin/{name}/edit/{pk}/").status_code == 200


def test_runs_of_the_importer_are_looked_at_and_never_edited(acme: Store) -> None:
    with in_store(acme):
        run = ImportRun.objects.create(source="A shop", report={"created": {"product": 3}})
        boss = User.objects.create_superuser("boss@staff.test", PASSWORD)
    client = Client(headers={"host": "acme.test"})
    with in_store(acme):
        client.force_login(boss)
    assert "A shop" in client.get("/admin/importrun/").content.decode()
    assert "product" in client.get(f"/admin/importrun/inspect/{run.pk}/").content.decode()
    for path in ("new/", f"edit/{run.pk}/", f"delete/{run.pk}/"):
        assert client.post(f"/admin/importrun/{path}", {}).status_code in {302, 404}
    with in_store(acme):
        assert ImportRun.objects.get().source == "A shop"


def test_forms_have_inputs_for_the_languages_of_their_own_store(acme: Store, bolt: Store) -> None:
    asked = {}
    for store in (acme, bolt, acme):
        page = (
            staff(store, "Owner").get("/admin/snippets/catalogue/attribute/add/")
            if store.name not in asked
            else asked[store.name]
        )
        asked[store.name] = page
        text = page.content.decode()
        for code in ("en", "de", "af"):
            spoken = code in {"Acme": ("en", "de"), "Bolt": ("af", "en")}[store.name]
            assert (f'lang="{code}" ' in text or f'lang="{code}">' in text) == spoken, (store.name, code)


def test_labels_of_a_language_are_saved_and_read_back(bolt: Store) -> None:
    owner = staff(bolt)
    data = {
        "code": "band", "kind": "choice", "unit": "", "position": "0", "choices-TOTAL_FORMS": "0", "choices-INITIAL_FORMS": "0",
        "choices-MIN_NUM_FORMS": "0", "choices-MAX_NUM_FORMS": "1000",
    }  # fmt: skip
    form = owner.get("/admin/snippets/catalogue/attribute/add/").context["form"]
    names = form["labels"].subwidgets[0].data["subwidgets"]
    data |= {names[0]["name"]: "Frekwensie", names[1]["name"]: "Frequency"}
    response = owner.post("/admin/snippets/catalogue/attribute/add/", data)
    assert response.status_code == 302
    with in_store(bolt):
        assert Attribute.objects.get(code="band").labels == {"af": "Frekwensie", "en": "Frequency"}


def product_form(**fields: str) -> dict[str, Any]:
    """What the browser sends for a new product of one variant."""
    data = {"name": "Door sensor", "brand": "", "status": "live", "kind": "goods", "tax_class": "standard"}
    empty = ("placements", "images", "parts", "files", "videos", "relations")
    for formset, count in (("variants", 1), *((name, 0) for name in empty)):
        data |= {
            f"{formset}-TOTAL_FORMS": str(count),
            f"{formset}-INITIAL_FORMS": "0",
            f"{formset}-MIN_NUM_FORMS": "0",
            f"{formset}-MAX_NUM_FORMS": "1000",
        }
    data |= {
        "variants-0-sku": "LDS02",
        "variants-0-gtin": "",
        "variants-0-mpn": "",
        "variants-0-weight": "",
        "variants-0-min_quantity": "1",
    }
    data |= {"variants-0-is_active": "on", "variants-0-id": "", "variants-0-ORDER": "1", "variants-0-DELETE": ""}
    return data | fields


def new_product(store: Store, owner: Client, **fields: str) -> Any:
    """Send the form of a new product."""
    with in_store(store):
        kind = ProductType.objects.get_or_create(code="thing", defaults={"name": "Thing"})[0]
    return owner.post("/admin/snippets/catalogue/product/add/", product_form(product_type=str(kind.pk), **fields))


def test_a_new_product_gets_its_words_and_leads_on_to_them(acme: Store, bolt: Store) -> None:
    owner = staff(acme)
    response = new_product(acme, owner)
    with in_store(acme):
        product = Product.objects.get()
        copy = ProductCopy.objects.get()
        assert (copy.product, copy.name, copy.slug, copy.live, copy.locale) == (
            product,
            "Door sensor",
            "door-sensor",
            False,
            Locale.get_default(),
        )
        assert product.live_since
        assert Variant.objects.get().product == product
    assert (response.status_code, response["Location"]) == (302, f"/admin/snippets/catalogue/productcopy/edit/{copy.pk}/")
    page = owner.get(response["Location"]).content.decode()
    assert f"/admin/prices-and-stock/{product.pk}/" in page
    with in_store(bolt):
        assert not Product.objects.exists()


def test_the_tax_class_is_chosen_from_the_stores_own(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        TaxClass.objects.create(code="books", name="Books")
    owner, other = staff(acme), staff(bolt)
    page, theirs = (client.get("/admin/snippets/catalogue/product/add/").content.decode() for client in (owner, other))
    assert '<option value="books">Books</option>' in page
    assert "books" not in theirs
    assert '<option value="standard" selected>' in page
    assert new_product(acme, owner, tax_class="nonsense").status_code == 200
    assert new_product(acme, owner, tax_class="books").status_code == 302
    with in_store(acme):
        assert Product.objects.get().tax_class == "books"


def test_a_tax_class_that_is_no_more_stays_until_it_is_changed(acme: Store) -> None:
    with in_store(acme):
        product = sell("LDS02", tax_class="gone").product
    page = staff(acme).get(f"/admin/snippets/catalogue/product/edit/{product.pk}/").content.decode()
    assert '<option value="gone" selected>gone</option>' in page


def test_the_chooser_shows_picture_sku_and_status(acme: Store) -> None:
    furnish(acme)
    page = staff(acme).get("/admin/snippets/choose/catalogue/product/", follow=True)
    address = "/admin/snippets/choose/catalogue/product/"
    if page.status_code != 200:
        with in_store(acme):
            address = reverse(Product.snippet_viewset.chooser_viewset.get_url_name("choose"))
        page = staff(acme, "Merchandiser").get(address)
    text = page.content.decode()
    assert 'width=\\"60\\"' in text or 'width="60"' in text
    assert "LDS02" in text


def test_a_list_costs_no_more_queries_with_eight_rows_than_with_two(acme: Store) -> None:
    owner = staff(acme)
    models = (Product, ProductCopy, Brand, Attribute)
    with in_store(acme):
        addresses = {model: reverse(model.snippet_viewset.get_url_name("list")) for model in models}

    def more(first: int, last: int) -> None:
        with in_store(acme):
            shared = picture()
            shared.get_rendition("fill-60x60|format-webp")
            for number in range(first, last):
                variant = sell(f"P-{number}")
                ProductImage.objects.create(product=variant.product, image=shared)
                Brand.objects.create(name=f"B {number}", slug=f"b-{number}")
                Attribute.objects.create(code=f"a-{number}", labels={"en": f"A {number}"})

    def asked(model: Any) -> int:
        assert owner.get(addresses[model]).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            owner.get(addresses[model])
        return len(captured)

    more(0, 2)
    few = {model: asked(model) for model in models}
    more(2, 8)
    for model in models:
        # Wagtail asks once a row for a planned revision, wagtail-localize twice whether there is something to translate.
        own = 3 * 6 if model is ProductCopy else 0
        assert asked(model) <= few[model] + own + 1, model
