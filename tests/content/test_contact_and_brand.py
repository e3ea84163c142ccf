"""The contact form, the brand's colours, and links that a browser may follow."""

import re
import time
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Locale

from sites.content.blocks.links import LinkBlock, is_safe_address
from sites.content.contrast import contrast
from sites.content.menus import Menu
from sites.content.pages import ContactPage
from sites.content.pages import contact as contact_form
from sites.content.settings import BrandTokens
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff

WORDS = {"name": "Ada", "email": "ada@example.test", "message": "How far does it reach?"}


def opened(client: Client, monkeypatch: pytest.MonkeyPatch, *, seconds: float = 10) -> dict[str, str]:
    """The form as a person has it after so many seconds."""
    page = client.get("/contact/").content.decode()
    clock = re.search(rf'name="{contact_form.CLOCK}" value="([^"]+)"', page)
    assert clock
    now = time.time()
    monkeypatch.setattr(contact_form.time, "time", lambda: now + seconds)
    return {contact_form.CLOCK: clock[1], contact_form.TRAP: ""}


def messages_in(store: Store) -> list[dict[str, Any]]:
    """What was sent to a store."""
    with in_store(store):
        return [submission.form_data for submission in FormSubmission.objects.all()]


def test_a_message_is_stored_and_mailed_to_its_own_store(
    acme: Store, bolt: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = at_acme.post("/contact/", WORDS | opened(at_acme, monkeypatch))
    assert response.status_code == 200
    assert "Thank you" in response.content.decode()
    assert messages_in(acme) == [WORDS]
    assert messages_in(bolt) == []
    (message,) = mail.outbox
    assert (message.to, message.reply_to) == (["owner@acme.test"], ["ada@example.test"])
    assert "How far does it reach?" in message.body


@pytest.mark.parametrize(
    ("seconds", "extra"),
    [
        (10, {contact_form.TRAP: "https://spam.test"}),
        (0.5, {}),
        (100_000, {}),
        (10, {contact_form.CLOCK: "forged"}),
        (10, {contact_form.CLOCK: ""}),
    ],
    ids=["trap", "too fast", "too late", "forged clock", "no clock"],
)
def test_a_robot_is_kept_out_and_a_persons_words_are_kept(
    acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch, seconds: float, extra: dict[str, str]
) -> None:
    page = at_acme.post("/contact/", WORDS | opened(at_acme, monkeypatch, seconds=seconds) | extra).content.decode()
    assert "This looked like an automatic message" in page
    assert "How far does it reach?" in page
    assert 'value="Ada"' in page
    assert messages_in(acme) == []
    assert not mail.outbox


def test_the_clock_of_another_store_counts_for_nothing(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_bolt.post("/contact/", WORDS | opened(at_acme, monkeypatch))
    assert messages_in(bolt) == []


def test_a_wrong_address_is_marked_and_the_rest_kept(acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = at_acme.post("/contact/", WORDS | opened(at_acme, monkeypatch) | {"email": "ada@@example"}).content.decode()
    assert 'value="ada@@example"' in page
    assert "How far does it reach?" in page
    assert messages_in(acme) == []


def test_a_mail_server_that_is_away_does_not_lose_the_message(
    acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any, **_options: Any) -> None:
        raise OSError("no route to host")

    form = opened(at_acme, monkeypatch)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    response = at_acme.post("/contact/", WORDS | form)
    assert "Thank you" in response.content.decode()
    assert messages_in(acme) == [WORDS]


def test_a_header_cannot_be_smuggled_into_the_mail(acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_store(acme):
        ContactPage.objects.filter(locale=Locale.get_default()).update(subject="Line one\nBcc: x@evil.test")
    at_acme.post("/contact/", WORDS | opened(at_acme, monkeypatch))
    assert mail.outbox[0].subject == "Line one Bcc: x@evil.test"


def test_each_stores_editors_see_their_own_messages_only(
    acme: Store, bolt: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_acme.post("/contact/", WORDS | opened(at_acme, monkeypatch))
    for store, seen in ((acme, True), (bolt, False)):
        with in_store(store):
            pk = ContactPage.objects.get(locale=Locale.get_default()).pk
        client = staff(store, "Editor")
        assert client.get("/admin/forms/").status_code == 200
        listed = client.get(f"/admin/forms/submissions/{pk}/")
        assert listed.status_code == 200
        assert ("How far does it reach?" in listed.content.decode()) == seen


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "java\nscript:x", "", "ftp://x"],
)
def test_an_address_that_runs_something_is_no_link(address: str) -> None:
    assert not is_safe_address(address)
    with pytest.raises(ValidationError):
        LinkBlock().clean(LinkBlock().to_python({"title": "x", "url": address}))


@pytest.mark.parametrize("address", ["https://x.test", "/products/", "#top", "mailto:a@x.test", "tel:+44"])
def test_an_ordinary_address_is_a_link(address: str) -> None:
    assert is_safe_address(address)
    assert LinkBlock().clean(LinkBlock().to_python({"title": "x", "url": address}))["url"] == address


def test_a_dangerous_link_that_is_in_a_menu_all_the_same_is_not_shown(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        for menu in Menu.objects.filter(locale=Locale.get_default()):
            menu.items = [("link", {"title": "Click", "page": None, "url": "javascript:alert(1)"})]
            menu.save_revision().publish()
    assert "javascript:alert" not in at_acme.get("/").content.decode()


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)]
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("colours", "saved"),
    [
        ({"brand": "#0b6e4f", "on_brand": "#ffffff"}, True),
        ({"brand": "#ffee00", "on_brand": "#ffffff"}, False),
        ({"ink": "#999999", "paper": "#ffffff"}, False),
        ({"brand": "#0b6e4f"}, True),
        # Under the theme's white letters, and behind its dark ones.
        ({"brand": "#ffee00"}, False),
        ({"paper": "#303030"}, False),
        ({"brand": "red", "on_brand": "white"}, False),
        ({"brand": "#fff; } body { display: none"}, False),
    ],
)
def test_colours_that_cannot_be_read_are_refused_in_the_admin(
    acme: Store, bolt: Store, colours: dict[str, str], saved: bool
) -> None:
    owner = staff(acme)
    with in_store(acme):
        tokens = BrandTokens.load()
    names = ("brand", "on_brand", "accent", "on_accent", "ink", "paper", "surface", "heading_font", "body_font", "radius")
    response = owner.post(f"/admin/settings/content/brandtokens/{tokens.pk}/", dict.fromkeys(names, "") | colours)
    assert (response.status_code == 302) == saved
    with in_store(acme):
        assert (BrandTokens.load().brand == colours.get("brand", "")) == (saved or "brand" not in colours)
    with in_store(bolt):
        assert not BrandTokens.objects.exclude(brand="").exists()
