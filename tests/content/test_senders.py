"""Mail of a store comes from the store, whoever wrote it."""

from email.utils import parseaddr
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.models import Locale

from sites.content.pages import HomePage, StandardPage
from sites.content.settings import StoreIdentity
from sites.provisioning.roles import EDITOR, OWNER
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import person


def hand_in(store: Store) -> None:
    """A translator's page waits for an owner."""
    with in_store(store):
        owner = person(OWNER, email=f"boss@{store.schema_name}.test")
        page = StandardPage(title="Hours", slug="hours", owner=owner)
        HomePage.objects.get(locale=Locale.get_default()).add_child(instance=page)
        page.save_revision()
        workflow = page.get_workflow()
        workflow.start(page, person(EDITOR, email=f"editor@{store.schema_name}.test"))


@pytest.mark.parametrize(("name", "shown"), [("acme", 'Äcme "the best" & Söhne'), ("bolt", "Bolt")])
def test_mail_of_wagtail_and_django_names_the_store(acme: Store, bolt: Store, name: str, shown: str, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Uplink <post@uplink.test>"
    store = acme if name == "acme" else bolt
    with in_store(acme):
        StoreIdentity.objects.update(name='Äcme "the best" & Söhne')
    hand_in(store)
    Client(headers={"host": f"{name}.test"}).post("/admin/password_reset/", {"email": f"boss@{name}.test"})
    subjects = [message.subject for message in mail.outbox]
    # To the seeded owner, to this one, and the link to set a password.
    assert len(mail.outbox) == 3, subjects
    for message in mail.outbox:
        assert parseaddr(message.from_email) == (shown, "post@uplink.test")
        # As it goes out: encoded, and read again.
        assert message.message()["From"].encode("ascii")


def test_a_sender_that_a_page_names_and_the_platforms_own_mail_stay_as_they_are(acme: Store, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Uplink <post@uplink.test>"
    with in_store(acme):
        EmailMessage("Hello", "There", "form@acme.test", ["a@example.test"]).send()
    EmailMessage("Hello", "There", to=["a@example.test"]).send()
    assert [message.from_email for message in mail.outbox] == ["form@acme.test", "Uplink <post@uplink.test>"]
