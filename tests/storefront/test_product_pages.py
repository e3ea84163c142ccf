"""The page of a product: variants, fragments, life, languages, and what its head says."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail.rich_text import RichText

from commerce.catalogue.models import Brand, BrandIndexPage, BrandPage, CatalogPage, Product, ProductCopy, Variant
from commerce.stock.services import set_on_hand
from pricing.services import set_price
from sites.content.generation import bump_generation
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import base_list, category, sell
from tests.sitemaps import sitemap_addresses


def two_variants(sku: str = "LDS02") -> tuple[Variant, Variant]:
    """A product of two variants: the first out of stock, the second dearer and in stock."""
    first = sell(sku, stock=0)
    second = Variant.objects.create(product=first.product, sku=f"{sku}-868")
    set_price(price_list=base_list(), variant=second, amount=60)
    set_on_hand(variant=second, quantity=3)
    return first, second


def translate(variant: Variant, *, name: str, slug: str, code: str = "de", live: bool = True) -> ProductCopy:
    """Words for a product in another language."""
    copy = ProductCopy(product=variant.product, locale=Locale.objects.get(language_code=code), name=name, slug=slug, live=live)
    copy.translation_key = variant.product.copies.first().translation_key
    copy.save()
    return copy


def json_ld(page: str) -> dict[str, Any]:
    """The structured data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_the_first_variant_in_stock_is_chosen_and_any_other_by_its_link(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        first, second = two_variants()
    page = at_acme.get("/products/lds02/")
    assert page.context["product"].variant.sku == "LDS02-868"
    assert page.context["product"].variant.price.main == "£60.00"
    links = [view.url for view in page.context["product"].variants]
    assert links == [f"/products/lds02/?variant={first.pk}", f"/products/lds02/?variant={second.pk}"]
    other = at_acme.get(links[0]).context["product"].variant
    assert (other.sku, other.availability.code, other.max_quantity) == ("LDS02", "out_of_stock", 0)


def test_a_variant_that_is_not_the_products_is_as_none_chosen(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        two_variants()
    for raw in ("0", "-1", "x", "999999999", "9" * 50, "", "٣", "1 OR 1=1"):
        assert at_acme.get("/products/lds02/", {"variant": raw}).context["product"].variant.sku == "LDS02-868", raw


def test_an_inactive_variant_is_not_shown(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        _first, second = two_variants()
        second.is_active = False
        second.save()
    page = at_acme.get(f"/products/lds02/?variant={second.pk}")
    assert [view.sku for view in page.context["product"].variants] == ["LDS02"]


def test_htmx_gets_the_fragment_and_the_canonical_address_has_no_variant(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        first, _second = two_variants()
    address = f"/products/lds02/?variant={first.pk}"
    part = at_acme.get(address, headers={"HX-Request": "true", "HX-Target": "product"})
    text = part.content.decode().strip()
    assert text.startswith('<div id="product"')
    assert "<html" not in text
    assert "LDS02" in text
    whole = at_acme.get(address).content.decode()
    assert "<html" in whole
    assert '<link rel="canonical" href="http://acme.test/products/lds02/">' in whole
    assert "HX-Target" in at_acme.get(address).headers.get("Vary", "")


@pytest.mark.parametrize(
    ("status", "answer", "listed", "sold", "robots"),
    [
        ("live", 200, True, True, "index, follow"),
        ("hidden", 200, False, True, "noindex, follow"),
        ("discontinued", 200, False, False, "index, follow"),
        ("draft", 404, False, False, ""),
        ("archived", 410, False, False, ""),
    ],
)
def test_a_product_answers_as_its_life_says(
    acme: Store, at_acme: Client, status: str, answer: int, listed: bool, sold: bool, robots: str
) -> None:
    with in_store(acme):
        sell("LDS02", status=status)
    page = at_acme.get("/products/lds02/")
    assert page.status_code == answer
    assert bool(at_acme.get("/products/").context["cards"]) == listed
    assert ("http://acme.test/products/lds02/" in sitemap_addresses(at_acme)) == listed
    if answer == 200:
        assert page.context["seo"].robots == robots
        assert (page.context["product"].variant.max_quantity > 0) == sold
        assert ("data-buy>" in page.content.decode()) == sold
        offer = json_ld(page.content.decode())["offers"]
        assert (offer["availability"] == "https://schema.org/InStock") == sold


def test_words_that_are_not_published_are_not_on_the_site(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        copy = variant.product.copies.get()
        copy.name = "Secret name"
        copy.save_revision()
    assert "Secret name" not in at_acme.get("/products/lds02/").content.decode()
    with in_store(acme):
        copy.unpublish()
    assert at_acme.get("/products/lds02/").status_code == 404
    assert not at_acme.get("/products/").context["cards"]


def test_a_language_without_words_shows_those_of_the_default_language(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", name="Door sensor")
    page = at_acme.get("/de/products/lds02/")
    assert page.status_code == 200
    assert page.context["product"].name == "Door sensor"
    assert [card.url for card in at_acme.get("/de/products/").context["cards"]] == ["/de/products/lds02/"]


def test_the_slug_of_another_language_leads_to_this_ones_in_one_hop(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        translate(sell("LDS02", name="Door sensor"), name="Türsensor", slug="tuersensor")
    response = at_acme.get("/de/products/lds02/")
    assert (response.status_code, response["Location"]) == (301, "/de/products/tuersensor/")
    response = at_acme.get("/products/tuersensor/")
    assert (response.status_code, response["Location"]) == (301, "/products/lds02/")
    assert at_acme.get("/de/products/tuersensor/").context["product"].name == "Türsensor"


def test_a_translation_that_is_a_draft_does_not_show(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        translate(sell("LDS02", name="Door sensor"), name="Geheim", slug="geheim", live=False)
    assert at_acme.get("/de/products/geheim/").status_code == 404
    assert at_acme.get("/de/products/lds02/").context["product"].name == "Door sensor"


def test_alternates_and_the_language_switcher_know_each_others_slug(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        translate(sell("LDS02", name="Door sensor"), name="Türsensor", slug="tuersensor")
    for address in ("/products/lds02/", "/de/products/tuersensor/"):
        page = at_acme.get(address)
        assert dict(page.context["seo"].alternates) == {
            "en": "http://acme.test/products/lds02/",
            "de": "http://acme.test/de/products/tuersensor/",
        }
        for code, path in (("en", "/products/lds02/"), ("de", "/de/products/tuersensor/")):
            assert re.search(
                rf'<a[^>]*href="{path}"[^>]*lang="{code}"|<a[^>]*lang="{code}"[^>]*href="{path}"', page.content.decode()
            )
        assert '<link rel="alternate" hreflang="de" href="http://acme.test/de/products/tuersensor/">' in page.content.decode()


def test_structured_data_is_complete_and_cannot_end_its_script(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", name="</script><script>alert('1')</script> & <b>")
        copy = variant.product.copies.get()
        copy.slug, copy.summary = "lds02", "</SCRIPT> <!-- ]]>"
        copy.save()
    page = at_acme.get("/products/lds02/").content.decode()
    assert "<script>alert" not in page
    data = json_ld(page)
    assert data["name"] == "</script><script>alert('1')</script> & <b>"
    assert data["description"] == "</SCRIPT> <!-- ]]>"
    assert data["sku"] == "LDS02"
    assert data["offers"]["price"] == "54.00"
    assert data["offers"]["priceCurrency"] == "GBP"
    assert data["offers"]["availability"] == "https://schema.org/InStock"


def test_what_cannot_be_had_yet_or_no_longer_is_offered_at_the_price_of_its_page(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    begins = timezone.now().replace(microsecond=0) + timedelta(days=30)
    for store, client, price in ((acme, at_acme, "54.00"), (bolt, at_bolt, "45.00")):
        with in_store(store):
            awaited, gone, back = (sell(sku).product_id for sku in ("AWAITED", "GONE", "BACK"))
            Product.objects.filter(pk__in=(awaited, back)).update(available_from=begins)
            Product.objects.filter(pk__in=(gone, back)).update(status="discontinued")
            bump_generation()
        for slug, word, shared in (
            ("awaited", "PreOrder", "preorder"),
            ("gone", "Discontinued", "discontinued"),
            ("back", "Discontinued", "discontinued"),
        ):
            page = client.get(f"/products/{slug}/")
            offer = json_ld(page.content.decode())["offers"]
            shown = page.context["product"].variant.price
            assert price in f"{shown.main} {shown.other}".replace(",", ".")
            assert (offer["price"], offer["priceCurrency"]) == (price, store.currency)
            assert offer["availability"] == f"https://schema.org/{word}"
            assert offer["url"].startswith(f"http://{store.schema_name}.test/products/{slug}/")
            starts = offer.get("availabilityStarts")
            assert (datetime.fromisoformat(starts) if starts else None) == (begins if word == "PreOrder" else None)
            assert f'<meta property="product:availability" content="{shared}">' in page.content.decode()
            assert page.context["product"].variant.max_quantity == 0


def test_a_product_without_a_price_is_not_offered(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        variant.prices.all().delete()
    page = at_acme.get("/products/lds02/")
    assert page.context["product"].variant.price is None
    assert "offers" not in json_ld(page.content.decode())
    assert "data-buy>" not in page.content.decode()


def test_a_product_without_variants_has_a_page_without_a_button(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        Variant.objects.filter(pk=sell("LDS02").pk).update(is_active=False)
    page = at_acme.get("/products/lds02/")
    assert page.status_code == 200
    assert "data-buy>" not in page.content.decode()


def test_breadcrumbs_lead_through_the_category(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", category=category("Soil", parent=category("Sensors")))
    crumbs = at_acme.get("/products/lds02/").context["breadcrumbs"]
    assert [crumb.url for crumb in crumbs] == ["/", "/products/", "/products/sensors/", "/products/sensors/soil/", None]


def test_a_category_wins_over_a_product_of_its_slug(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        category("Sensors")
        copy = sell("LDS02").product.copies.get()
        copy.slug = "sensors"
        copy.save()
    assert at_acme.get("/products/sensors/").context["title"] == "Sensors"


@pytest.mark.parametrize("path", ["/products/lds02/", "/products/", "/products/sensors/"])
def test_a_protected_catalogue_shows_neither_lists_nor_products(acme: Store, at_acme: Client, path: str) -> None:
    with in_store(acme):
        sell("LDS02", name="Secret sensor", category=category("Sensors"))
    assert "Secret sensor" in at_acme.get(path).content.decode()
    with in_store(acme):
        for mount in CatalogPage.objects.all():
            PageViewRestriction.objects.create(page=mount, restriction_type="password", password="open sesame")
    page = at_acme.get(path)
    assert "Secret sensor" not in page.content.decode()
    assert 'type="password"' in page.content.decode()
    assert "lds02" not in " ".join(sitemap_addresses(at_acme))
    for words in ("secret", "LDS02"):
        results = at_acme.get("/search/", {"q": words})
        assert results.status_code == 200
        assert "Secret sensor" not in results.content.decode()
    with in_store(acme):
        product = Variant.objects.get(sku="LDS02").product_id
    for elsewhere in (f"/recent/?ids={product}", f"/compare/?ids={product}", f"/compare/tray/?ids={product}"):
        assert at_acme.get(elsewhere).status_code == 404


def test_a_brand_whose_page_has_a_password_leads_to_its_products(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            brand = Brand.objects.create(name="Dragino", slug="dragino")
            Product.objects.filter(pk=sell("LDS02", name="Door").product_id).update(brand=brand)
            index = BrandIndexPage.objects.get(locale=Locale.get_default())
            page = index.add_child(instance=BrandPage(title="Dragino", slug="dragino", brand=brand))
            own = page.url
            bump_generation()
        assert client.get("/products/lds02/").context["product"].brand_url == own
        assert [place.url for place in client.get("/search/", {"q": "dragino"}).context["brands"]] == [own]
        with in_store(store):
            PageViewRestriction.objects.create(page=page, restriction_type="password", password="open sesame")
            bump_generation()
        assert client.get("/products/lds02/").context["product"].brand_url == "/products/?brand=dragino"
        assert [place.url for place in client.get("/search/", {"q": "dragino"}).context["brands"]] == [
            "/products/?brand=dragino"
        ]


def test_a_protected_catalogue_opens_with_its_password(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", name="Secret sensor")
        mount = CatalogPage.objects.get(locale=Locale.get_default())
        lock = PageViewRestriction.objects.create(page=mount, restriction_type="password", password="open sesame")
    form = {"password": "open sesame", "return_url": "/products/lds02/"}
    answer = at_acme.post(f"/_util/authenticate_with_password/{lock.pk}/{mount.pk}/", form)
    assert (answer.status_code, answer["Location"]) == (302, "/products/lds02/")
    assert "Secret sensor" in at_acme.get("/products/lds02/").content.decode()
    assert "Secret sensor" in at_acme.get("/search/", {"q": "secret"}).content.decode()


def test_a_product_of_one_store_is_404_in_the_other(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        sell("LDS02")
    assert at_acme.get("/products/lds02/").status_code == 200
    assert at_bolt.get("/products/lds02/").status_code == 404


def test_the_description_of_a_product_is_found_by_its_words_and_shown(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        copy = sell("LDS02").product.copies.get()
        copy.body = [("rich_text", RichText("<p>Ultrasonic <b>ranging</b></p>"))]
        copy.save()
    assert "<b>ranging</b>" in at_acme.get("/products/lds02/").content.decode()
    assert at_acme.get("/search/", {"q": "ultrasonic"}).context["total"] == 1


def test_a_category_of_the_catalogue_and_an_unknown_slug_are_told_apart(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        Product.objects.all().delete()
    assert at_acme.get("/products/nothing/").status_code == 404
    assert at_acme.get("/products/a/b/").status_code == 404
