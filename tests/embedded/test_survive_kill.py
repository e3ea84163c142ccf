"""``kill -9`` of anything; the next who asks finds both servers well."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
import pytest

from sites.embedded import ensure_postgres, ensure_redis, postgres, stop_services
from sites.embedded.layout import Layout
from sites.embedded.postgres import PORT
from tests.embedded.users import User, eventually, nothing_runs, pids, select_one


@pytest.fixture
def stranger() -> Iterator[int]:
    """The pid of a process that is none of our servers."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process.pid
        process.kill()


def test_a_killed_postgres_is_started_again_with_all_that_was_committed(var: Path) -> None:
    url = ensure_postgres(var)
    with psycopg.connect(url) as connection:
        connection.execute("drop table if exists kept")
        connection.execute("create table kept as select 42 as answer")
    killed, _ = pids(var)
    _kill(killed)
    with psycopg.connect(ensure_postgres(var)) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)
    assert pids(var)[0] != killed


def test_a_postgres_killed_under_a_busy_connection_is_started_again(var: Path) -> None:
    with psycopg.connect(ensure_postgres(var), autocommit=True) as connection:
        connection.execute("create temporary table busy as select generate_series(1, 1000) as number")
        _kill(pids(var)[0])
        assert select_one(ensure_postgres(var)) == 1


def test_a_killed_connection_process_leaves_a_server_that_recovers(var: Path) -> None:
    url = ensure_postgres(var)
    with psycopg.connect(url, autocommit=True) as connection:
        _kill(connection.info.backend_pid)
        assert select_one(ensure_postgres(var)) == 1


def test_a_killed_redis_is_started_again(var: Path) -> None:
    ensure_redis(var)
    _, killed = pids(var)
    _kill(killed)
    ensure_redis(var)
    assert pids(var)[1] not in {None, killed}


def test_a_killed_keeper_is_replaced_and_the_new_one_ends_the_servers(var: Path) -> None:
    with User(var):
        killed = _keepers(var)
        for keeper in killed:
            _kill(keeper)
        with User(var):
            assert eventually(lambda: len(_keepers(var)) == 1)
            assert not _keepers(var) & killed
    assert eventually(lambda: nothing_runs(var))


def test_a_killed_user_counts_as_gone(var: Path) -> None:
    user = User(var).has_them()
    assert None not in pids(var)
    user.kill()
    assert eventually(lambda: nothing_runs(var))


def test_everything_killed_at_once_starts_again(var: Path) -> None:
    user = User(var).has_them()
    for pid in {*pids(var), *_keepers(var), user.process.pid}:
        _kill(pid)
    user.kill()
    with User(var) as next_user:
        assert select_one(next_user.postgres) == 1


def test_stale_pid_files_that_name_a_stranger_do_not_hold_it_off(var: Path, stranger: int) -> None:
    layout = Layout.of(var)
    ensure_postgres(var)
    pid_file = var / "postgres" / "postmaster.pid"
    socket_lock = layout.sockets / f".s.PGSQL.{PORT}.lock"
    left = {path: path.read_text().splitlines() for path in (pid_file, socket_lock)}
    _kill(pids(var)[0])
    stop_services(var)
    layout.sockets.mkdir(mode=0o700)
    os.chown(layout.sockets, pid_file.parent.stat().st_uid, -1)
    for path, lines in left.items():
        path.write_text("\n".join([str(stranger), *lines[1:]]) + "\n")
    assert select_one(ensure_postgres(var)) == 1
    assert psutil.pid_exists(stranger)


def test_a_lost_socket_directory_is_made_again(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody makes the socket meanwhile.
    monkeypatch.setattr(postgres, "NO_SOCKET_PATIENCE", 0.2)
    ensure_postgres(var)
    ensure_redis(var)
    for path in Layout.of(var).sockets.iterdir():
        path.unlink()
    assert select_one(ensure_postgres(var)) == 1
    ensure_redis(var)
    assert None not in pids(var)


def test_an_interrupted_first_start_is_done_afresh(fresh_var: Path) -> None:
    (fresh_var / "postgres.unfinished" / "base").mkdir(parents=True)
    assert select_one(ensure_postgres(fresh_var)) == 1
    assert not (fresh_var / "postgres.unfinished").exists()


def test_a_removed_var_starts_empty_though_the_old_servers_still_run(fresh_var: Path) -> None:
    with User(fresh_var) as user:
        with psycopg.connect(user.postgres) as connection:
            connection.execute("create table gone ()")
        subprocess.run(["rm", "-rf", fresh_var], check=True)
        with psycopg.connect(ensure_postgres(fresh_var)) as connection:
            assert connection.execute("select to_regclass('gone')").fetchone() == (None,)


def _kill(pid: int | None) -> None:
    """kill -9, and wait until it is dead."""
    assert pid is not None
    process = psutil.Process(pid)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def _keepers(var: Path) -> set[int]:
    command = ["--var", str(var), "keeper"]
    return {process.pid for process in psutil.process_iter(["cmdline"]) if (process.info["cmdline"] or [])[3:6] == command}
