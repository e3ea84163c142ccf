"""Suspending, opening, archiving and deleting; each asks for the store's name."""

import json
import tarfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.create import create_store
from sites.provisioning.lifecycle import archive_store, delete_store, reopen_store, suspend_store
from sites.provisioning.schemas import schema_exists
from sites.provisioning.states import StoreLife
from sites.tenants.context import in_store
from sites.tenants.models import Domain, Store
from sites.tenants.storage import store_prefix
from tests.provisioning.conftest import KEPT
from tests.tenancy.pictures import picture

pytestmark = pytest.mark.usefixtures("real")
VERBS = {"suspend": suspend_store, "reopen": reopen_store, "archive": archive_store, "delete": delete_store}
# What each verb makes of each state; what is missing is refused.
TABLE = {
    ("suspend", "live"): "suspended",
    ("suspend", "archived"): "suspended",
    ("reopen", "suspended"): "live",
    ("archive", "suspended"): "archived",
    ("delete", "archived"): None,
    ("delete", "failed"): None,
}


@pytest.fixture
def cove(order: Callable[..., Any], tmp_path: Path, settings: Any) -> Iterator[Store]:
    """A live store; archives go to a folder of this test."""
    settings.VAR = archives = tmp_path
    made = make(order)
    assert archives.exists()
    yield made


def make(order: Callable[..., Any]) -> Store:
    """A live store, its blueprint from where it always is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", Path(settings.MEDIA_ROOT).parent.parent)
        return create_store(order=order(languages=("en",)), invite=False)


def status_of(store: Store) -> str | None:
    """The status in the database; None for a store that is gone."""
    return Store.objects.filter(pk=store.pk).values_list("status", flat=True).first()


@pytest.mark.parametrize("status", Store.Status.values)
@pytest.mark.parametrize("verb", list(VERBS))
def test_each_verb_in_each_state(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any, verb: str, status: str
) -> None:
    monkeypatch.setattr("sites.provisioning.lifecycle.write_archive", lambda _store: tmp_path / "x.tar.gz")
    store = Store.objects.create(
        name="Cove", schema_name="cove", status=status, theme="base", country="DE", currency="EUR", owner_email="a@b.cd"
    )
    if (verb, status) in TABLE:
        VERBS[verb](store=store, confirmed="Cove")
        assert status_of(store) == TABLE[verb, status]
    else:
        with pytest.raises(NotAllowed):
            VERBS[verb](store=store, confirmed="Cove")
        assert status_of(store) == status


def test_each_verb_asks_for_the_name_and_does_nothing_without(bare: None, cove: Store) -> None:
    for verb in VERBS.values():
        for typed in ("", "cove", "Acme", "Cov"):
            with pytest.raises(NotAllowed, match="Type the store's name, Cove"):
                verb(store=cove, confirmed=typed)
    assert status_of(cove) == "live"
    assert schema_exists("cove")


def test_a_store_from_open_to_gone(cove: Store) -> None:
    with in_store(cove):
        file = picture("Harbour").file.name
    shopper, neighbour = Client(headers={"host": "cove.test"}), Client(headers={"host": "acme.test"})

    suspend_store(store=cove, confirmed="Cove")
    assert shopper.get("/").status_code == 503
    reopen_store(store=cove, confirmed="Cove")
    assert shopper.get("/").status_code == 200
    suspend_store(store=cove, confirmed="Cove")
    archive = archive_store(store=cove, confirmed="Cove")
    assert shopper.get("/").status_code == 410
    assert schema_exists("cove")

    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as packed:
        kept = {entry.name for entry in packed if entry.isfile()}
        facts = json.loads(packed.extractfile("store.json").read())  # type: ignore[union-attr]
        schema = packed.extractfile("schema.sql").read().decode()  # type: ignore[union-attr]
    assert kept == {"store.json", "schema.sql", file.replace(store_prefix(cove.code), "media/")}
    assert (facts["name"], facts["code"], facts["domains"], facts["languages"]) == (
        "Cove",
        cove.code,
        ["cove.test"],
        ["de", "en"],
    )
    assert "CREATE SCHEMA cove" in schema
    assert "Harbour" in schema
    assert "acme" not in schema.lower()

    delete_store(store=cove, confirmed="Cove")
    assert shopper.get("/").status_code == 404
    assert not schema_exists("cove")
    assert not (Path(settings.MEDIA_ROOT) / store_prefix(cove.code)).exists()
    assert not Domain.objects.filter(domain="cove.test").exists()
    assert archive.exists()
    assert neighbour.get("/").status_code == 200


def test_an_archive_that_cannot_be_written_leaves_the_store_suspended(
    bare: None, cove: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_store: Store) -> Path:
        raise OSError("disk full")

    suspend_store(store=cove, confirmed="Cove")
    monkeypatch.setattr("sites.provisioning.lifecycle.write_archive", fail)
    with pytest.raises(OSError, match="disk full"):
        archive_store(store=cove, confirmed="Cove")
    assert status_of(cove) == "suspended"


def test_the_command_lists_and_refuses_in_sentences(bare: None, cove: Store) -> None:
    said = StringIO()
    call_command("store", "list", stdout=said)
    assert all(name in said.getvalue() for name in ("Cove", "cove.test", "Acme", "Bolt"))
    with pytest.raises(CommandError, match="Type the store's name"):
        call_command("store", "suspend", store="cove", confirm="Acme")
    with pytest.raises(CommandError, match="Suspend it and archive it first"):
        call_command("store", "delete", store="cove.test", confirm="Cove")
    with pytest.raises(CommandError, match="There is no store 'cave'. Stores: "):
        call_command("store", "suspend", store="cave", confirm="Cove")
    with pytest.raises(CommandError, match="Name the store"):
        call_command("store", "suspend")
    assert status_of(cove) == "live"
    call_command("store", "suspend", store=cove.code, confirm="Cove", stdout=said)
    assert "Cove: suspend done." in said.getvalue()


def test_the_table_of_states_opens_nothing_that_is_not_made() -> None:
    assert not StoreLife.may("failed", "live")
    assert not StoreLife.may("archived", "live")
    assert set(KEPT) == set(Store.objects.values_list("schema_name", flat=True))
