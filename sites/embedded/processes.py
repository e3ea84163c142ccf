"""Launching server processes that outlive us, and finding them again without believing a pid file."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sites.embedded.accounts import Account
from sites.embedded.directories import adopt

try:
    # Both wheels bring it; where it is missing, no server of ours can be running.
    import psutil  # type: ignore[import-untyped]
except ImportError:
    psutil = None

# The shell leaves at once, so the server belongs to init, which reaps it. Under a parent that does not reap, a killed
# server would stay as a zombie, and PostgreSQL takes a zombie's pid for a running server.
_DETACH = '"$@" 1>&2 & echo $!'
_PAUSE = 0.02


def launch(
    command: Sequence[str | Path],
    *,
    account: Account,
    directory: Path,
    log: Path,
    keep_open: Sequence[int] = (),
) -> int:
    """Start a program in the background, in a session of its own, and return its pid.

    Its output goes to the log, and ``directory`` becomes its working directory, by which ``working_in`` finds it.
    """
    with log.open("ab") as output:
        adopt(log)
        shell = subprocess.run(
            ["/bin/sh", "-c", _DETACH, "sh", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            cwd=directory,
            env=plain_environment(),
            start_new_session=True,
            pass_fds=keep_open,
            check=True,
            **account.launch_options(),
        )
    return int(shell.stdout)


def run(command: Sequence[str | Path], *, account: Account, directory: Path) -> str | None:
    """Run a program to its end; what it said when it failed, else None."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=directory,
        env=plain_environment(),
        check=False,
        **account.launch_options(),
    )
    if done.returncode == 0:
        return None
    return done.stderr.decode(errors="replace").strip() or f"exit status {done.returncode}"


def plain_environment() -> dict[str, str]:
    """Our environment without PostgreSQL's own variables, which would move ports and paths, and in no country's locale."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def lives(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def working_in(directory: Path, name: str) -> list[psutil.Process]:
    """The live processes of this name whose working directory it is, even if it has been removed under them.

    The directory must be spelled without links.
    """
    home = str(directory)
    return [process for process, cwd in _named(name) if cwd.removesuffix(" (deleted)") == home]


def leader(directory: Path, name: str) -> psutil.Process | None:
    """The server among them: PostgreSQL's other processes are titled by their task, in place of the program's path."""
    return next((found for found in working_in(directory, name) if _title(found).startswith("/")), None)


def stop_working_in(directory: Path, name: str, *, politely: signal.Signals, patience: float = 8) -> bool:
    """Stop the server that works in the directory and all its processes; whether there were any.

    The server gets the polite signal and the time to follow it, of which it needs a fraction unless it hangs. What then
    remains is killed, and so, at once, is what a killed server left behind.
    The polite signal is for the server alone: to PostgreSQL's checkpointer it means another thing.
    """
    found = working_in(directory, name)
    server = leader(directory, name) if found else None
    if server is not None:
        _send([server], politely)
        _wait_for(found, patience)
    remains = working_in(directory, name) if found else []
    _send(remains, signal.SIGKILL)
    _wait_for(remains, patience)
    return bool(found)


def _named(name: str) -> Iterator[tuple[psutil.Process, str]]:
    if psutil is None:
        return
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == name:
            # A process that has just ended, or a zombie, has no working directory; another user's keeps it secret.
            with suppress(psutil.Error):
                yield process, process.cwd()


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _send(processes: Sequence[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        # is_running compares start times, so a pid that has passed to a stranger is left alone.
        if process.is_running():
            with suppress(ProcessLookupError):
                os.kill(process.pid, number)


def _wait_for(processes: Sequence[psutil.Process], patience: float) -> None:
    deadline = time.monotonic() + patience
    while any(process.is_running() and lives(process.pid) for process in processes) and time.monotonic() < deadline:
        time.sleep(_PAUSE)
