"""A page with a password: the form is in the store's own look, shows nothing of the page, and opens it in that store alone."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from sites.content.images import StoreDocument
from sites.content.pages import HomePage, StandardPage
from sites.tenants.context import in_store
from sites.tenants.models import Store

WORD = "open sesame"
PATH = "/dealers/"


def protect(store: Store) -> str:
    """A page with a password, its parent open; the address of the form."""
    with in_store(store):
        home = HomePage.objects.get(locale=Locale.get_default())
        page = StandardPage(
            title=f"{store.schema_name}-secret title",
            slug="dealers",
            intro=f"{store.schema_name}-secret intro",
            search_description=f"{store.schema_name}-secret description",
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        restriction = PageViewRestriction.objects.create(
            pk=900, page=page, restriction_type=PageViewRestriction.PASSWORD, password=WORD
        )
        return f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"


@pytest.fixture
def forms(acme: Store, bolt: Store) -> dict[str, str]:
    """Protected pages of the same names and keys in both stores."""
    return {store.schema_name: protect(store) for store in (acme, bolt)}


def text(answer: Any) -> str:
    """The page."""
    return str(answer.content.decode())


def test_the_form_is_in_the_look_of_its_store(forms: dict[str, str], at_acme: Client, at_bolt: Client) -> None:
    one, two = at_acme.get(PATH), at_bolt.get(PATH)
    for answer, form in ((one, forms["acme"]), (two, forms["bolt"])):
        assert answer.status_code == 200
        assert "shop/password_required.html" in [template.name for template in answer.templates]
        assert f'action="{form}"' in text(answer)
        assert 'name="csrfmiddlewaretoken"' in text(answer)
        assert "no-store" in answer["Cache-Control"]
    assert "themes/connected-things/" in text(one)
    assert "trolleypusha" not in text(one)
    assert "themes/trolleypusha/" in text(two)
    assert "connected-things" not in text(two)
    assert "<title>Password required</title>" in text(one)


def test_nothing_of_the_page_is_shown_however_often_it_is_asked_for(forms: dict[str, str], at_acme: Client) -> None:
    for _cold_and_warm in range(3):
        page = text(at_acme.get(PATH))
        assert "acme-secret" not in page
        assert 'name="password"' in page
        assert '<meta name="robots" content="noindex">' in page


def test_who_was_let_in_lets_nobody_else_in(forms: dict[str, str], at_acme: Client) -> None:
    opened = at_acme.post(forms["acme"], {"password": WORD, "return_url": PATH}, follow=True)
    assert "acme-secret intro" in text(opened)
    assert "no-store" in opened["Cache-Control"]
    assert "acme-secret" not in text(Client(headers={"host": "acme.test"}).get(PATH))
    assert "acme-secret intro" in text(at_acme.get(PATH))


def test_a_wrong_password_is_said_at_the_field_and_opens_nothing(forms: dict[str, str], at_bolt: Client) -> None:
    refused = at_bolt.post(forms["bolt"], {"password": "open barley", "return_url": PATH})
    assert 'href="#id_password"' in text(refused)
    assert 'aria-describedby="id_password_error"' in text(refused)
    assert "open barley" not in text(refused)
    assert "bolt-secret" not in text(refused)
    assert "bolt-secret" not in text(at_bolt.get(PATH))


def test_a_password_given_in_one_store_opens_nothing_in_the_other(forms: dict[str, str], at_acme: Client) -> None:
    at_acme.post(forms["acme"], {"password": WORD, "return_url": PATH})
    elsewhere = Client(headers={"host": "bolt.test"})
    elsewhere.cookies = at_acme.cookies
    assert "bolt-secret" not in text(elsewhere.get(PATH))
    assert "acme-secret" not in text(elsewhere.get(PATH))


def test_a_protected_document_asks_in_the_same_look(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            kept = Collection.get_first_root_node().add_child(name="Dealers")
            CollectionViewRestriction.objects.create(
                collection=kept, restriction_type=CollectionViewRestriction.PASSWORD, password=WORD
            )
            document = StoreDocument(title="Prices", collection=kept)
            document.file.save("prices.pdf", ContentFile(store.schema_name.encode()))
            document.save()
        asked = client.get(document.url)
        assert "shop/password_required.html" in [template.name for template in asked.templates]
        assert f"themes/{store.theme}/" in text(asked)
        action = re.search(r'action="(/documents/[^"]+)"', text(asked))
        assert action
        opened = client.post(action[1], {"password": WORD, "return_url": document.url}, follow=True)
        assert b"".join(opened.streaming_content) == store.schema_name.encode()  # type: ignore[attr-defined]


def test_a_page_that_is_protected_later_asks_from_then_on_and_so_do_those_below(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        home = HomePage.objects.get(locale=Locale.get_default())
        above = home.add_child(instance=StandardPage(title="Dealers", slug="dealers", intro="acme-secret"))
        above.add_child(instance=StandardPage(title="Prices", slug="prices", intro="acme-secret"))
    for path in (PATH, f"{PATH}prices/"):
        assert ["acme-secret" in text(at_acme.get(path)) for _cold_and_warm in range(3)] == [True] * 3
    with in_store(acme):
        PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.PASSWORD, password=WORD)
    for path in (PATH, f"{PATH}prices/"):
        assert ["acme-secret" in text(at_acme.get(path)) for _cold_and_warm in range(3)] == [False] * 3


def test_a_page_for_those_who_are_logged_in_stays_so(acme: Store, at_acme: Client) -> None:
    protect(acme)
    with in_store(acme):
        PageViewRestriction.objects.update(restriction_type=PageViewRestriction.LOGIN)
    assert [at_acme.get(PATH).status_code for _cold_and_warm in range(3)] == [302] * 3
