"""What stands on a product page beside its words: steps of price, promises, launches, successors, sets."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Locale

from commerce.cart.services import CartRefused, add_to_cart
from commerce.catalogue.models import Attribute, Product, ProductRelation, ProductValue, ProductVideo
from commerce.checkout.place_order import CartChanged
from commerce.shipping.models import DispatchDays
from commerce.storefront.shelf.rebuild import rebuild_shelf, shelve
from pricing.services import set_price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.kinds import of_kind
from tests.commerce.shopping import buy, cart_with, text_of, total_of
from tests.shop import base_list, category, sell
from tests.storefront.test_product_pages import translate

PAGE = "/products/lds02/"


def test_the_steps_of_price_are_those_of_the_store(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", price="45.00")
        for least, amount in ((10, "40.50"), (50, "36.00")):
            set_price(price_list=base_list(), variant=variant, amount=Decimal(amount), min_quantity=least)
    with in_store(bolt):
        sell("LDS02", price="899.00")
    tiers = at_acme.get(PAGE).context["product"].variant.tiers
    assert [(tier.min_quantity, tier.price.main, tier.price.other, tier.saving) for tier in tiers] == [
        (1, "£45.00", "£54.00", ""),
        (10, "£40.50", "£48.60", "10 %"),
        (50, "£36.00", "£43.20", "20 %"),
    ]
    page = at_bolt.get(PAGE)
    assert page.context["product"].variant.tiers == []
    assert "Price by quantity" not in text_of(page)


def test_both_prices_stand_in_a_page_of_a_shop_that_sells_to_both(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    for store in (acme, bolt):
        with in_store(store):
            sell("LDS02", price="100.00")
    page = text_of(at_acme.get(PAGE))
    assert "£100.00" in page and "£120.00" in page
    assert "data-tax-switch" in page
    assert "data-tax-switch" not in text_of(at_bolt.get(PAGE))


def test_the_page_is_the_same_for_everybody(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
        sell("OTHER")
    first = at_acme.get(PAGE).content
    at_acme.post("/alerts/", {"variant": variant.pk, "email": "ann@example.com"})
    at_acme.cookies["prices"] = "other"
    assert at_acme.get(PAGE).content == first
    assert b"csrfmiddlewaretoken" not in first


def test_the_promise_is_data_and_stays_true(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for store in (acme, bolt):
        with in_store(store):
            sell("LDS02", stock=10)
    view = at_acme.get(PAGE).context["product"]
    assert len(view.dispatch) == 4
    assert view.time_zone == "Europe/London"
    assert at_bolt.get(PAGE).context["product"].time_zone == "Africa/Johannesburg"
    now = timezone.now().timestamp()
    assert all(day.before > now for day in view.dispatch)
    page = text_of(at_acme.get(PAGE))
    first = view.dispatch[0]
    assert f"Ordered before 15:00 on {first.day}, it leaves the same day." in page
    assert f'data-days="{first.before}|{first.date}|{first.day};' in page
    with in_store(acme):
        DispatchDays(is_promised=False).save()
    assert "data-dispatch" not in text_of(at_acme.get(PAGE))


@pytest.mark.parametrize(("stock", "backorder", "kind"), [(0, False, "goods"), (0, True, "goods"), (9, False, "service")])
def test_nothing_is_promised_of_what_does_not_lie_on_the_shelf(
    acme: Store, at_acme: Client, stock: int, backorder: bool, kind: str
) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=stock, backorder=backorder)
        Product.objects.filter(pk=variant.product_id).update(kind=kind)
    assert "data-dispatch" not in text_of(at_acme.get(PAGE))


def test_before_its_launch_a_product_is_shown_and_not_sold(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    launch = timezone.now() + timedelta(days=21)
    for store in (acme, bolt):
        with in_store(store):
            variant = sell("LDS02")
            cart = cart_with((variant, 1))
            seen = total_of(cart)
            if store == acme:
                Product.objects.filter(pk=variant.product_id).update(available_from=launch)
                with pytest.raises(CartRefused) as refused:
                    add_to_cart(cart=cart, variant_id=variant.pk, quantity=1)
                assert str(launch.year) in refused.value.message
                with pytest.raises(CartChanged):
                    buy(cart, seen_total=seen)
    page = text_of(at_acme.get(PAGE))
    assert re.search(r"Available from \d+ \w+ \d{4}", page)
    assert "data-buy>" not in page
    assert 'id="alert-me"' in page
    assert "data-buy>" in text_of(at_bolt.get(PAGE))


def test_a_discontinued_product_leads_to_its_successor(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        old, new = sell("LDS02", status="discontinued"), sell("LDS03", name="Door sensor 3")
        ProductRelation.objects.create(product=old.product, other=new.product, kind="successor")
    page = text_of(at_acme.get(PAGE))
    assert "No longer available" in page
    assert re.search(r'<a class="product__successor" href="/products/lds03/">Door sensor 3', page)
    assert "data-buy>" not in page


def test_related_products_stand_in_rows_and_only_what_is_listed(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        product = sell("LDS02").product
        for kind, sku, status in (
            ("accessory", "MOUNT", "live"),
            ("accessory", "SECRET", "hidden"),
            ("accessory", "DRAFT", "draft"),
            ("spare_part", "BATTERY", "live"),
            ("upsell", "LDS03", "live"),
            ("related", "PIR1", "live"),
        ):
            ProductRelation.objects.create(product=product, other=sell(sku, status=status).product, kind=kind)
    rows = at_acme.get(PAGE).context["rows"]
    assert [(row.code, row.names) for row in rows] == [
        ("upsell", ["LDS03"]),
        ("accessory", ["MOUNT"]),
        ("spare_part", ["BATTERY"]),
        ("related", ["PIR1"]),
    ]


def test_without_editors_choice_the_same_category_is_shown(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        place = category("Sensors")
        for number in range(7):
            sell(f"LDS0{number}", category=place)
        sell("ELSEWHERE")
    [row] = at_acme.get(PAGE).context["rows"]
    assert (row.code, len(row.cards)) == ("related", 4)
    assert not {"LDS02", "ELSEWHERE"} & set(row.names)


@pytest.mark.parametrize(("mine", "foreign"), [("acme", "de"), ("bolt", "en")])
def test_the_same_category_is_shown_in_every_language(acme: Store, bolt: Store, mine: str, foreign: str) -> None:
    with in_store(Store.objects.get(schema_name=mine)):
        place = category("Sensors")
        other = place.copy_for_translation(Locale.objects.get(language_code=foreign), copy_parents=True)
        other.save_revision().publish()
        sell("LDS01", category=category("Gateways"))
        variants = [sell(f"LDS0{number}", category=place) for number in (2, 3, 4)]
        for variant in variants:
            translate(variant, name=f"Foreign {variant.sku}", slug=f"foreign-{variant.sku.lower()}", code=foreign)
        rebuild_shelf()
    client = Client(headers={"host": f"{mine}.test"})
    for address, names in (
        ("/products/lds02/", {"LDS03", "LDS04"}),
        (f"/{foreign}/products/foreign-lds02/", {"Foreign LDS03", "Foreign LDS04"}),
    ):
        [row] = client.get(address).context["rows"]
        assert (row.code, set(row.names)) == ("related", names)


def test_facts_are_formatted_and_files_are_downloads_below_them(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        product = sell("LDS02").product
        words = Attribute.objects.create(code="note", labels={"en": "Note"}, kind="rich_text", group={"en": "Radio"})
        sheet = Attribute.objects.create(code="sheet", labels={"en": "Datasheet"}, kind="file", position=1)
        # Of the same name as the file, and a fact all the same.
        plain = Attribute.objects.create(code="plain", labels={"en": "Datasheet"}, kind="text", position=2)
        document = get_document_model().objects.create(title="LDS02 sheet", file=ContentFile(b"%PDF-1.4", name="lds02.pdf"))
        ProductValue.objects.create(product=product, attribute=words, text={"en": "<p>Class <b>A</b></p><script>x()</script>"})
        ProductValue.objects.create(product=product, attribute=sheet, document=document)
        ProductValue.objects.create(product=product, attribute=plain, text={"en": "<img src=x onerror=y()>"})
        copy = product.copies.get()
        copy.compatibility = "<p>Works with <b>TTN</b></p>"
        copy.save()
        shelve([product.pk])
    page = at_acme.get(PAGE).content.decode()
    assert "Class <b>A</b>" in page
    assert "<script>x()" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert page.count('href="/documents/') == 1
    assert "Works with <b>TTN</b>" in page


def test_a_film_is_played_from_the_store_and_a_service_is_only_linked(
    acme: Store, bolt: Store, at_acme: Client, at_bolt
) -> None:
    with in_store(acme):
        product = sell("LDS02").product
        document = get_document_model().objects.create(title="Film", file=ContentFile(b"0123456789", name="mount.mp4"))
        film = ProductVideo.objects.create(product=product, file=document, titles={"en": "Mounting"})
        ProductVideo.objects.create(product=product, url="https://video.example/watch/1", sort_order=1)
    page = text_of(at_acme.get(PAGE))
    [src] = re.findall(r'<source src="([^"]+)" type="video/mp4">', page)
    assert 'href="https://video.example/watch/1"' in page
    assert "<iframe" not in page and 'src="https://video.example' not in page
    part = at_acme.get(src, headers={"Range": "bytes=2-4"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"234")
    assert at_bolt.get(src).status_code == 404
    with in_store(acme):
        Product.objects.filter(pk=film.product_id).update(status="draft")
    assert at_acme.get(src).status_code == 404


def test_a_service_is_sold_without_stock(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        of_kind("HOUR", "service")
    page = at_acme.get("/products/hour/")
    assert page.context["product"].variant.max_quantity > 0
    assert "data-buy>" in text_of(page)


def test_bad_input_a_variant_that_does_not_exist_shows_the_first(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02")
    for variant in ("0", "-1", "x", "9" * 400, "1%00", "%27%22;--"):
        page = at_acme.get(f"{PAGE}?variant={variant}")
        assert page.status_code == 200, variant
        assert page.context["product"].variant.sku == "LDS02", variant


def test_a_full_page_keeps_within_eight_queries(
    acme: Store, at_acme: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with in_store(acme):
        place = category("Sensors")
        product = sell("LDS02", category=place).product
        for number in range(12):
            other = sell(f"OTHER-{number}", category=place).product
            if number < 9:
                kind = ("accessory", "spare_part", "upsell")[number % 3]
                ProductRelation.objects.create(product=product, other=other, kind=kind)
        shelve([product.pk])
    at_acme.get(PAGE)
    with django_assert_max_num_queries(8):
        page = at_acme.get(PAGE)
    assert [row.code for row in page.context["rows"]] == ["upsell", "accessory", "spare_part", "related"]
