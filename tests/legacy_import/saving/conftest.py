"""The recorded shops, kept outside the project, and a store that sells in their currency."""

from pathlib import Path

import pytest

from legacy_import.prestashop.recording import RecordingSource
from legacy_import.report import Report
from legacy_import.services import import_shop
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.legacy_import.saving.counting import counts
from tests.legacy_import.saving.cutting import cut
from tests.transactions import Fill


@pytest.fixture(scope="session")
def recorded(shared: Path) -> Path:
    """PrestaShop 8.2.1: 31 products, 45 combinations, awkward on purpose."""
    return shared / "data" / "prestashop" / "8.2.1"


@pytest.fixture(scope="session")
def few(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six of its products, with 8 combinations and 6 pictures."""
    return cut(recorded, tmp_path_factory.mktemp("cut") / "webservice")


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
def imported_once(made_once: Fill, recorded: Path, neighbour: dict[str, int]) -> Report:
    """The report of a first run into acme, for all tests of the module."""

    def bring_in() -> Report:
        store = Store.objects.get(schema_name="acme")
        store.currency = "EUR"
        store.save()
        with in_store(Store.objects.get(schema_name="bolt")):
            neighbour.update(counts())
        with in_store(store):
            return import_shop(source=RecordingSource(recorded))

    report: Report = made_once(bring_in)
    return report


@pytest.fixture
def imported(imported_once: Report, db: None) -> Report:
    """The report of a first run into acme."""
    return imported_once
