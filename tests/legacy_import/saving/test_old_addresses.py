"""Every address of the old shop that answered leads to the right page, in its language, in one hop."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.models import Page

from commerce.catalogue.models import CategoryPage, ProductCopy
from legacy_import.models import LegacyId
from legacy_import.report import Report
from sites.tenants.context import in_store
from sites.tenants.models import Store

pytestmark = pytest.mark.xdist_group("the imported shop")


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
    for row in answered:
        answer = at_acme.get(path_of(row["url"]))
        page = at_acme.get(answer.headers.get("Location", "/nowhere/"))
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
