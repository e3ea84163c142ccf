"""Two ``make run`` in one checkout: the second gets one clear sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sites.embedded import AlreadyRunning, hold_run_lock, running_pid
from sites.embedded.layout import CHECKOUT

HOLD = (
    "import sys, time; from pathlib import Path; from sites.embedded import hold_run_lock\n"
    "with hold_run_lock(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    time.sleep(60)"
)


def test_the_second_is_told_the_pid_of_the_first(fresh_var: Path) -> None:
    with hold_run_lock(fresh_var), pytest.raises(AlreadyRunning) as refused, hold_run_lock(fresh_var):
        pass
    assert str(refused.value) == (
        f"Uplink already runs in this checkout as process {os.getpid()}: stop it with Ctrl-C or `make stop` first."
    )


def test_the_lock_of_one_that_ended_is_free(fresh_var: Path) -> None:
    with hold_run_lock(fresh_var):
        assert running_pid(fresh_var) == os.getpid()
    assert running_pid(fresh_var) is None
    with hold_run_lock(fresh_var):
        pass


def test_the_lock_of_one_that_was_killed_is_free(fresh_var: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(fresh_var)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdout is not None
        runner.stdout.readline()
        with pytest.raises(AlreadyRunning, match=str(runner.pid)), hold_run_lock(fresh_var):
            pass
        runner.kill()
    with hold_run_lock(fresh_var):
        assert running_pid(fresh_var) == os.getpid()
