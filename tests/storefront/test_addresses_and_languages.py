"""Languages and their links, what robots read, canonical addresses, and the page for what is not there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from commerce.catalogue.models import Attribute, AttributeChoice, Brand, ProductCopy, ProductValue
from sites.content.menus import Menu
from sites.content.pages import HomePage, StandardPage
from sites.tenants.context import in_store
from sites.tenants.models import Domain, Store
from tests.shop import category, sell
from tests.sitemaps import sitemap_addresses


def test_robots_txt_names_this_stores_sitemap_addresses(at_acme: Client, at_bolt: Client) -> None:
    for client, host in ((at_acme, "acme.test"), (at_bolt, "bolt.test")):
        text = client.get("/robots.txt").content.decode()
        assert f"Sitemap: http://{host}/sitemap.xml" in text
        for path in ("/cart/", "/checkout/", "/account/", "/admin/"):
            assert f"Disallow: {path}" in text


def test_each_sitemap_lists_its_own_stores_pages_in_every_language(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        sell("LDS02", category=category("Sensors"))
    mine, theirs = sitemap_addresses(at_acme), sitemap_addresses(at_bolt)
    for path in ("/", "/de/", "/products/", "/de/products/", "/products/sensors/", "/products/lds02/", "/contact/"):
        assert f"http://acme.test{path}" in mine, path
    assert "http://bolt.test/en/" in theirs
    assert all(address.startswith("http://bolt.test/") for address in theirs)
    assert len(mine) == len(set(mine))
    for address in mine:
        assert at_acme.get(address.removeprefix("http://acme.test")).status_code == 200, address


def test_the_sitemap_leaves_out_what_is_hidden_drafted_or_below_a_password(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        home.add_child(instance=StandardPage(title="Hidden", slug="hidden-page", noindex=True))
        home.add_child(instance=StandardPage(title="Draft", slug="draft-page", live=False))
        locked = home.add_child(instance=StandardPage(title="Locked", slug="locked-page"))
        locked.view_restrictions.create(restriction_type="password", password="x")
    listed = " ".join(sitemap_addresses(at_acme))
    for slug in ("hidden-page", "draft-page", "locked-page"):
        assert slug not in listed


def test_pages_name_their_alternates_and_the_switcher_leads_there(acme: Store, at_acme: Client) -> None:
    for path, other in (("/", "/de/"), ("/contact/", "/de/contact/"), ("/products/", "/de/products/")):
        page = at_acme.get(path).content.decode()
        assert f'<link rel="alternate" hreflang="en" href="http://acme.test{path}">' in page
        assert f'<link rel="alternate" hreflang="de" href="http://acme.test{other}">' in page
        assert f'<a href="{other}" lang="de" hreflang="de">Deutsch</a>' in page
        back = at_acme.get(other).content.decode()
        assert f'<a href="{path}" lang="en" hreflang="en">English</a>' in back
        assert '<html lang="de"' in back


def test_a_page_in_one_language_leads_the_switcher_home(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        home.add_child(instance=StandardPage(title="Only here", slug="only-here"))
    page = at_acme.get("/only-here/").content.decode()
    assert '<a href="/de/" lang="de" hreflang="de">Deutsch</a>' in page
    assert 'hreflang="de" href="http' not in page


def test_search_and_cart_lead_to_themselves_in_the_other_language(at_acme: Client, at_bolt: Client) -> None:
    for path in ("/search/?q=x%22y", "/cart/"):
        assert f'<a href="/de{path}" lang="de"' in at_acme.get(path).content.decode()
        assert f'<a href="{path}" lang="en"' in at_acme.get(f"/de{path}").content.decode()
        assert f'<a href="/en{path}" lang="en"' in at_bolt.get(path).content.decode()


def test_the_chosen_variant_and_what_is_compared_are_the_same_in_the_other_language(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        german = ProductCopy.objects.get().copy_for_translation(Locale.objects.get(language_code="de"))
        german.slug, german.live = "lds02-de", True
        german.save()
    for path, expected in (
        (f"/products/lds02/?variant={variant.pk}", f"/de/products/lds02-de/?variant={variant.pk}"),
        ("/products/lds02/?variant=%22%3E", "/de/products/lds02-de/"),
        (f"/compare/?ids={variant.product_id}", f"/de/compare/?ids={variant.product_id}"),
    ):
        assert f'<a href="{expected}" lang="de"' in at_acme.get(path).content.decode(), path


def links(client: Client, path: str) -> dict[str, str]:
    """The language links of a page by language, where the switcher and the drawer say the same."""
    page = client.get(path).content.decode()
    found = re.findall(r'<a href="([^"]*)" lang="(\w+)" hreflang', page)
    assert len(found) == 2 * len(set(found))
    return {code: url.replace("&amp;", "&") for url, code in found}


def test_what_is_chosen_on_a_listing_goes_with_the_language(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for store, other in ((acme, "de"), (bolt, "en")):
        with in_store(store):
            colour = Attribute.objects.create(code="colour", labels={"en": "Colour"}, kind="colour", facetable=True)
            red = AttributeChoice.objects.create(attribute=colour, code="red", labels={"en": "Red"})
            there = Locale.objects.get(language_code=other)
            sensors, gateways = category("Sensors"), category("Gateways")
            for place in (sensors, gateways):
                product = sell(f"S-{place.slug}", category=place, name="Sensor").product
                product.brand = Brand.objects.create(name=place.title, slug=f"b-{place.slug}")
                product.save()
                ProductValue.objects.create(product=product, attribute=colour, choice=red)
            translated = sensors.copy_for_translation(there)
            translated.slug = "fuehler"
            translated.save_revision().publish()
    for client, other, prefix in ((at_acme, "de", "/de"), (at_bolt, "en", "/en")):
        for query, said in (
            ("?brand=b-sensors&colour=red", "?brand=b-sensors&colour=red"),
            ("?sort=price&view=list&show=48&page=1", "?sort=price&show=48&view=list"),
            ("?price.from=1,000.50&price.to=&utm_source=x&variant=7", "?price=1000.5-"),
            ("?category=sensors", "?category=fuehler"),
            ("?category=sensors,gateways&brand=b-sensors", "?category=fuehler&brand=b-sensors"),
            ("?category=gateways&sort=name", "?sort=name"),
            ("?brand=nothing&colour=%22%3E&variant=7", ""),
        ):
            found = links(client, f"/products/{query}")[other]
            assert sorted(re.split("[?&]", found)) == sorted(re.split("[?&]", f"{prefix}/products/{said}")), query
        back = links(client, f"{prefix}/products/?category=fuehler&sort=name")
        assert set(back.values()) == {"/products/?category=sensors&sort=name", f"{prefix}/products/?category=fuehler&sort=name"}
        assert links(client, "/products/sensors/?brand=b-sensors")[other] == f"{prefix}/products/fuehler/?brand=b-sensors"
        # Where the page is not there in the other language, its home page is not filtered.
        assert links(client, "/products/gateways/?brand=b-gateways")[other] == f"{prefix}/"
        asked = "/search/?q=sensor&brand=b-sensors&sort=price&page=1"
        assert links(client, asked)[other] == f"{prefix}/search/?q=sensor&brand=b-sensors&sort=price"
        # A page that is not there keeps what was chosen.
        assert links(client, "/products/?brand=b-sensors&page=9")[other] == f"{prefix}/products/?brand=b-sensors"
        with django_assert_max_num_queries(8):
            client.get("/products/?category=sensors&brand=b-sensors")


def test_a_variant_goes_with_the_language_of_its_own_product_only(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02")
        other = sell("LHT65")
    for path in ("/", "/contact/", "/products/", "/cart/"):
        assert "variant" not in links(at_acme, f"{path}?variant={other.pk}")["de"], path
    # Without words in German, and in English it is the page itself.
    assert links(at_acme, f"/products/lds02/?variant={other.pk}") == {"en": "/products/lds02/", "de": "/de/"}


def test_languages_are_the_stores_own(at_acme: Client, at_bolt: Client) -> None:
    assert at_acme.get("/de/").status_code == 200
    assert at_bolt.get("/en/").status_code == 200
    assert at_bolt.get("/de/").status_code == 404
    assert at_acme.get("/af/").status_code == 404
    assert '<html lang="af"' in at_bolt.get("/").content.decode()


def test_two_stores_that_share_a_language_keep_their_own_prefixes(at_acme: Client, at_bolt: Client) -> None:
    assert 'href="/products/"' in at_acme.get("/").content.decode()
    page = at_bolt.get("/en/").content.decode()
    assert 'href="/en/products/"' in page
    assert 'href="/en/cart/"' in page
    assert "http://bolt.test/en/products/" in sitemap_addresses(at_bolt)


def test_menus_are_in_the_pages_language(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        german = Menu.objects.get(place="main", locale__language_code="de")
        german.items = [("link", {"title": "Sonderangebote", "page": None, "url": "/de/angebote/"})]
        german.save_revision().publish()
    assert "Sonderangebote" in at_acme.get("/de/").content.decode()
    assert "Sonderangebote" not in at_acme.get("/").content.decode()


def test_the_menu_marks_where_one_is_and_home_only_at_home(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        for code, home in (("en", "/"), ("de", "/de/")):
            menu = Menu.objects.get(place="main", locale__language_code=code)
            menu.items = [
                ("link", {"title": "Start", "page": None, "url": home}),
                ("link", {"title": "All", "page": None, "url": f"{home}products/"}),
            ]
            menu.save_revision().publish()
    for home in ("/", "/de/"):
        assert [link.current for link in at_acme.get(home).context["menu"]] == [True, False]
        assert [link.current for link in at_acme.get(f"{home}products/").context["menu"]] == [False, True]
        assert [link.current for link in at_acme.get(f"{home}contact/").context["menu"]] == [False, False]


@pytest.mark.parametrize(
    "path", ["/nothing/", "/products/nothing/", "/de/nichts/", "/de/products/nichts/", "/nothing.html", "/a/b/c.php"]
)
def test_what_is_not_there_is_404_in_the_stores_theme(at_acme: Client, at_bolt: Client, path: str) -> None:
    mine, theirs = at_acme.get(path), at_bolt.get(path)
    assert (mine.status_code, theirs.status_code) == (404, 404)
    assert "themes/connected-things/" in mine.content.decode()
    assert "themes/trolleypusha/" in theirs.content.decode()
    assert "shop/errors/404.html" in [template.name for template in mine.templates]
    title = {True: "Diese Seite haben wir nicht im Regal", False: "This page is not on our shelves"}[path.startswith("/de/")]
    assert f"<title>{title}</title>" in mine.content.decode()


@pytest.mark.parametrize(
    ("path", "search"), [("/nosuch/", "/search/"), ("/de/nosuch/", "/de/search/"), ("/products/?page=9", "/search/")]
)
def test_both_searches_of_a_404_lead_to_the_search(at_acme: Client, path: str, search: str) -> None:
    page = at_acme.get(path).content.decode()
    assert re.findall(r'<form class="search[^>]* action="([^"]*)"', page) == [search, search]


def test_a_404_repeats_no_markup_of_the_address(at_acme: Client) -> None:
    page = at_acme.get("/<script>alert(1)</script>/")
    assert page.status_code == 404
    assert "<script>alert(1)" not in page.content.decode()


def test_the_canonical_address_is_the_pages_own_without_query(acme: Store, at_acme: Client) -> None:
    Domain.objects.create(domain="www.acme.test", tenant=acme, is_primary=False)
    with in_store(acme):
        category("Sensors")
    for path in ("/", "/products/", "/products/sensors/", "/contact/"):
        page = at_acme.get(f"{path}?utm_source=mail").content.decode()
        assert f'<link rel="canonical" href="http://acme.test{path}">' in page
    # Also where the store was asked for by another of its names.
    for host in ("ACME.test.", "acme.test:8000", "www.acme.test"):
        page = at_acme.get("/", headers={"host": host}).content.decode()
        assert '<link rel="canonical" href="http://acme.test/">' in page
        assert host not in page


def test_editors_can_name_another_original(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        home.add_child(instance=StandardPage(title="Copy", slug="copy", canonical_url="https://elsewhere.test/original/"))
    assert '<link rel="canonical" href="https://elsewhere.test/original/">' in at_acme.get("/copy/").content.decode()


def test_an_address_without_its_slash_leads_to_the_one_with_it_and_keeps_the_query(acme: Store, at_acme: Client) -> None:
    response = at_acme.get("/products?sort=name")
    assert (response.status_code, response["Location"]) == (301, "/products/?sort=name")


@pytest.mark.parametrize("path", ["//evil.test", "//evil.test/x", "/%2f%2fevil.test", "/\\evil.test"])
def test_no_address_leads_to_another_host(at_acme: Client, path: str) -> None:
    response = at_acme.get(path)
    assert not response.headers.get("Location", "").startswith(("//", "/\\", "http://evil", "https://evil"))


def test_a_products_words_in_one_language_only_have_one_alternate(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02")
        assert ProductCopy.objects.count() == 1
    assert at_acme.get("/products/lds02/").context["seo"].alternates == (("en", "http://acme.test/products/lds02/"),)
