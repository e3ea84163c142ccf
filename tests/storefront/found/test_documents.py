"""Every document that machines fetch is parsed, in two stores, and holds nothing that must not be found."""

import csv
import json
import re
from io import StringIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from commerce.catalogue.models import CatalogPage, Variant
from commerce.storefront.found.feeds.items import feed_items
from commerce.storefront.found.sitemaps.sources import product_entries
from sites.content.found.models import SearchEngines
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell
from tests.sitemaps import body_of, sitemap_addresses
from tests.storefront.found.conftest import SECRETS

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
XHTML = "{http://www.w3.org/1999/xhtml}"
G = "{http://base.google.com/ns/1.0}"
FEEDS = ("/feeds/google-{}-{}.xml", "/feeds/meta-{}-{}.csv", "/feeds/articles-{}.xml")
Shops = tuple[Store, Store]


def fetch(client: Client, path: str) -> str:
    """The text of a document that is there."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert "Set-Cookie" not in response
    return body_of(response)


def addresses_in(text: str) -> set[str]:
    """The hosts of all addresses in a document but those that name its format."""
    hosts = {urlsplit(found).hostname or "" for found in re.findall(r"https?://[^\s\"'<>)]+", text)}
    return hosts - {"www.sitemaps.org", "www.google.com", "www.w3.org", "base.google.com", "schema.org"}


def documents(page: str) -> dict[str, dict[str, Any]]:
    """The structured data of a page by type."""
    found = [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)]
    assert all(each["@context"] == "https://schema.org" for each in found)
    return {each["@type"]: each for each in found}


def test_robots_txt_can_be_added_to_and_names_its_own_sitemap(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    with in_store(shops[0]):
        SearchEngines.objects.create(robots_lines="Disallow: /campaigns/\nnonsense\n# why\nUser-agent: GPTBot\nDisallow: /")
    mine, theirs = fetch(at_acme, "/robots.txt"), fetch(at_bolt, "/robots.txt")
    lines = mine.splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://acme.test/sitemap.xml"
    assert {"Disallow: /cart/", "Disallow: /de/cart/", "Disallow: /admin/", "Disallow: /campaigns/"} <= set(lines)
    assert "nonsense" not in mine
    assert lines.index("User-agent: GPTBot") < lines.index("Disallow: /")
    assert "campaigns" not in theirs
    assert "Sitemap: http://bolt.test/sitemap.xml" in theirs


@pytest.mark.usefixtures("made_pictures")
def test_a_sitemap_is_well_formed_and_says_what_is_true(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    for client, host, other in ((at_acme, "acme.test", "de"), (at_bolt, "bolt.test", "en")):
        index = ElementTree.fromstring(fetch(client, "/sitemap.xml"))
        assert index.tag == f"{MAP}sitemapindex"
        chunks = [node.text or "" for node in index.iter(f"{MAP}loc")]
        assert [urlsplit(chunk).path for chunk in chunks] == ["/sitemaps/pages-1.xml", "/sitemaps/products-1.xml"]
        entries = {}
        for chunk in chunks:
            text = fetch(client, urlsplit(chunk).path)
            assert addresses_in(text) == {host}
            for secret in SECRETS:
                assert secret.lower() not in text.lower()
            for node in ElementTree.fromstring(text):
                assert node.tag == f"{MAP}url"
                entries[node.findtext(f"{MAP}loc") or ""] = node
        product = entries[f"http://{host}/products/lds02/"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", product.findtext(f"{MAP}lastmod") or "")
        spoken = {node.get("hreflang"): node.get("href") for node in product.iter(f"{XHTML}link")}
        assert spoken["x-default"] == f"http://{host}/products/lds02/"
        assert spoken[other] == f"http://{host}/{other}/products/tuersensor/"
        assert f"http://{host}/{other}/products/tuersensor/" in entries
        # A language without words of its own is no page of its own.
        assert f"http://{host}/{other}/products/alone/" not in entries
        pictures = [node.text or "" for node in product.iter(f"{IMAGE}loc")]
        assert pictures
        assert pictures[0].startswith(f"http://{host}/media/t/")
        assert pictures[0].endswith(".webp")
        for address in entries:
            assert client.get(urlsplit(address).path).status_code == 200, address


@pytest.mark.parametrize("name", ["pages-2", "pages-0", "products-99999", "products-x", "orders-1", "pages-01"])
def test_chunks_that_are_not_there_are_not_found(acme: Store, at_acme: Client, name: str) -> None:
    assert at_acme.get(f"/sitemaps/{name}.xml").status_code == 404


def items_of(text: str) -> dict[str, dict[str, list[str]]]:
    """The items of a Google feed by id, each value a list."""
    found: dict[str, dict[str, list[str]]] = {}
    for item in ElementTree.fromstring(text).iter("item"):
        values: dict[str, list[str]] = {}
        for node in item:
            assert node.tag.startswith(G)
            values.setdefault(node.tag.removeprefix(G), []).append(node.text or "")
        found[values["id"][0]] = values
    return found


def test_the_google_feed_has_what_google_requires(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    for client, host, language, currency, price in (
        (at_acme, "acme.test", "en", "gbp", "54.00 GBP"),
        (at_bolt, "bolt.test", "af", "zar", "45.00 ZAR"),
    ):
        text = fetch(client, f"/feeds/google-{language}-{currency}.xml")
        assert addresses_in(text) == {host}
        items = items_of(text)
        assert set(items) == {"LDS02", "LDS02-868", "ALONE"}
        for values in items.values():
            required = {"id", "title", "description", "link", "image_link", "availability", "price", "condition"}
            assert required <= set(values)
            assert all(values[name][0] for name in required)
            assert client.get(values["link"][0].removeprefix(f"http://{host}")).status_code == 200
        first, second, alone = items["LDS02"], items["LDS02-868"], items["ALONE"]
        assert first["price"] == [price]
        assert first["item_group_id"] == second["item_group_id"]
        assert "item_group_id" not in alone
        assert (first["gtin"], first["mpn"], first["brand"]) == (["4006381333931"], ["LDS-2"], ["Dragino & Co"])
        assert (first["shipping_weight"], first["product_type"]) == (["0.25 kg"], ["Sensors"])
        assert "identifier_exists" not in first
        assert alone["identifier_exists"] == ["no"]
        assert second["availability"] == ["out_of_stock"]
        assert second["sale_price"] < second["price"]
        assert "?variant=" in first["link"][0]


def test_prices_are_without_tax_where_advertisements_leave_it_out(shops: Shops, at_acme: Client) -> None:
    Store.objects.filter(pk=shops[0].pk).update(country="US")
    with in_store(Store.objects.get(pk=shops[0].pk)):
        (batch,) = feed_items(language="en", currency="GBP")
    assert {item.id: item.price for item in batch}["LDS02"] == "45.00 GBP"


def test_the_meta_table_holds_the_same(shops: Shops, at_acme: Client) -> None:
    rows = list(csv.DictReader(StringIO(fetch(at_acme, "/feeds/meta-en-gbp.csv"))))
    assert {row["id"] for row in rows} == {"LDS02", "LDS02-868", "ALONE"}
    google = items_of(fetch(at_acme, "/feeds/google-en-gbp.xml"))
    for row in rows:
        assert None not in row
        assert row["price"] == google[row["id"]]["price"][0]
        assert row["link"] == google[row["id"]]["link"][0]
        assert row["availability"] in {"in stock", "out of stock", "available for order"}
    assert {row["id"]: row["title"] for row in rows}["ALONE"] == "A thing, alone"


def test_a_feed_in_another_language_has_its_words_alone(shops: Shops, at_acme: Client) -> None:
    items = items_of(fetch(at_acme, "/feeds/google-de-gbp.xml"))
    assert set(items) == {"LDS02", "LDS02-868"}
    assert items["LDS02"]["title"] == ["Türsensor"]
    assert items["LDS02"]["link"][0].startswith("http://acme.test/de/products/tuersensor/?variant=")


@pytest.mark.parametrize(
    "path", ["/feeds/google-fr-gbp.xml", "/feeds/google-en-usd.xml", "/feeds/meta-en-zar.csv", "/feeds/articles-fr.xml"]
)
def test_feeds_of_what_the_store_has_not_are_not_found(shops: Shops, at_acme: Client, path: str) -> None:
    assert at_acme.get(path).status_code == 404


def test_articles_can_be_subscribed_to(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    for client, host, language in ((at_acme, "acme.test", "en"), (at_bolt, "bolt.test", "af")):
        text = fetch(client, f"/feeds/articles-{language}.xml")
        assert addresses_in(text) == {host}
        channel = ElementTree.fromstring(text).find("channel")
        assert channel is not None
        assert channel.findtext("language") == language
        item = next(each for each in channel.iter("item") if each.findtext("title") == "How to mount <it>")
        assert "Mount it & forget it." in (item.findtext("description") or "")
        assert client.get(urlsplit(item.findtext("link") or "").path).status_code == 200
        for secret in SECRETS:
            assert secret not in text


def test_llms_txt_says_what_the_shop_is(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    for client, host in ((at_acme, "acme.test"), (at_bolt, "bolt.test")):
        text = fetch(client, "/llms.txt")
        assert text.startswith("# ")
        assert addresses_in(text) == {host}
        links = dict(re.findall(r"^- \[([^\]]+)\]\((\S+)\)$", text, re.MULTILINE))
        assert links["Sensors"] == f"http://{host}/products/sensors/"
        assert any("/feeds/google-" in address for address in links.values())
        for address in links.values():
            assert client.get(urlsplit(address).path).status_code == 200, address


def test_llms_txt_speaks_each_language_and_names_the_others(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    for client, host, prefix, here, there, prices in (
        (at_acme, "acme.test", "/de", "English", "Deutsch", "Preise sind in GBP."),
        (at_bolt, "bolt.test", "/en", "Afrikaans", "English", "Prices are in ZAR."),
    ):
        default, other = fetch(client, "/llms.txt"), fetch(client, f"{prefix}/llms.txt")
        assert f"- [{there}](http://{host}{prefix}/llms.txt)" in default and f"[{here}]" not in default
        assert f"- [{here}](http://{host}/llms.txt)" in other and f"[{there}]" not in other
        assert prices in other and prices not in default
        assert f"(http://{host}{prefix}/products/)" in other
        assert f"(http://{host}/products/sensors/)" not in other
        assert client.get(f"{prefix}/llms.txt").headers["Content-Language"] == prefix.strip("/")
    assert at_bolt.get("/de/llms.txt").status_code == 404


def test_pages_of_each_type_say_what_they_are(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    for client, host, price in ((at_acme, "acme.test", "54.00"), (at_bolt, "bolt.test", "45.00")):
        home = documents(fetch(client, "/"))
        assert home["Organization"]["url"] == f"http://{host}/"
        assert home["WebSite"]["potentialAction"]["target"]["urlTemplate"] == f"http://{host}/search/?q={{search_term_string}}"
        group = documents(fetch(client, "/products/lds02/"))["ProductGroup"]
        first, second = sorted(group["hasVariant"], key=lambda each: str(each["sku"]))
        assert (first["sku"], first["gtin"], first["mpn"]) == ("LDS02", "4006381333931", "LDS-2")
        assert first["offers"]["price"] == price
        assert second["offers"]["availability"] == "https://schema.org/OutOfStock"
        assert group["brand"]["name"] == "Dragino & Co"
        assert group["image"][0].startswith(f"http://{host}/media/")
        assert "aggregateRating" not in group
        alone = documents(fetch(client, "/products/alone/"))
        assert alone["Product"]["offers"]["price"] == price
        way = alone["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in way] == [1, 2, 3, 4]
        assert way[-1]["item"] == f"http://{host}/products/alone/"
        listing = documents(fetch(client, "/products/sensors/"))["ItemList"]
        assert {row["url"] for row in listing["itemListElement"]} == {
            f"http://{host}/products/alone/",
            f"http://{host}/products/lds02/",
        }
        assert "ItemList" not in documents(fetch(client, "/products/sensors/?sort=name"))
        questions = documents(fetch(client, "/questions-x/"))["FAQPage"]["mainEntity"]
        assert questions[0]["acceptedAnswer"]["text"] == "Soon."


def test_an_article_says_who_wrote_it_and_asks_its_questions(shops: Shops, at_acme: Client) -> None:
    page = next(address for address in sitemap_addresses(at_acme) if address.endswith("/mount/"))
    found = documents(fetch(at_acme, urlsplit(page).path))
    assert found["Article"]["headline"] == "How to mount <it>"
    assert found["Article"]["author"] == {"@type": "Person", "name": "Ann"}
    assert found["Article"]["mainEntityOfPage"] == page
    assert found["FAQPage"]["mainEntity"][0]["name"] == "How far?"


def test_a_product_names_its_price_where_it_is_shared_and_the_articles_about_it(shops: Shops, at_acme: Client) -> None:
    page = fetch(at_acme, "/products/lds02/")
    for line in (
        '<meta property="product:price:amount" content="54.00">',
        '<meta property="product:price:currency" content="GBP">',
        '<meta property="og:locale" content="en">',
        '<link rel="alternate" hreflang="x-default" href="http://acme.test/products/lds02/">',
        '<meta name="twitter:title" content="Door sensor">',
    ):
        assert line in page
    section = page.split('id="articles"')[1]
    assert "How to mount &lt;it&gt;" in section
    assert "Draft article" not in page
    assert 'id="articles"' not in fetch(at_acme, "/products/alone/")


def test_a_protected_catalogue_gives_no_products(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    with in_store(shops[0]):
        for mount in CatalogPage.objects.all():
            PageViewRestriction.objects.create(page=mount, restriction_type="password", password="open sesame")
    for path in (FEEDS[0].format("en", "gbp"), FEEDS[1].format("en", "gbp")):
        assert at_acme.get(path).status_code == 404
    assert "lds02" not in " ".join(sitemap_addresses(at_acme))
    assert "Sensors" not in fetch(at_acme, "/llms.txt")
    assert "LDS02" in fetch(at_bolt, FEEDS[0].format("af", "zar"))


def test_a_hidden_store_is_not_found_at_all(shops: Shops, at_acme: Client, at_bolt: Client) -> None:
    assert "LDS02" in fetch(at_acme, FEEDS[0].format("en", "gbp"))
    with in_store(shops[0]):
        SearchEngines.objects.create(is_hidden=True)
    assert fetch(at_acme, "/robots.txt") == "User-agent: *\nDisallow: /\n"
    assert sitemap_addresses(at_acme) == []
    assert at_acme.get("/sitemaps/pages-1.xml").status_code == 404
    for feed in FEEDS:
        assert at_acme.get(feed.format("en", "gbp")).status_code == 404
    assert '<meta name="robots" content="noindex">' in fetch(at_acme, "/products/lds02/")
    assert '<meta name="robots" content="noindex">' not in fetch(at_bolt, "/products/lds02/")


def test_a_document_is_made_once_and_anew_after_a_change(shops: Shops, at_acme: Client) -> None:
    first = fetch(at_acme, "/sitemaps/products-1.xml")
    zipped = at_acme.get("/sitemaps/products-1.xml", headers={"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert zipped["Cache-Control"].startswith("public")
    assert fetch(at_acme, "/sitemaps/products-1.xml") == first
    with in_store(shops[0]):
        sell("NEW-1")
    assert "/products/new-1/" in fetch(at_acme, "/sitemaps/products-1.xml")


def test_feeds_cost_as_many_queries_for_three_products_as_for_many(shops: Shops, django_assert_max_num_queries: Any) -> None:
    with in_store(shops[0]):
        for number in range(12):
            variant = sell(f"MORE-{number}")
            Variant.objects.create(product=variant.product, sku=f"MORE-{number}-B")
        list(feed_items(language="en", currency="GBP"))
        with django_assert_max_num_queries(10):
            list(feed_items(language="en", currency="GBP"))
        with django_assert_max_num_queries(3):
            assert len(list(product_entries(1))) == 3 + 1 + 12
