"""However a row of the shelf is made, it says the same: with one product's change, or with the whole shelf, in either store."""

import gc
from datetime import date, timedelta
from threading import get_ident
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.models import (
    Attribute,
    AttributeChoice,
    Brand,
    BundlePart,
    Product,
    ProductCopy,
    ProductPlacement,
    ProductValue,
    Variant,
    VariantValue,
)
from commerce.kernel.events import ProductsChanged, publish
from commerce.storefront.models import KnownWord, SearchCode, SearchEntry, ShelfItem
from commerce.storefront.shelf import rebuild
from commerce.storefront.shelf.rebuild import rebuild_shelf, shelve
from commerce.storefront.shelf.row import without_tags
from commerce.storefront.shelf.write import VALUES
from pricing.models import Price
from sites.provisioning.create import create_store
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.provisioning.conftest import order, real  # noqa: F401 - fixtures
from tests.shelving import shelve_what_waits
from tests.shop import category, sell


def fill(prefix: str = "") -> None:
    """Products that differ in all that a row is made of."""
    top = category("Sensors")
    brand = Brand.objects.create(name="Milésight", slug="milesight")
    kinds = {
        kind: Attribute.objects.create(
            code=kind,
            labels={"en": kind.title(), "de": f"D{kind}"},
            kind=kind,
            position=place,
            listed=place < 4,
            group={"en": "Facts"},
        )
        for place, kind in enumerate(("text", "rich_text", "choices", "colour", "boolean", "date"))
    }
    length = Attribute.objects.create(
        code="length", labels={"en": "Length"}, kind="number", unit="mm", shown_unit="cm", position=9
    )
    red, blue = (
        AttributeChoice.objects.create(
            attribute=kinds["colour"], code=code, labels={"en": code, "de": f"{code}lich"}, swatch=swatch
        )
        for code, swatch in (("red", "#ff0000"), ("blue", "#0000ff"))
    )
    for number in range(6):
        variant = sell(f"{prefix}S-{number}", price=f"{10 + number}.50", stock=number, category=top)
        product = variant.product
        product.brand = brand if number % 2 else None
        product.status = "hidden" if number == 4 else "live"
        product.available_from = timezone.now() + timedelta(days=3) if number == 5 else None
        product.save()
        ProductPlacement.objects.filter(product=product).update(rank=number)
        values: list[dict[str, Any]] = [
            {"attribute": kinds["text"], "text": {"en": f"Free {number % 2} & <b>"}},
            {"attribute": kinds["rich_text"], "text": {"en": f"<p>Rich <b>{number % 2}</b></p>"}},
            {"attribute": kinds["boolean"], "boolean": bool(number % 2)},
            {"attribute": kinds["date"], "date": date(2026, 1, 1 + number % 2)},
            {"attribute": length, "number": "1234.5"},
        ]
        for value in values:
            ProductValue.objects.create(product=product, **value)
        other = Variant.objects.create(
            product=product, sku=f"{prefix}S-{number}-b", gtin="4006381333931" if number == 1 else ""
        )
        for one, choice in ((variant, red), (other, blue)):
            VariantValue.objects.create(variant=one, attribute=kinds["colour"], choice=choice)
        Price.objects.create(
            price_list=Price.objects.filter(variant=variant)[0].price_list, variant=other, amount="9.99", compare_at="12"
        )
        copy = ProductCopy.objects.get(product=product)
        copy.summary = f"Sümmary {number}"
        copy.body = [
            ("rich_text", f'<p>Wide <a href="https://a.test/">and</a> deep &amp; {number}</p>'),
            ("heading", {"text": "Head"}),
        ]
        copy.save_revision().publish()
    foreign = Locale.objects.exclude(pk=copy.locale_id)[0]
    translated = copy.copy_for_translation(foreign)
    translated.name = "Übersetzt"
    translated.live = True
    translated.save()
    bundle = sell(f"{prefix}KIT", price="99")
    Product.objects.filter(pk=bundle.product_id).update(kind="bundle")
    BundlePart.objects.create(product=bundle.product, variant=Variant.objects.get(sku=f"{prefix}S-3"), quantity=2)


def said() -> dict[str, list[Any]]:
    """All that the shelf and search say, but for what is different each time."""
    items = ShelfItem.objects.order_by("product", "locale")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT product_id, locale_id, popularity, level, vector::text FROM storefront_searchentry ORDER BY 1, 2"
        )
        entries = cursor.fetchall()
    return {
        "rows": list(items.values(*VALUES, "digest")),
        "entries": entries,
        "codes": list(SearchCode.objects.order_by("code", "variant").values_list("code", "variant", "product")),
        "words": list(KnownWord.objects.order_by("locale", "word").values_list("locale", "word")),
    }


@pytest.mark.parametrize("mine", [0, 1])
def test_the_whole_shelf_says_what_each_product_s_change_said(acme: Store, bolt: Store, mine: int) -> None:
    store, other = ((acme, bolt), (bolt, acme))[mine]
    with in_store(store):
        fill()
        for pk in Product.objects.values_list("pk", flat=True):
            shelve([pk], force=True)
        one_by_one = said()
        assert len(one_by_one["rows"]) == 14
        ShelfItem.objects.all().delete()
        SearchCode.objects.all().delete()
        KnownWord.objects.all().delete()
        assert rebuild_shelf() == 7
        assert said() == one_by_one
        # And once more, over what is there.
        assert rebuild_shelf() == 7
        assert said() == one_by_one
        assert {row["availability"] for row in one_by_one["rows"]} >= {"awaited", "low_stock", "out_of_stock"}
    with in_store(other):
        assert not ShelfItem.objects.exists()


def test_labels_that_change_while_the_shelf_is_made_are_not_remembered(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "LARGE_BATCH", 3)
    part, seen = rebuild.shelve, []

    def renamed_after_the_first(ids: list[int], **given: Any) -> None:
        part(ids, **given)
        seen.append(ids)
        Attribute.objects.filter(code="boolean").update(labels={"en": "For outdoors"})

    with in_store(acme):
        fill()
        monkeypatch.setattr(rebuild, "shelve", renamed_after_the_first)
        rebuild_shelf()
        rows = ShelfItem.objects.filter(locale__language_code="en", product__in=seen[1]).exclude(name="KIT")
        assert len(rows) == 3
        assert all("For outdoors" in str(row.details["facts"]) for row in rows)


def test_search_is_written_again_only_where_its_words_change(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[int]] = []
    real_one = rebuild.write_entries

    def noted(ids: list[int], **given: Any) -> None:
        written.append(ids)
        real_one(ids, **given)

    monkeypatch.setattr(rebuild, "write_entries", noted)
    with in_store(acme):
        variant = sell("LDS02", price="10.00")
        shelve_what_waits()
        written.clear()
        with transaction.atomic():
            Price.objects.filter(variant=variant).update(amount="11.00")
            publish(ProductsChanged(frozenset({variant.product_id})))
        assert {item.price for item in ShelfItem.objects.all()} == {11}
        assert written == [[]]
        Product.objects.filter(pk=variant.product_id).update(status="hidden")
        shelve([variant.product_id])
        assert written[1:] == [[*ShelfItem.objects.order_by("pk").values_list("pk", flat=True)]]
        assert not SearchEntry.objects.exists()


@pytest.mark.usefixtures("real")
def test_two_threads_make_one_shelf(order: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811 - a fixture
    monkeypatch.setattr(rebuild, "LARGE_BATCH", 1)
    threads: set[int] = set()
    part = rebuild.shelve

    def noted(ids: list[int], **given: Any) -> None:
        threads.add(get_ident())
        part(ids, **given)

    with in_store(create_store(order=order(languages=("en",)), invite=False)):
        fill()
        before = said()
        monkeypatch.setattr(rebuild, "shelve", noted)
        assert rebuild_shelf() == 7
        after = said()
        assert len(threads) == 2
        assert (after["rows"], after["entries"]) == (before["rows"], before["entries"])


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a <b>b</b></p>", "a b"),
        ('<p>a <a href="x>y">b</a></p>', "a b"),
        ("<p>1 < 2</p>", "1 < 2"),
        ("a &lt;b&gt; c", "a &lt;b&gt; c"),
        ("<!-- a -->b<br/>c", "bc"),
    ],
)
def test_a_description_without_its_markup(html: str, words: str) -> None:
    assert without_tags(html) == words


def test_what_a_process_spares_the_collector_stays_spared_after_a_rebuild(acme: Store, bolt: Store) -> None:
    gc.freeze()
    spared = gc.get_freeze_count()
    for store in (acme, bolt):
        with in_store(store):
            rebuild_shelf()
        assert gc.isenabled()
        # A few of them go by themselves.
        assert gc.get_freeze_count() > 0.9 * spared
