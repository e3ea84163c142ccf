"""A store at which something still works is not deleted, and nothing that works there is ended by trying."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from commerce.backoffice.jobs.models import Job
from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning import lifecycle
from sites.provisioning.create import create_store
from sites.provisioning.lifecycle import delete_store
from sites.provisioning.migrate import database_url
from sites.provisioning.schemas import schema_exists
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.provisioning.conftest import KEPT

pytestmark = pytest.mark.usefixtures("real")


@pytest.fixture
def archived(unseeded: None, order: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that may be deleted; who is at its tables is waited for once."""
    monkeypatch.setattr(lifecycle, "ATTEMPTS", 2)
    monkeypatch.setattr(lifecycle, "PAUSE", 0)
    store = create_store(order=order(), invite=False)
    Store.objects.filter(pk=store.pk).update(status=Store.Status.ARCHIVED)
    return Store.objects.get(pk=store.pk)


def test_a_transaction_at_its_tables_is_neither_ended_nor_waited_for(archived: Store) -> None:
    with psycopg.connect(database_url()) as other:
        other.execute("UPDATE cove.catalogue_product SET name = name")
        with pytest.raises(NotAllowed, match="Something still runs in Cove"):
            delete_store(store=archived, confirmed="Cove")
        assert schema_exists("cove")
        assert Store.objects.get(pk=archived.pk).domains.exists()
        # It goes on to other tables as if nothing had been.
        other.execute("UPDATE cove.pricing_price SET amount = amount")
    delete_store(store=archived, confirmed="Cove")
    assert not schema_exists("cove")
    assert all(schema_exists(name) for name in KEPT)


def test_a_job_between_two_parts_of_its_work_is_named(archived: Store) -> None:
    with in_store(archived):
        job = Job.objects.create(what="import", kind="prices", title="spring.xlsx", status="applying", beat_at=timezone.now())
    with pytest.raises(NotAllowed, match="“spring.xlsx” is under way"):
        delete_store(store=archived, confirmed="Cove")
    assert schema_exists("cove")
    with in_store(archived):
        Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - lifecycle.LOST)
    delete_store(store=archived, confirmed="Cove")
    assert not schema_exists("cove")
