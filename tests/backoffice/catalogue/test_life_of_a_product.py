"""Dates, deletion, history, copies and former addresses of products."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Locale

from commerce.catalogue.deletion import delete_product
from commerce.catalogue.duplicate import duplicate_product
from commerce.catalogue.lifecycle import change_status, keep_dates
from commerce.catalogue.models import (
    Attribute,
    BundlePart,
    FactChange,
    FormerSlug,
    Product,
    ProductCopy,
    ProductImage,
    ProductRelation,
    ProductValue,
    Variant,
)
from commerce.catalogue.services import free_slug
from commerce.catalogue.states import ProductKind, ProductStatus
from commerce.kernel.lifecycle import NotAllowed
from commerce.stock.services import set_on_hand
from pricing.models import Price
from pricing.services import set_price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.goods import attribute, carry, save
from tests.backoffice.staff import picture, staff
from tests.backoffice.test_order_desk import ordered
from tests.shop import base_list, category, sell

LIST = "/admin/snippets/catalogue/product/"


def test_a_product_is_discontinued_on_its_day_and_not_before(acme: Store, bolt: Store) -> None:
    now = timezone.now()
    with in_store(bolt):
        twin = sell("LDS02").product
        Product.objects.update(withdrawn_at=now - timedelta(hours=1))
    with in_store(acme):
        due, later = sell("DUE").product, sell("LATER").product
        Product.objects.filter(pk=due.pk).update(withdrawn_at=now - timedelta(minutes=1))
        Product.objects.filter(pk=later.pk).update(withdrawn_at=now + timedelta(minutes=1))
        assert keep_dates(now=now, since=now - timedelta(hours=1)) == (0, 1)
        assert keep_dates(now=now, since=now - timedelta(hours=1)) == (0, 0)
        states = dict(Product.objects.values_list("name", "status"))
        assert states == {"DUE": "discontinued", "LATER": "live"}
        change = FactChange.objects.get(fact="status")
        assert (change.before, change.after, change.source, change.by) == ("live", "discontinued", "withdrawal", None)
    with in_store(bolt):
        assert Product.objects.get(pk=twin.pk).status == "live"


def test_a_launch_is_told_once_its_moment_has_come(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[frozenset[int]] = []
    monkeypatch.setattr("commerce.catalogue.lifecycle.publish", lambda event: told.append(event.product_ids))
    now = timezone.now()
    with in_store(acme):
        product = sell("LDS02").product
        Product.objects.update(available_from=now)
        assert keep_dates(now=now - timedelta(seconds=1), since=now - timedelta(hours=1)) == (0, 0)
        assert keep_dates(now=now, since=now - timedelta(hours=1)) == (1, 0)
    assert told == [frozenset({product.pk})]


def test_it_cannot_be_withdrawn_before_it_is_available(acme: Store) -> None:
    with in_store(acme):
        product = sell("LDS02").product
    dates = {"available_from": "2026-05-02 10:00", "withdrawn_at": "2026-05-01 10:00"}
    response = save(acme, staff(acme), product, **dates)
    assert "It would be withdrawn before it is available" in response.content.decode()


def test_what_an_order_names_is_archived_and_never_deleted(acme: Store) -> None:
    with in_store(acme):
        order = ordered()
        product = Product.objects.get()
        free = sell("FREE").product
        with pytest.raises(NotAllowed) as refused:
            delete_product(product=product)
        assert "Archive it instead" in str(refused.value.message)
        variant = Variant.objects.get(sku="LDS02")
    owner = staff(acme)
    page = owner.get(f"{LIST}delete/{product.pk}/").content.decode()
    assert "Archive it instead" in page
    assert "Yes, delete" not in page
    owner.post(f"{LIST}delete/{product.pk}/")
    many = f"/admin/bulk/catalogue/product/delete/?id={product.pk}&id={free.pk}"
    owner.post(many)
    form = {"variants-0-DELETE": "on", "variants-0-id": str(variant.pk)}
    assert "cannot be deleted" in save(acme, owner, product, **form).content.decode()
    with in_store(acme):
        assert Product.objects.count() == 2
    assert owner.post(f"/admin/products/{product.pk}/archive/").status_code == 302
    owner.post(f"{LIST}delete/{free.pk}/")
    with in_store(acme):
        assert list(Product.objects.values_list("name", "status")) == [("LDS02", "archived")]
        assert order.lines.get().variant.sku == "LDS02"


def test_an_attribute_that_products_use_stays(acme: Store) -> None:
    with in_store(acme):
        band = attribute("band", Attribute.Kind.CHOICE, "eu868")
        product = sell("LDS02").product
        ProductValue.objects.create(product=product, attribute=band, choice=band.choices.get())
    owner = staff(acme)
    response = owner.post(f"/admin/snippets/catalogue/attribute/delete/{band.pk}/", follow=True)
    page = response.content.decode()
    assert "1 product uses it" in page
    assert f"{LIST}?attribute={band.pk}" in page
    with in_store(acme):
        assert Attribute.objects.exists()
    assert "LDS02" in owner.get(f"{LIST}?attribute={band.pk}").content.decode()


def test_the_history_says_who_changed_what(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        note = attribute("note", Attribute.Kind.TEXT)
        product = sell("LDS02").product
        product.product_type = carry(note)
        product.save()
        shelf = category("Sensors")
        assert not FactChange.objects.exists(), "what a program first sets is no change"
    owner = staff(acme)
    added = {
        "status": "hidden",
        "tax_class": "standard",
        f"facts-fact_{note.pk}_en": "words",
        "placements-TOTAL_FORMS": "1",
        "placements-0-category": str(shelf.pk),
        "placements-0-rank": "0",
        "placements-0-ORDER": "1",
    }
    assert save(acme, owner, product, **added).status_code == 302
    with in_store(acme):
        person = get_user_model().objects.get(email="owner@staff.test")
        with LogContext(user=person):
            set_price(price_list=base_list(), variant=product.variants.get(), amount=Decimal("39.50"))
            set_on_hand(variant=product.variants.get(), quantity=3)
        rows = {change.fact: (change.before, change.after, change.by) for change in FactChange.objects.all()}
        assert rows == {
            "status": ("live", "hidden", person),
            "attribute note": ("", "words", person),
            "categories": ("", "Sensors", person),
            "price GBP": ("45", "39.5", person),
            "stock": ("10", "3", person),
        }
    page = owner.get(f"{LIST}history/{product.pk}/").content.decode()
    for text in ("hidden: by link only", "words", "price GBP", "39.5", "Sensors"):
        assert text in page, text
    only = owner.get(f"{LIST}history/{product.pk}/?fact=price").content.decode()
    assert "39.5" in only
    assert "hidden: by link only" not in only
    with in_store(bolt):
        assert not FactChange.objects.exists()


def test_a_copy_is_a_draft_with_everything_but_stock(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        note = attribute("note", Attribute.Kind.TEXT)
        variant = sell("LDS02", name="Door sensor", category=category("Sensors"))
        product = variant.product
        Variant.objects.filter(pk=variant.pk).update(gtin="4006381333931")
        ProductValue.objects.create(product=product, attribute=note, text={"en": "words"})
        other = sell("OTHER")
        ProductRelation.objects.create(product=product, other=other.product)
        ProductImage.objects.create(product=product, image=picture())
    owner = staff(acme)
    assert owner.get(f"/admin/products/{product.pk}/duplicate/").status_code == 200
    response = owner.post(f"/admin/products/{product.pk}/duplicate/")
    with in_store(acme):
        new = Product.objects.get(name="Door sensor (copy)")
        assert response["Location"] == f"{LIST}edit/{new.pk}/"
        assert (new.status, new.live_since, new.values.get().shown()) == ("draft", None, "words")
        assert (new.placements.count(), new.images.count(), new.relations.get().other) == (1, 1, other.product)
        made = new.variants.get()
        assert (made.sku, made.gtin, made.stock_items.count()) == ("LDS02-COPY", "", 0)
        assert Price.objects.get(variant=made).amount == 45
        copy = ProductCopy.objects.get(product=new)
        assert (copy.slug, copy.live, copy.name) == ("lds02-copy", False, "Door sensor")
        assert Product.objects.get(pk=product.pk).values.count() == 1
        assert duplicate_product(product=product).product.variants.get().sku == "LDS02-COPY2"
    with in_store(bolt):
        assert not Product.objects.exists()


def test_a_bundle_is_no_part_of_a_bundle(acme: Store) -> None:
    with in_store(acme):
        part, kit, around = sell("PART"), sell("KIT"), sell("AROUND").product
        Product.objects.filter(pk=around.pk).update(kind=ProductKind.BUNDLE)
        BundlePart.objects.create(product=around, variant=kit)
    owner = staff(acme)
    refused = save(acme, owner, kit.product, kind="bundle")
    assert "It is part of AROUND" in refused.content.decode()

    def with_part(variant: Variant) -> dict[str, Any]:
        return {
            "kind": "bundle", "parts-TOTAL_FORMS": "1", "parts-0-variant": str(variant.pk), "parts-0-quantity": "2",
            "parts-0-ORDER": "1",
        }  # fmt: skip

    assert "A bundle cannot contain itself" in save(acme, owner, part.product, **with_part(part)).content.decode()
    with in_store(acme):
        assert Product.objects.get(pk=part.product_id).kind == "goods"
        box = sell("BOX").product
    assert save(acme, owner, box, **with_part(part)).status_code == 302
    with in_store(acme):
        assert box.parts.get().quantity == 2


def test_an_address_that_was_live_leads_on_for_good(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        copy = ProductCopy.objects.get(product=sell("LDS02").product)
        copy.slug = "door-sensor"
        copy.save_revision()
        assert not FormerSlug.objects.exists(), "a draft moves nothing"
        copy.get_latest_revision().publish()
        assert FormerSlug.objects.values_list("slug", "product").get() == ("lds02", copy.product_id)
        assert free_slug("LDS02", locale=Locale.get_default()) == "lds02-2"
        copy.refresh_from_db()
        copy.slug = "lds02"
        copy.save()
        assert FormerSlug.objects.values_list("slug", flat=True).get() == "door-sensor"
    with in_store(bolt):
        assert not FormerSlug.objects.exists()


def test_a_status_that_the_table_does_not_have_changes_nothing(acme: Store) -> None:
    with in_store(acme):
        product = sell("LDS02", status=ProductStatus.ARCHIVED).product
        with pytest.raises(NotAllowed):
            change_status(product=product, status=ProductStatus.LIVE)
        assert Product.objects.get().status == "archived"
        assert not FactChange.objects.exists()
