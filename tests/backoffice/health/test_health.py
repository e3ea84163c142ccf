"""Each problem is found where it is, and nowhere else."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import transaction

from commerce.backoffice.health.checks import BY_CODE
from commerce.catalogue.models import (
    Attribute,
    BundlePart,
    Product,
    ProductCopy,
    ProductImage,
    ProductPlacement,
    ProductRelation,
    ProductValue,
    TypeAttribute,
    Variant,
    VariantValue,
)
from commerce.stock.models import StockItem
from pricing.models import Price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import picture, staff
from tests.shop import category, sell
from tests.transactions import empty_caches


def flawless(sku: str) -> Product:
    """A product that no check complains of."""
    variant = sell(sku, category=None)
    product = variant.product
    Variant.objects.filter(pk=variant.pk).update(weight=Decimal(1))
    ProductPlacement.objects.create(product=product, category=ensure_category())
    ProductImage.objects.create(product=product, image=picture(), captions={"en": "A sensor"})
    english = ProductCopy.objects.get(product=product)
    english.body = [("rich_text", "<p>Good</p>")]
    english.save()
    german = ProductCopy(product=product, locale_id=other_locale(), name=sku, slug=sku.lower(), live=True)
    german.translation_key, german.body = english.translation_key, english.body
    german.save()
    return product


def ensure_category() -> object:
    from commerce.catalogue.models import CategoryPage

    return CategoryPage.objects.filter(slug="sensors").first() or category("Sensors")


def other_locale() -> int:
    from wagtail.models import Locale

    return Locale.objects.get(language_code="de").pk


def required(product: Product) -> None:
    attribute = Attribute.objects.create(code="ip", labels={"en": "IP"})
    TypeAttribute.objects.create(product_type=product.product_type, attribute=attribute, is_required=True)
    for other in Product.objects.exclude(pk=product.pk):
        ProductValue.objects.create(product=other, attribute=attribute, text={"en": "67"})


def several(product: Product) -> None:
    other = Variant.objects.create(product=product, sku="OTHER", weight=1)
    Price.objects.create(variant=other, price_list=Price.objects.first().price_list, amount=1)
    attribute = Attribute.objects.create(code="band", labels={"en": "Band"})
    VariantValue.objects.create(variant=other, attribute=attribute, text={"en": "868"})


def twin(product: Product) -> None:
    product.variants.update(gtin="4006381333931")
    archived = sell("TWIN", status="archived")
    Variant.objects.filter(pk=archived.pk).update(gtin="4006381333931")


def broken(product: Product) -> None:
    part = sell("PART", status="archived")
    Product.objects.filter(pk=product.pk).update(kind="bundle")
    BundlePart.objects.create(product=product, variant=part)


FLAWS: dict[str, Callable[[Product], object]] = {
    "no-price": lambda p: Price.objects.filter(variant__product=p).delete(),
    "no-variant": lambda p: p.variants.update(is_active=False),
    "no-picture": lambda p: p.images.all().delete(),
    "no-text": lambda p: p.copies.filter(locale__language_code="de").update(live=False),
    "no-description": lambda p: p.copies.filter(locale__language_code="de").update(body=[]),
    "no-category": lambda p: ProductPlacement.objects.filter(product=p).delete(),
    "long-title": lambda p: p.copies.filter(locale__language_code="en").update(seo_title="x" * 61),
    "no-alt-text": lambda p: ProductImage.objects.filter(product=p).update(captions={"de": "Ein Sensor"}),
    "missing-fact": required,
    "no-options": several,
    "no-weight": lambda p: p.variants.update(weight=None),
    "sold-out": lambda p: StockItem.objects.filter(variant__product=p).update(on_hand=0),
    "no-successor": lambda p: Product.objects.filter(pk=p.pk).update(status="discontinued"),
    "same-gtin": twin,
    "broken-bundle": broken,
}


def test_every_check_has_a_flaw_here() -> None:
    assert set(FLAWS) == set(BY_CODE)


@pytest.mark.tenant("acme")
def test_a_problem_is_found_where_it_is_and_nowhere_else() -> None:
    sound, flawed = flawless("SOUND"), flawless("FLAWED")
    assert sound.pk != flawed.pk
    for code, spoil in FLAWS.items():
        assert not BY_CODE[code].find().exists(), code
        point = transaction.savepoint()
        spoil(Product.objects.get(pk=flawed.pk))
        assert list(BY_CODE[code].find()) == [flawed], code
        transaction.savepoint_rollback(point)
        empty_caches()


@pytest.mark.tenant("acme")
def test_a_discontinued_product_with_a_successor_is_in_order() -> None:
    old, new = flawless("OLD"), flawless("NEW")
    Product.objects.filter(pk=old.pk).update(status="discontinued")
    ProductRelation.objects.create(product=old, other=new, kind="successor")
    assert not BY_CODE["no-successor"].find().exists()


def test_counts_lead_to_the_products_with_ways_to_edit_them(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        product = sell("A").product
    with in_store(bolt):
        sell("Z")
        sell("Y")
    page = staff(acme).get("/admin/catalogue-health/")
    counts = {count.url: count.count for count in page.context["wrong"]}
    assert counts["/admin/catalogue-health/no-picture/"] == 1
    rows = staff(acme, "Merchandiser").get("/admin/catalogue-health/no-picture/").context["rows"]
    assert [(row.name, row.sku) for row in rows] == [("A", "A")]
    assert str(product.pk) in rows[0].url
    assert staff(acme, "Editor").get("/admin/catalogue-health/").status_code == 302


def test_the_page_asks_no_more_however_many_products(acme: Store, django_assert_max_num_queries) -> None:
    owner = staff(acme)
    owner.get("/admin/catalogue-health/")
    with in_store(acme):
        for number in range(5):
            sell(f"S{number}")
    with django_assert_max_num_queries(20):
        owner.get("/admin/catalogue-health/")
    with django_assert_max_num_queries(20):
        owner.get("/admin/catalogue-health/no-picture/")


def test_an_unknown_problem_is_not_found(acme: Store) -> None:
    assert staff(acme).get("/admin/catalogue-health/nonsense/").status_code == 404
