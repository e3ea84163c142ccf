"""One ``make run`` for each checkout."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sites.embedded.errors import AlreadyRunning
from sites.embedded.layout import Layout
from sites.embedded.locks import release, try_exclusive


@contextmanager
def hold_run_lock(var: Path) -> Iterator[None]:
    """Be the only ``make run`` of this checkout for the block.

    Raises AlreadyRunning, naming the other's pid. The kernel releases the lock of one that was killed.
    """
    path = Layout.of(var).run_lock
    descriptor = try_exclusive(path)
    if descriptor is None:
        raise AlreadyRunning(
            f"Uplink already runs in this checkout as process {_written(path)}: stop it with Ctrl-C or `make stop` first."
        )
    try:
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.truncate(descriptor, 0)
        release(descriptor)


def running_pid(var: Path) -> int | None:
    """The pid of the ``make run`` that lives in this checkout."""
    path = Layout.of(var).run_lock
    if not path.exists():
        return None
    descriptor = try_exclusive(path)
    if descriptor is None:
        return _written(path)
    release(descriptor)
    return None


def stop_running(var: Path, *, patience: float = 10.0) -> int | None:
    """Ask the ``make run`` of this checkout to end, as Ctrl-C would, and wait for it; its pid."""
    pid = running_pid(var)
    if pid is None or pid == os.getpid():
        return None
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while running_pid(var) == pid and time.monotonic() < deadline:
        time.sleep(0.05)
    return pid


def _written(path: Path) -> int | None:
    """The pid in the file; waits a moment for a holder that has not yet written it."""
    for _ in range(20):
        with suppress(ValueError):
            return int(path.read_text())
        time.sleep(0.01)
    return None
