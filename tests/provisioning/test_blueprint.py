"""A replayed store is a migrated store."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from sites.provisioning.blueprint import BlueprintFailed, clean, dump, replay
from sites.provisioning.schemas import current_version, drop_schema, recorded_version
from tests.databases import admin, build_lock, migrated_schema, template_name

pytestmark = pytest.mark.usefixtures("real")
REPLAYED = "cove_replayed"


def normal(schema: str) -> list[str]:
    """What pg_dump says of a schema, without its name, in an order of its own; casts of constants are written in two ways."""
    text = clean(dump(schema, data=False)).replace(schema, "x")
    text = re.sub(r"::(character varying|text)(\[\])?|[()]", "", text)
    return sorted(re.sub(r"\s+", " ", statement).strip() for statement in text.split(";\n"))


def test_a_replayed_schema_equals_a_migrated_one() -> None:
    try:
        replay(REPLAYED)
        replayed, version, counts = normal(REPLAYED), recorded_version(REPLAYED), rows(REPLAYED)
        with build_lock(), admin() as server, migrated_schema(server, source=template_name()) as schema:
            migrated = normal(schema)
            assert [line for line in replayed if line not in migrated] == []
            assert [line for line in migrated if line not in replayed] == []
            assert len(replayed) > 500
            assert version == recorded_version(schema) == current_version()
            assert counts == rows(schema)
    finally:
        drop_schema(REPLAYED)


def rows(schema: str) -> dict[str, int]:
    """How many rows each of the store's tables has."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_config.name in settings.TENANT_APPS  # type: ignore[union-attr]
    ]
    with connection.cursor() as cursor:
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{schema}"."{table}"')
            counts[table] = int(cursor.fetchone()[0])
        return counts


def test_a_replay_leaves_the_connection_as_it_was() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW search_path")
            before = cursor.fetchone()
        replay(REPLAYED)
        with connection.cursor() as cursor:
            cursor.execute("SHOW search_path")
            assert cursor.fetchone() == before
            cursor.execute("SHOW check_function_bodies")
            assert cursor.fetchone() == ("on",)
    finally:
        drop_schema(REPLAYED)


def test_a_schema_that_exists_is_not_replayed_over() -> None:
    with pytest.raises(BlueprintFailed, match="acme exists already"):
        replay("acme")


def test_a_dump_of_nothing_says_so() -> None:
    with pytest.raises(BlueprintFailed, match="pg_dump failed"):
        dump("no_such_schema")


def test_another_pg_dump_is_told_what_the_address_says_but_no_password(tmp_path: Path, settings: Any) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    settings.PG_DUMP = str(program)
    given = connection.settings_dict
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(given, "PASSWORD", "geheim")
        patch.setitem(given, "OPTIONS", {**given["OPTIONS"], "sslmode": "verify-full", "sslrootcert": "/etc/root.pem"})
        told = dump("acme")
    assert "sslmode=verify-full sslrootcert=/etc/root.pem" in told
    assert "geheim" not in told


def test_a_pg_dump_without_tls_leads_to_one_that_speaks_it() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict["OPTIONS"], "sslmode", "require")
        with pytest.raises(BlueprintFailed, match="Set UPLINK_PG_DUMP"):
            dump("acme")
