"""A whole recorded shop comes in: everything in it, once, for one store only, and its old addresses lead to it.

All tests share one import, so they are in one file: the tests of a file run in one process.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Sum
from django.test import Client
from wagtail.models import Page

from commerce.catalogue.models import CategoryPage, Product, ProductCopy, Variant
from commerce.stock.models import StockItem
from commerce.storefront.models import ShelfItem
from legacy_import.models import ImportRun, LegacyId
from legacy_import.prestashop.recording import RecordingSource
from legacy_import.report import Report
from legacy_import.services import import_shop
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.legacy_import.saving.counting import counts


def test_every_figure_of_the_source_is_found_here(imported: Report, euro: Store) -> None:
    checks = {what: (expected, found) for what, expected, found in imported.checks}
    assert all(expected == found for expected, found in checks.values()), checks
    assert checks["products"][0] == 31
    assert checks["combinations"][0] == 45
    assert checks["product pictures"][0] == 26
    with in_store(euro):
        assert Product.objects.count() == 31
        assert Product.objects.filter(status="draft").count() == 31 - checks["active products"][0]
        assert Variant.objects.exclude(prices=None).count() == Variant.objects.count()
        assert StockItem.objects.aggregate(sum=Sum("on_hand"))["sum"] == checks["pieces in stock"][0]


def test_only_known_oddities_are_reported(imported: Report) -> None:
    assert [
        problem for problem in imported.problems if problem.resource in {"product", "combination", "category", "image"}
    ] == []
    assert "13" in " ".join(imported.skipped["feature_value"])


def test_every_listed_product_is_on_the_shelf_with_price_and_page(imported: Report, euro: Store, at_acme: Client) -> None:
    with in_store(euro):
        rows = list(ShelfItem.objects.filter(locale__language_code="en").values_list("slug", "price"))
        assert len(rows) == Product.objects.filter(status="live").count()
    assert all(price is not None for _slug, price in rows)
    for slug, _price in rows:
        assert at_acme.get(f"/products/{slug}/").status_code == 200, slug


def test_script_of_a_description_does_not_come_along(imported: Report, euro: Store, at_acme: Client) -> None:
    with in_store(euro):
        product = Product.objects.get(pk=LegacyId.objects.get(kind="product", legacy_id=30).object_id)
        copy = product.copies.get(locale__language_code="en")
    assert "<script" not in str(copy.body)
    assert "<iframe" not in str(copy.body)
    assert at_acme.get(f"/products/{copy.slug}/").status_code == 200


def test_prices_keep_their_six_places_and_stock_its_sign(imported: Report, euro: Store) -> None:
    with in_store(euro):
        cable = Variant.objects.get(pk=LegacyId.objects.get(kind="single", legacy_id=21).object_id)
        assert str(cable.prices.get().amount) == "0.018519"
        assert cable.min_quantity == 10
        odd = Product.objects.get(pk=LegacyId.objects.get(kind="product", legacy_id=33).object_id)
        assert StockItem.objects.filter(variant__product=odd, on_hand=-1).exists()
        assert StockItem.objects.filter(
            variant__product=LegacyId.objects.get(kind="product", legacy_id=28).object_id, backorder=True
        ).exists()


def test_categories_keep_their_tree_and_the_inactive_one_is_a_draft(imported: Report, euro: Store) -> None:
    with in_store(euro):
        page = {
            old: CategoryPage.objects.get(pk=LegacyId.objects.get(kind="category", legacy_id=old).object_id)
            for old in (10, 11, 12, 13)
        }
        assert page[11].get_parent().pk == page[10].pk
        assert page[12].get_parent().pk == page[11].pk
        assert not page[13].live


def test_a_second_run_changes_nothing_and_says_so(imported: Report, euro: Store, recorded: Path) -> None:
    with in_store(euro):
        before = counts()
        revisions = ProductCopy.objects.order_by("pk").values_list("pk", "latest_revision")
        seen = list(revisions)
        report = import_shop(source=RecordingSource(recorded))
        assert counts() == before
        assert list(revisions.all()) == seen
    assert report.changed_nothing
    assert not report.created
    assert not report.updated
    assert sum(report.unchanged.values()) == sum(imported.created.values())
    assert "Nothing has changed since the last run." in report.lines()
    assert report.skipped == imported.skipped, "what is left out is said in every run"
    assert all(expected == found for _what, expected, found in report.checks)


def test_a_dry_run_says_the_same_and_writes_nothing(imported: Report, bolt: Store, recorded: Path) -> None:
    bolt.currency = "EUR"
    bolt.save()
    with in_store(bolt):
        before = counts()
        dry = import_shop(source=RecordingSource(recorded), dry_run=True)
        assert counts() == before
        assert ImportRun.objects.get().dry_run
    for kind in ("product", "combination", "single", "category", "image", "manufacturer", "feature", "option", "option_value"):
        assert dry.created[kind] == imported.created[kind], kind
    assert dry.skipped == imported.skipped


def test_the_neighbour_is_untouched(imported: Report, bolt: Store, neighbour: dict[str, int]) -> None:
    with in_store(bolt):
        assert neighbour["Product"] == 0
        assert counts() == neighbour
        assert not ImportRun.objects.exists()


def test_what_staff_changed_survives_the_next_run(imported: Report, euro: Store, recorded: Path) -> None:
    with in_store(euro):
        product = Product.objects.get(pk=LegacyId.objects.get(kind="product", legacy_id=33).object_id)
        copy = product.copies.get(locale__language_code="en")
        copy.name, copy.slug = "Our own words", "our-own-slug"
        copy.save_revision().publish()
        product.status = "hidden"
        product.save()
        own = Variant.objects.create(product=product, sku="OUR-OWN")
        Variant.objects.filter(product=product).exclude(pk=own.pk).update(weight=9)
        report = import_shop(source=RecordingSource(recorded))
        assert report.changed_nothing
        kept = ProductCopy.objects.get(pk=copy.pk)
        assert (kept.name, kept.slug) == ("Our own words", "our-own-slug")
        assert Product.objects.get(pk=product.pk).status == "hidden"
        assert Variant.objects.get(pk=own.pk).is_active
        assert set(product.variants.exclude(pk=own.pk).values_list("weight", flat=True)) == {9}


def path_of(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_every_address_that_answered_leads_to_its_page_in_one_hop(
    imported: Report, euro: Store, at_acme: Client, recorded: Path
) -> None:
    rows = [
        row for row in json.loads((recorded / "urls.json").read_text()) if row["type"] in {"product", "category", "combination"}
    ]
    answered = [row for row in rows if row["status"] in {200, 301}]
    assert len(answered) == 174
    with in_store(euro):
        ours = {(row.kind, row.legacy_id): row.object_id for row in LegacyId.objects.all()}
    wrong = []
    # Several old addresses lead to the same page.
    opened = cache(at_acme.get)
    for row in answered:
        answer = at_acme.get(path_of(row["url"]))
        page = opened(answer.headers.get("Location", "/nowhere/"))
        expected: dict[str, int | None] = {"category": None, "product": None, "combination": None}
        if row["type"] == "category":
            expected["category"] = ours["category", row["id"]]
        else:
            # 27 was discontinued; the old shop led on to 20.
            legacy_id = 20 if row["type"] == "product" and row["id"] == 27 else row.get("id_product") or row["id"]
            expected["product"] = ours["product", legacy_id]
            expected["combination"] = ours["combination", row["id"]] if row["type"] == "combination" else None
        problem = mismatch(euro, page, expected, row["lang"])
        if answer.status_code != 301 or page.status_code != 200 or problem:
            wrong.append((row["url"], answer.status_code, answer.headers.get("Location"), page.status_code, problem))
    assert wrong == []


def mismatch(store: Store, page: Any, expected: dict[str, int | None], language: str) -> str:
    """What is wrong with a page; nothing when it shows what is expected, in that language."""
    if page.status_code != 200:
        return "does not answer"
    if page.headers["Content-Language"] != language:
        return f"is in {page.headers['Content-Language']}"
    if expected["category"]:
        with in_store(store):
            ids = set(Page.objects.get(pk=expected["category"]).get_translations(inclusive=True).values_list("pk", flat=True))
        return "" if page.context["page"].pk in ids else "is another category"
    product = page.context["product"]
    if product.id != expected["product"]:
        return "is another product"
    chosen = expected["combination"]
    return "is another variant" if chosen and product.variant.id != chosen else ""


def test_another_slug_of_the_same_id_leads_there_too_and_an_unknown_id_nowhere(
    imported: Report, euro: Store, at_acme: Client
) -> None:
    with in_store(euro):
        object_id = LegacyId.objects.get(kind="product", legacy_id=33).object_id
        slug = ProductCopy.objects.get(product=object_id, locale__language_code="en").slug
        category = CategoryPage.objects.get(pk=LegacyId.objects.get(kind="category", legacy_id=12).object_id).url
    response = at_acme.get("/en/whatever/33-any-old-slug.html")
    assert (response.status_code, response["Location"]) == (301, f"/products/{slug}/")
    response = at_acme.get("/en/12-any-old-slug")
    assert (response.status_code, response["Location"]) == (301, category)
    assert at_acme.get("/en/whatever/999999-x.html").status_code == 404


def test_the_addresses_of_one_shop_lead_nowhere_in_another_store(imported: Report, bolt: Store, at_bolt: Client) -> None:
    assert at_bolt.get("/en/whatever/33-any-old-slug.html").status_code == 404
    assert at_bolt.get("/33-any-old-slug.html").status_code == 404
