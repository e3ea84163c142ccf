"""The page of results: products, other places, help where nothing is found, and whatever people type."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction
from wagtail.search.backends import get_search_backend

from commerce.catalogue.models import Brand, CatalogPage, Product, ProductCopy, Variant
from commerce.kernel.events import ProductsChanged, publish
from sites.content.generation import generation
from sites.content.pages import ArticleIndexPage, ArticlePage, HomePage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.indexing import indexing
from tests.shop import category, sell, together
from tests.storefront.search.test_tuning import promote, synonyms


def found(client: Client, query: str, path: str = "/search/", **more: str) -> list[str]:
    """Names of the cards that a search shows, in order."""
    response = client.get(path, {"q": query, **more})
    assert response.status_code == 200, query
    listed = response.content.decode().partition('id="listing"')[2]
    return [unescape(name) for name in re.findall(r'class="card__name"><a [^>]*>([^<]*)<', listed)]


def text_of(client: Client, query: str, **more: str) -> str:
    """The page without tags."""
    page = client.get("/search/", {"q": query, **more}).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page[page.index("<main") :]))


def in_german(sku: str, name: str) -> None:
    """German words for a product."""
    product = Variant.objects.get(sku=sku).product
    german = ProductCopy(
        product=product, locale=Locale.objects.get(language_code="de"), name=name, slug=f"{sku.lower()}-de", live=True
    )
    german.translation_key = product.copies.get().translation_key
    german.save()


def article(title: str, intro: str = "", *, language: str = "") -> ArticlePage:
    """A live article, in the index; in the default language, or another."""
    with indexing():
        return published(title, intro, language=language)


def published(title: str, intro: str = "", *, language: str = "") -> ArticlePage:
    """A live article that the worker has not indexed yet."""
    locale = Locale.objects.get(language_code=language) if language else Locale.get_default()
    home = HomePage.objects.get(locale=locale)
    index = ArticleIndexPage.objects.child_of(home).first() or home.add_child(
        instance=ArticleIndexPage(title="Read", slug="read")
    )
    page = index.add_child(instance=ArticlePage(title=title, slug=title.lower().replace(" ", "-"), intro=intro))
    page.save_revision().publish()
    return page


def test_german_words_are_found_by_german_stems(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", name="Houses")
        in_german("LDS02", "Bewässerung für Häuser")
    for query in ("Häuser", "Haus", "häus", "Hau", "hauser"):
        assert found(at_acme, query, "/de/search/") == ["Bewässerung für Häuser"], query
    assert found(at_acme, "Bewässerung", exact="1") == []


def test_an_exact_sku_leads_straight_to_its_product(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS-02")
    for typed in ("LDS-02", "lds-02", " lds-02 ", "lds02", "LDS 02"):
        response = at_acme.get("/search/", {"q": typed})
        assert (response.status_code, response["Location"]) == (302, "/products/lds-02/")
    assert at_acme.get("/de/search/", {"q": "lds-02"})["Location"] == "/de/products/lds-02/"


def test_the_sku_of_one_of_several_variants_leads_to_that_variant(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        product = sell("LDS02").product
        second = Variant.objects.create(product=product, sku="LDS02-868", sort_order=1)
    assert at_acme.get("/search/", {"q": "lds02-868"})["Location"] == f"/products/lds02/?variant={second.pk}"


def test_no_input_breaks_the_page(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02")
    for query in (
        "'", '"', "a:*", "'; DROP TABLE page;--", "\\", "(((", "\x00", "a\x00b", "%", "_", "-", "a" * 10_000, "x " * 5_000, "😀",
        "the", "<script>alert(1)</script>",
    ):  # fmt: skip
        for address in ("/search/", "/search/suggest/"):
            response = at_acme.get(address, {"q": query})
            assert response.status_code == 200, query
            assert "<script>alert" not in response.content.decode()


def test_nothing_asked_shows_the_form_and_nothing_found(at_acme: Client) -> None:
    for address in ("/search/", "/search/?q=", "/search/?q=%20"):
        response = at_acme.get(address)
        assert response.status_code == 200
        assert response.context["total"] == 0
        assert "Nothing found" not in response.content.decode()


def test_nothing_found_helps_on(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        category("Sensors")
        sell("LDS02", name="Door sensor")
    response = at_acme.get("/search/", {"q": "zzzz"})
    assert [(link.title, link.url) for link in response.context["suggestions"]] == [("Sensors", "/products/sensors/")]
    assert [card.name for card in response.context["popular"]] == ["Door sensor"]
    assert "Nothing found for “zzzz”" in text_of(at_acme, "zzzz")


def test_a_place_that_is_found_is_not_called_nothing(acme: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        category("Braai")
    text = text_of(at_acme, "brai")
    assert "No products found for “braai”" in text
    assert "Nothing found" not in text
    assert "Niks gevind vir “brai” nie" in text_of(at_bolt, "brai")


def test_a_mistyped_word_is_put_right_and_can_be_insisted_on(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", name="Door sensor")
    text = text_of(at_acme, "sensro")
    assert "Showing results for “sensor”" in text
    assert "Search instead for “sensro”" in text
    assert at_acme.get("/search/", {"q": "sensro"}).context["literal_url"] == "?q=sensro&exact=1"
    assert found(at_acme, "sensro") == ["Door sensor"]
    assert found(at_acme, "sensro", exact="1") == []
    assert "Nothing found for “sensro”" in text_of(at_acme, "sensro", exact="1")


def test_promoted_products_stand_first_and_are_marked(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        mug = sell("MUG", name="Mug").product_id
        sell("GC", name="Gift card")
        assert found(at_acme, "gift") == ["Gift card"]
        row = promote("gift", mug, message="Free engraving")
    assert found(at_acme, "gift") == ["Mug", "Gift card"]
    text = text_of(at_acme, "gift")
    assert text.count("Recommended") == 1
    assert text.index("Free engraving") < text.index("Recommended") < text.index("Mug") < text.index("Gift card")
    assert "Recommended" not in text_of(at_acme, "gift", sort="name")
    with in_store(acme):
        row.delete()
    assert found(at_acme, "gift") == ["Gift card"]


def test_a_synonym_works_at_once(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("A", name="Temperature sensor")
        assert found(at_acme, "thermometer") == []
        synonyms("thermometer, temperature sensor")
    assert found(at_acme, "thermometer") == ["Temperature sensor"]


def test_facets_and_pages_keep_the_words(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        dragino = Brand.objects.create(name="Dragino", slug="dragino")
        with together():
            for number in range(25):
                sell(f"S-{number}", name=f"Sensor {number}")
        Product.objects.filter(variants__sku="S-3").update(brand=dragino)
        publish(ProductsChanged(frozenset(Product.objects.values_list("pk", flat=True))))
    pagination = at_acme.get("/search/", {"q": "sensor"}).context["pagination"]
    assert (pagination.total, pagination.next_url) == (25, "?q=sensor&page=2")
    assert found(at_acme, "sensor", brand="dragino") == ["Sensor 3"]
    assert at_acme.get("/search/", {"q": "sensor", "page": "9999"}).status_code == 404


def test_a_category_a_brand_and_an_article_are_found_too(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        category("Soil sensors")
        soily = Brand.objects.create(name="Soilwise", slug="soilwise")
        Product.objects.filter(pk=sell("A", name="Probe").product_id).update(brand=soily)
        article("Where to put a soil sensor")
        article("Winter", "How sensors survive in frozen soil")
        article("Gateways")
    context = at_acme.get("/search/", {"q": "soil"}).context
    assert [place.title for place in context["categories"]] == ["Soil sensors"]
    assert [(place.title, place.url) for place in context["brands"]] == [("Soilwise", "/products/?brand=soilwise")]
    assert [page.title for page in context["pages"]] == ["Where to put a soil sensor", "Winter"]
    assert [page.title for page in at_acme.get("/search/", {"q": "sensors soil"}).context["pages"]] == [
        "Where to put a soil sensor",
        "Winter",
    ]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        # English: /search/ of acme.
        ("batteries", ["One battery"]),
        ("battery", ["One battery"]),
        ("bodies", ["Every body"]),
        # German, whose words English stems spoil.
        ("de Preis", ["Guter Preis", "Alle Preise"]),
        ("de Preise", ["Guter Preis", "Alle Preise"]),
        ("de Haus", ["Bewässerte Häuser"]),
        ("de Häuser", ["Bewässerte Häuser"]),
        # Afrikaans, which PostgreSQL cannot stem: the words themselves, and as beginnings.
        ("af beloftes", ["Ons beloftes"]),
        ("af belofte", ["Ons beloftes"]),
    ],
)
def test_articles_are_found_by_the_stems_of_their_language(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, typed: str, titles: list[str]
) -> None:
    with in_store(acme):
        article("One battery")
        article("Every body")
        for title in ("Alle Preise", "Guter Preis", "Bewässerte Häuser"):
            article(title, language="de")
    with in_store(bolt):
        article("Ons beloftes")
    language, _blank, words = typed.rpartition(" ")
    client, path = (at_bolt, "/search/") if language == "af" else (at_acme, f"/{language}/search/".replace("//", "/"))
    assert [page.title for page in client.get(path, {"q": words}).context["pages"]] == titles
    # Staff find them as before, whatever language they write in.
    with in_store(bolt if language == "af" else acme):
        for title in titles:
            assert title in [page.title for page in ArticlePage.objects.search(title)]


@pytest.mark.parametrize("most", [20_000, 0])
def test_pages_are_asked_for_where_their_words_can_stand_on_one(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """The words of all pages are known, unless there are too many."""
    monkeypatch.setattr("commerce.storefront.search.pages.MOST_WORDS", most)

    def pages(client: Client, query: str) -> tuple[list[str], bool]:
        with CaptureQueriesContext(connection) as captured:
            titles = [page.title for page in client.get("/search/", {"q": query}).context["pages"]]
        return titles, any("search_description" in one["sql"] and "tsquery" in one["sql"] for one in captured.captured_queries)

    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            article(f"Frost protection at {store.name}")
        assert pages(client, "frost") == ([f"Frost protection at {store.name}"], True)
        assert pages(client, "prot fros") == ([f"Frost protection at {store.name}"], True)
        assert pages(client, "frost gateway") == ([], not most)
        assert pages(client, "zzz") == ([], not most)
        with in_store(store):
            article("Gateway and frost")
        assert pages(client, "frost gateway") == (["Gateway and frost"], True)


@pytest.mark.usefixtures("kept_pages")
def test_an_article_is_found_as_soon_as_it_is_indexed(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    def is_found(client: Client) -> bool:
        return "Where to put a soil sensor" in text_of(client, "soil sensor")

    with in_store(acme):
        page = published("Where to put a soil sensor")
    # Kept, in the moment before the worker comes to it.
    assert not is_found(at_acme)
    with in_store(acme):
        get_search_backend().add(page)
    assert is_found(at_acme)
    assert not is_found(at_bolt)
    with in_store(acme):
        number = generation()
        get_search_backend().add(page)
        assert generation() == number, "what has not changed throws nothing away"


def test_a_restricted_page_never_appears(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        page = article("Soil secrets")
        article("Soil basics")
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        hidden = category("Soil trade")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for address in ("/search/", "/search/suggest/"):
        html = at_acme.get(address, {"q": "soil"}).content.decode()
        assert "Soil basics" in html
        assert "Soil secrets" not in html
        assert "Soil trade" not in html
    with in_store(acme):
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert "Soil basics" not in at_acme.get("/search/", {"q": "soil"}).content.decode()


def test_a_protected_catalogue_shows_nothing(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", name="Sensor")
        for page in CatalogPage.objects.all():
            PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert found(at_acme, "sensor") == []
    assert at_acme.get("/search/", {"q": "LDS02"}).status_code == 200
    assert "Sensor" not in at_acme.get("/search/suggest/", {"q": "sens"}).content.decode()


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
    assert "Sensor" not in at_bolt.get("/search/suggest/", {"q": "sens"}).content.decode()


def test_the_results_are_not_for_search_engines(at_acme: Client) -> None:
    assert at_acme.get("/search/", {"q": "x"}).context["seo"].robots == "noindex, follow"
