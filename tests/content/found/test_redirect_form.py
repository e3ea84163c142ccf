"""Settings → Redirects → Add: addresses as people type them."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from sites.content.pages import HomePage, StandardPage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.content.found.test_redirect_lists import editor
from tests.shop import category, sell

ADD = "/admin/redirects/add/"


def test_addresses_are_taken_as_they_are_typed(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        sell("LDS02", category=category("Sensors"))
    client = editor(acme)
    for old, new, asked, leads_to in (
        ("/one", "/contact/", "/one/", "/contact/"),
        ("two", "contact", "/two/", "/contact/"),
        (" https://acme.test/three/?x=1 ", "https://acme.test/products/lds02/", "/three/?x=1", "/products/lds02/"),
        ("acme.test/four/", "products/lds02", "/four/", "/products/lds02/"),
        ("/five/", "/search/?q=door", "/five/", "http://acme.test/search/?q=door"),
        ("six", "https://elsewhere.example/a?b=1", "/six/", "https://elsewhere.example/a?b=1"),
    ):
        assert client.post(ADD, {"old_path": old, "redirect_link": new, "is_permanent": "on"}).status_code == 302, old
        answer = at_acme.get(asked)
        assert (answer.status_code, answer["Location"]) == (301, leads_to), old
        assert at_bolt.get(asked).status_code == 404


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("https://elsewhere.example/x", "/contact/", "not an address of this store"),
        ("mailto:boss", "/contact/", "not an address of this store"),
        ("/contact/", "/", "There is a page at the old address"),
        ("/contact/", "https://elsewhere.example/", "There is a page at the old address"),
        ("/old", "/is-not-there/", "nothing at the new address"),
        ("/old", "javascript:alert(1)", "Begin with a slash"),
        ("/old", "//elsewhere.example/", "Begin with a slash"),
        ("/old", "", "Choose a page or write an address"),
        ("/old", "old", "leads to itself"),
        ("/held", "/contact/", "already exists"),
    ],
)
def test_what_cannot_lead_anywhere_is_said_and_what_was_typed_stays(acme: Store, old: str, new: str, why: str) -> None:
    with in_store(acme):
        Redirect.add_redirect("/held", "https://elsewhere.example/")
    page = editor(acme).post(ADD, {"old_path": old, "redirect_link": new, "is_permanent": "on"})
    assert page.status_code == 200
    text = page.content.decode()
    assert why in text
    assert "Enter a valid URL" not in text
    assert f'value="{old}"' in text
    assert not new or f'value="{new}"' in text
    with in_store(acme):
        assert Redirect.objects.count() == 1


def test_a_redirect_to_a_product_is_edited_as_an_address(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("LDS02", category=category("Sensors"))
    client = editor(acme)
    client.post(ADD, {"old_path": "one", "redirect_link": "/products/lds02/"})
    with in_store(acme):
        row = Redirect.objects.get()
    page = client.get(f"/admin/redirects/{row.pk}/").content.decode()
    assert 'value="/products/lds02/"' in page
    assert client.post(f"/admin/redirects/{row.pk}/", {"old_path": "uno", "redirect_link": "/contact/"}).status_code == 302
    assert at_acme.get("/uno/")["Location"] == "/contact/"
    assert at_acme.get("/one/").status_code == 404


@pytest.mark.parametrize("typed", ["/sale/", "/sun/"])
def test_a_redirect_that_is_changed_does_not_stand_in_its_own_way(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, typed: str
) -> None:
    for store in (acme, bolt):
        with in_store(store):
            # Its address has become a page since; what it led to is no more.
            home = HomePage.objects.get(locale=Locale.get_default())
            home.add_child(instance=StandardPage(title="Winter", slug="winter"))
            row = Redirect.objects.create(old_path="/winter", redirect_link=f"http://{store.schema_name}.test/sale/")
        answer = editor(store).post(f"/admin/redirects/{row.pk}/", {"old_path": typed, "redirect_link": "/winter/"})
        assert answer.status_code == 302, answer.context["form"].errors
    for shopper in (at_acme, at_bolt):
        assert shopper.get(typed)["Location"] == "/winter/"
