"""The recorded shops, kept outside the project, and a store that sells in their currency."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from legacy_import.prestashop.recording import RecordingSource
from legacy_import.report import Report
from legacy_import.services import import_shop
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.legacy_import.saving.counting import counts


@pytest.fixture(scope="session")
def recorded(shared: Path) -> Path:
    """PrestaShop 8.2.1: 31 products, 45 combinations, awkward on purpose."""
    return shared / "data" / "prestashop" / "8.2.1"


@pytest.fixture
def euro(acme: Store) -> Store:
    """Acme, selling in the currency of the recorded shop."""
    acme.currency = "EUR"
    acme.save()
    return acme


@pytest.fixture(scope="module")
def neighbour() -> dict[str, int]:
    """What bolt had before the import into acme; filled by `imported_once`."""
    return {}


@pytest.fixture(scope="module")
def imported_once(django_db_setup: None, django_db_blocker: Any, recorded: Path, neighbour: dict[str, int]) -> Iterator[Report]:
    """The report of a first run into acme, in a transaction around all tests of the module: each test rolls back to it."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        # As Django marks the transaction of a test case: code that asks for a durable one is content inside.
        around._from_testcase = True  # type: ignore[attr-defined]
        with around:
            store = Store.objects.get(schema_name="acme")
            store.currency = "EUR"
            store.save()
            with in_store(Store.objects.get(schema_name="bolt")):
                neighbour.update(counts())
            with in_store(store):
                report = import_shop(source=RecordingSource(recorded))
                while connection.run_on_commit:
                    connection.run_on_commit.pop(0)[1]()
            yield report
            transaction.set_rollback(True)


@pytest.fixture
def imported(imported_once: Report, db: None) -> Report:
    """The report of a first run into acme."""
    return imported_once
