"""Stores are made outside of transactions: these tests really make them, and take away what they made."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from psycopg import sql

from sites.provisioning import create
from sites.provisioning.order import StoreOrder
from sites.provisioning.schemas import drop_schema, schema_exists
from sites.tenants.models import Domain, Store
from sites.users.models import User
from tests.databases import ACME, BOLT

KEPT = ("acme", "bolt")


def clean_up() -> None:
    """Remove every store but the two that all tests share, and the operators."""
    connections["default"].in_atomic_block = False
    connection.set_schema_to_public()
    for store in Store.objects.exclude(schema_name__in=KEPT):
        drop_schema(store.schema_name)
        Domain.objects.filter(tenant=store).delete()
        Store.objects.filter(pk=store.pk).delete()
    User.objects.all().delete()


@pytest.fixture
def real(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database as it is, with commits, and with the guard that refuses a switch inside a transaction."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        connections["default"].allow_switch_in_atomic = False
        mail.outbox.clear()
        kept = list(Store.objects.filter(schema_name__in=KEPT))
        try:
            yield
        finally:
            connections["default"].allow_switch_in_atomic = True
            clean_up()
            # What was written down of them, such as which steps are done, is not for the tests that come after.
            for store in kept:
                store.save()
            connection.close()


@pytest.fixture
def order() -> Callable[..., StoreOrder]:
    """An order for a store called Cove of one language; give what should be different."""

    def make(**changes: Any) -> StoreOrder:
        given: dict[str, Any] = {
            "name": "Cove",
            "domain": "cove.test",
            "theme": "base",
            "country": "DE",
            "currency": "EUR",
            "default_language": "de",
            "languages": (),
            "owner_email": "Owner@Cove.test",
        }
        return StoreOrder(**{**given, **changes})

    return make


@pytest.fixture
def unseeded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores are made without their first content, for tests that look at none of it: half the time of making one."""
    monkeypatch.setattr(create, "seed", lambda _store: None)


@pytest.fixture
def bare(unseeded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores are made with a schema that is empty, which cannot be made twice either, and a mail to their owner: for tests of
    what stands around these.
    """

    def make(schema: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))

    monkeypatch.setattr(create, "replay", make)
    monkeypatch.setattr(create, "invite_owner", lambda store: mail.send_mail("Ready", "", None, [store.owner_email]))


def nothing_changed() -> bool:
    """Whether there are the two shared stores, their domains, no other schema and no mail."""
    stores = set(Store.objects.values_list("schema_name", flat=True))
    domains = set(Domain.objects.values_list("domain", flat=True))
    return stores == set(KEPT) and domains == {ACME.domain, BOLT.domain} and not schema_exists("cove") and not mail.outbox
