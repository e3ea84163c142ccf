"""Search: words in the store's languages, beginnings, SKUs, and whatever people type."""

import pytest
from django.test import Client
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Locale

from commerce.catalogue.models import ProductCopy, Variant
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import category, sell


def found(client: Client, query: str, path: str = "/search/") -> list[str]:
    """Names of the cards that a search shows, in order."""
    response = client.get(path, {"q": query})
    assert response.status_code == 200, query
    return [card.name for card in response.context["cards"]]


def in_german(sku: str, name: str) -> None:
    """German words for a product."""
    product = Variant.objects.get(sku=sku).product
    german = ProductCopy(
        product=product, locale=Locale.objects.get(language_code="de"), name=name, slug=f"{sku.lower()}-de", live=True
    )
    german.translation_key = product.copies.get().translation_key
    german.save()


@pytest.mark.parametrize("query", ["sensors", "sensor", "Sensor", "SENS", "sens", "soil sensors", "moist", "  sensor  "])
def test_english_words_are_found_by_stem_and_by_beginning(acme: Store, at_acme: Client, query: str) -> None:
    with in_store(acme):
        sell("LDS02", name="Soil moisture sensors")
        sell("GW1", name="Gateway")
    assert found(at_acme, query) == ["Soil moisture sensors"]


@pytest.mark.parametrize("query", ["Häuser", "Haus", "häus", "Hau"])
def test_german_words_are_found_by_german_stems(acme: Store, at_acme: Client, query: str) -> None:
    with in_store(acme):
        sell("LDS02", name="Houses")
        in_german("LDS02", "Bewässerung für Häuser")
    assert found(at_acme, query, "/de/search/") == ["Bewässerung für Häuser"]
    assert found(at_acme, "Bewässerung") == []


@pytest.mark.parametrize("query", ["trollies", "trol", "Trollies"])
def test_afrikaans_has_no_stems_but_words_and_beginnings(bolt: Store, at_bolt: Client, query: str) -> None:
    with in_store(bolt):
        sell("T1", name="Vou-op trollies")
    assert found(at_bolt, query) == ["Vou-op trollies"]


def test_the_name_counts_more_than_the_description(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("A", name="Wall mount")
        text = ProductCopy.objects.get(product__variants__sku="A")
        text.summary = "Holds any gateway"
        text.save()
        sell("B", name="Gateway")
    assert found(at_acme, "gateway") == ["Gateway", "Wall mount"]


def test_an_exact_sku_leads_straight_to_its_product(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS-02")
    for typed in ("LDS-02", "lds-02", " lds-02 "):
        response = at_acme.get("/search/", {"q": typed})
        assert (response.status_code, response["Location"]) == (302, "/products/lds-02/")
    assert at_acme.get("/de/search/", {"q": "lds-02"})["Location"] == "/de/products/lds-02/"


def test_the_sku_of_one_of_several_variants_leads_to_that_variant(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        product = sell("LDS02").product
        second = Variant.objects.create(product=product, sku="LDS02-868", sort_order=1)
    assert at_acme.get("/search/", {"q": "lds02-868"})["Location"] == f"/products/lds02/?variant={second.pk}"


def test_the_beginning_of_a_sku_is_found(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", name="Door sensor")
    assert found(at_acme, "lds") == ["Door sensor"]


@pytest.mark.parametrize(
    "query",
    ["'", "''", '"', "&", "|", "!", ":*", "a:*", "'; DROP TABLE page;--", "\\", "(((", "a & | b", "<->", "\x00", "a\x00b", "%",
     "_", "-", "...", "a" * 10_000, "x " * 5_000, "😀", "ªº",
     "½", "٣", "e\u0301", "it's", "c++", "a/b", "<script>alert(1)</script>"],
)  # fmt: skip
def test_no_input_breaks_search(acme: Store, at_acme: Client, query: str) -> None:
    with in_store(acme):
        sell("LDS02")
    response = at_acme.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_nothing_asked_shows_the_form_and_nothing_found(at_acme: Client) -> None:
    for address in ("/search/", "/search/?q=", "/search/?q=%20"):
        response = at_acme.get(address)
        assert response.status_code == 200
        assert response.context["total"] == 0
        assert "Nothing found" not in response.content.decode()


def test_nothing_found_offers_the_top_categories(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        category("Sensors")
        sell("LDS02")
    response = at_acme.get("/search/", {"q": "zzzz"})
    assert [(link.title, link.url) for link in response.context["suggestions"]] == [("Sensors", "/products/sensors/")]
    assert "Nothing found for “zzzz”" in response.content.decode()


def test_a_second_page_of_results_keeps_the_words(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        for number in range(25):
            sell(f"S-{number}", name=f"Sensor {number}")
    pagination = at_acme.get("/search/", {"q": "sensor & co"}).context["pagination"]
    assert pagination.total == 0
    pagination = at_acme.get("/search/", {"q": "sensor"}).context["pagination"]
    assert (pagination.total, pagination.next_url) == (25, "?q=sensor&page=2")


@pytest.mark.parametrize("status", ["draft", "hidden", "discontinued", "archived"])
def test_what_is_not_listed_is_not_found(acme: Store, at_acme: Client, status: str) -> None:
    with in_store(acme):
        sell("LDS02", name="Sensor", status=status)
    assert found(at_acme, "sensor") == []
    assert found(at_acme, "LDS02") == []


def test_one_stores_search_does_not_know_the_others_products(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        sell("LDS02", name="Sensor")
    assert found(at_acme, "sensor") == ["Sensor"]
    assert found(at_bolt, "sensor") == []
    assert at_bolt.get("/search/", {"q": "LDS02"}).status_code == 200


def test_searches_are_counted_in_their_own_store_only(acme: Store, bolt: Store, at_acme: Client) -> None:
    at_acme.get("/search/", {"q": "gateway"})
    at_acme.get("/search/", {"q": "gateway", "page": "2"})
    with in_store(acme):
        assert Query.get("gateway").hits == 1
    with in_store(bolt):
        assert not Query.objects.filter(query_string="gateway").exists()


def test_the_results_are_not_for_search_engines(at_acme: Client) -> None:
    assert at_acme.get("/search/", {"q": "x"}).context["seo"].robots == "noindex, follow"
