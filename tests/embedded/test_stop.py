"""``make stop``: everything down, whoever uses it."""

import subprocess
import sys
from pathlib import Path

from sites.embedded import ensure_postgres, running_pid, stop_services
from sites.embedded.layout import CHECKOUT, Layout
from tests.embedded.users import User, eventually, nothing_runs, select_one


def test_it_stops_both_under_a_living_user_and_says_so(var: Path) -> None:
    with User(var):
        assert stop_services(var) == ["PostgreSQL", "Redis"]
        assert nothing_runs(var)
        assert not Layout.of(var).sockets.exists()


def test_with_nothing_running_it_stops_nothing(var: Path) -> None:
    assert stop_services(var) == []


def test_it_leaves_no_trace_where_nothing_ever_ran(fresh_var: Path) -> None:
    assert stop_services(fresh_var) == []
    assert list(fresh_var.iterdir()) == []


def test_the_next_who_asks_starts_them_again(var: Path) -> None:
    ensure_postgres(var)
    stop_services(var)
    assert select_one(ensure_postgres(var)) == 1


def test_it_ends_make_run_first(var: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from sites.embedded import hold_run_lock;"
        "lock = hold_run_lock(Path(sys.argv[1])); lock.__enter__(); print('held', flush=True); time.sleep(60)"
    )
    runner = subprocess.Popen([sys.executable, "-c", program, str(var)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    assert runner.stdout is not None
    runner.stdout.readline()
    assert running_pid(var) == runner.pid
    assert stop_services(var) == [f"make run (process {runner.pid})"]
    runner.communicate(timeout=5)
    assert running_pid(var) is None


def test_the_command_line_tells_what_runs_and_what_it_stopped(var: Path) -> None:
    assert "PostgreSQL: does not run" in _say(var, "status")
    with User(var):
        assert "PostgreSQL: runs\nRedis: runs\nKeeper: waits for the last user\n" in _say(var, "status")
        assert _say(var, "stop") == "Stopped: PostgreSQL, Redis.\n"
    assert eventually(lambda: nothing_runs(var))


def _say(var: Path, verb: str) -> str:
    command = [sys.executable, "-m", "sites.embedded", "--var", str(var), verb]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
