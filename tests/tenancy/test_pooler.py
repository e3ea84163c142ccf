"""A pooler before PostgreSQL takes each client's search path along, or is refused. Played here as PgBouncer 1.24 answers."""

import subprocess
from collections.abc import Iterator
from subprocess import CompletedProcess
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg import ConnectionInfo

from sites.provisioning import migrate
from sites.tenants.db import pooler
from sites.tenants.db.base import DatabaseWrapper
from sites.tenants.models import Store

connect = psycopg.connect


@pytest.fixture
def first(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    """The first connection of a process, with settings of its own."""
    monkeypatch.setattr(pooler, "_fit", set())
    wrapper: Any = connection.copy()
    yield wrapper
    wrapper.close()


def refusing(**_parameters: Any) -> Any:
    """What is not tracked may not come with the greeting."""
    raise psycopg.OperationalError("FATAL:  unsupported startup parameter in options: search_path")


def forgetting(**parameters: Any) -> Any:
    """With `ignore_startup_parameters = options` it may, and is not listened to."""
    return connect(**{**parameters, "options": ""})


@pytest.mark.parametrize("answer", [refusing, forgetting])
def test_a_pooler_that_does_not_track_the_path_is_refused_and_nothing_goes_on(
    first: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setattr(psycopg, "connect", answer)
    for _again in range(2):
        with pytest.raises(ImproperlyConfigured, match="track_extra_parameters = IntervalStyle, search_path"):
            first.ensure_connection()
        assert first.connection is None


def test_a_server_that_has_no_room_is_not_taken_for_a_pooler(first: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_parameters: Any) -> Any:
        raise psycopg.OperationalError("FATAL:  sorry, too many clients already")

    monkeypatch.setattr(psycopg, "connect", full)
    with pytest.raises(psycopg.OperationalError, match="too many clients"):
        pooler.refuse_forgetful_pooler(first)


def test_without_a_pooler_the_question_is_asked_once(first: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    first.ensure_connection()
    monkeypatch.setattr(psycopg, "connect", None)
    first.close()
    first.ensure_connection()
    # Where the tests themselves run behind one, this says so.
    [(process,)] = first.connection.execute("SELECT pg_backend_pid()").fetchall()
    is_pooled = process != first.connection.info.backend_pid
    assert bool(first.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")) is is_pooled


def test_behind_a_pooler_no_cursor_is_kept_by_a_server(first: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    # A pooler's own number, by which its client may cancel.
    monkeypatch.setattr(ConnectionInfo, "backend_pid", 0)
    first.ensure_connection()
    assert first.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_how_long_a_migration_waits_is_said_in_its_transaction_and_not_with_the_greeting(
    bolt: Store, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    given: dict[str, str] = {}

    def run(*_command: Any, env: dict[str, str], **_options: Any) -> CompletedProcess[str]:
        given.update(env)
        return CompletedProcess([], 0)

    monkeypatch.delenv("PGOPTIONS", raising=False)
    monkeypatch.setattr(subprocess, "run", run)
    assert migrate.run_in_process(bolt.schema_name) is None
    assert "PGOPTIONS" not in given
    assert given["UPLINK_MIGRATION_LOCK_TIMEOUT"] == "3s"
    settings.MIGRATION_LOCK_TIMEOUT = "3s"
    with connection.schema_editor() as editor, connection.cursor() as cursor:
        assert editor.atomic_migration
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("3s",)
