"""What has happened is told once for each commit, in its store, and never when it is undone."""

from contextlib import suppress

import pytest
from django.db import transaction

from commerce.kernel import events
from commerce.kernel.events import ProductsChanged, publish
from sites.tenants.context import current_store, in_store
from sites.tenants.models import Store

ONE, TWO = ProductsChanged(frozenset({1})), ProductsChanged(frozenset({2}))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ProductsChanged]]:
    """(store, event) of all that is delivered, by the only two who listen."""
    told: list[tuple[str, ProductsChanged]] = []

    def fail(_event: ProductsChanged) -> None:
        raise ValueError("one who cannot listen")

    def listen(event: ProductsChanged) -> None:
        told.append((current_store().schema_name, event))

    monkeypatch.setitem(events._recorders, ProductsChanged, [])
    monkeypatch.setitem(events._subscribers, ProductsChanged, [fail, listen])
    return told


def test_what_is_said_often_in_a_transaction_is_told_once(acme: Store, bolt: Store, heard: list) -> None:
    with in_store(acme), transaction.atomic():
        publish(ONE)
        with transaction.atomic():
            publish(ONE)
            publish(TWO)
        publish(TWO)
        publish(ONE)
        assert heard == []
    assert heard == [("acme", ONE), ("acme", TWO)]
    with in_store(bolt):
        publish(ONE)
        publish(ONE)
    assert heard[2:] == [("bolt", ONE), ("bolt", ONE)]


def test_what_was_undone_does_not_keep_what_was_not_from_being_told(acme: Store, heard: list) -> None:
    with in_store(acme), transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            publish(ONE)
            publish(TWO)
            raise ZeroDivisionError
        publish(ONE)
    assert heard == [("acme", ONE)]
