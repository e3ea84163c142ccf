"""Migrating many stores: the current ones are skipped, a failing one is reported and keeps no other back."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from sites.provisioning import migrate
from sites.provisioning.migrate import migrate_stores
from sites.provisioning.schemas import current_version, recorded_version
from sites.tenants.models import Store

pytestmark = pytest.mark.usefixtures("real")
# A migration that does no harm when it is run again, and one whose table is there already.
HARMLESS, CLASHING = ("wagtailredirects", "0008_add_verbose_name_plural"), ("wagtailadmin", "0006_formstate")


def forget(schema: str, migration: tuple[str, str]) -> None:
    """Take a migration out of a schema's records."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("DELETE FROM {}.django_migrations WHERE app = %s AND name = %s").format(sql.Identifier(schema)), migration
        )
        assert cursor.rowcount == 1


def remember(schema: str, migration: tuple[str, str]) -> None:
    """Put it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "INSERT INTO {0}.django_migrations (app, name, applied) SELECT %s, %s, now() "
                "WHERE NOT EXISTS (SELECT 1 FROM {0}.django_migrations WHERE app = %s AND name = %s)"
            ).format(sql.Identifier(schema)),
            [*migration, *migration],
        )


@pytest.fixture(autouse=True)
def put_back(real: None) -> Iterator[None]:
    """Leave both stores with all their records."""
    yield
    for schema in ("acme", "bolt"):
        for migration in (HARMLESS, CLASHING):
            remember(schema, migration)


def outcomes() -> dict[str, str]:
    """What a run makes of each store."""
    return {result.store.schema_name: result.outcome for result in migrate_stores(Store.objects.all())}


def test_stores_that_are_current_are_skipped_without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "run_in_process", None)
    assert outcomes() == {"acme": "current", "bolt": "current"}


def test_one_failing_store_leaves_the_other_migrated_and_a_second_run_touches_only_that_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget("acme", CLASHING)
    forget("bolt", HARMLESS)
    results = {result.store.schema_name: result for result in migrate_stores(Store.objects.all())}
    assert {name: result.outcome for name, result in results.items()} == {"acme": "failed", "bolt": "migrated"}
    assert "already exists" in results["acme"].message
    assert recorded_version("bolt") == current_version()
    assert recorded_version("acme") != current_version()

    touched: list[str] = []
    monkeypatch.setattr(migrate, "run_in_process", lambda schema: touched.append(schema))
    migrate_stores(Store.objects.all())
    assert touched == ["acme"]


def test_the_command_reports_each_store_and_fails_when_one_did(monkeypatch: pytest.MonkeyPatch) -> None:
    forget("acme", HARMLESS)
    monkeypatch.setattr(migrate, "run_in_process", lambda _schema: "lock timeout")
    said = StringIO()
    with pytest.raises(CommandError, match="1 of 2 stores failed"):
        call_command("migrate_stores", stdout=said)
    assert "failed   Acme (acme) lock timeout" in said.getvalue()
    assert "current  Bolt (bolt)" in said.getvalue()


def test_a_store_without_a_schema_is_reported() -> None:
    Store.objects.create(
        name="Cove", schema_name="cove", status="failed", theme="base", country="DE", currency="EUR", owner_email="a@b.cd"
    )
    assert outcomes()["cove"] == "failed"
