"""The recorded shops, kept outside the project, and a store that sells in their currency."""

from pathlib import Path

import pytest

from legacy_import.prestashop.recording import RecordingSource
from legacy_import.report import Report
from legacy_import.services import import_shop
from sites.tenants.context import in_store
from sites.tenants.models import Store


@pytest.fixture
def recorded(shared: Path) -> Path:
    """PrestaShop 8.2.1: 31 products, 45 combinations, awkward on purpose."""
    return shared / "data" / "prestashop" / "8.2.1"


@pytest.fixture
def euro(acme: Store) -> Store:
    """Acme, selling in the currency of the recorded shop."""
    acme.currency = "EUR"
    acme.save()
    return acme


@pytest.fixture
def imported(euro: Store, recorded: Path) -> Report:
    """The report of a first run into acme."""
    with in_store(euro):
        return import_shop(source=RecordingSource(recorded))
