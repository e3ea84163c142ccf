"""Those who use the servers, and what the tests ask about the servers."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from sites.embedded.layout import CHECKOUT, Layout
from sites.embedded.services import servers


class User:
    """A process that uses both servers of a ``var/`` until it is let go or killed."""

    def __init__(self, var: Path) -> None:
        command = [sys.executable, "-m", "sites.embedded", "--var", str(var), "start"]
        self.process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)

    def has_them(self) -> Self:
        """Wait until it says that it has both, and where."""
        assert self.process.stdout is not None
        self.postgres, self.redis, _ = (self.process.stdout.readline().strip() for _ in range(3))
        return self

    def leave(self) -> None:
        """End as Ctrl-C would."""
        self.process.terminate()
        self.process.communicate()

    def kill(self) -> None:
        """End without a chance to tidy up."""
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> Self:
        return self.has_them()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.leave()


def pids(var: Path) -> tuple[int | None, int | None]:
    """The pids of PostgreSQL and Redis; None for one that does not run."""
    postgres, redis = servers(Layout.of(var))
    return postgres.pid(), redis.pid()


def nothing_runs(var: Path) -> bool:
    """Whether both servers are down."""
    return pids(var) == (None, None)


def eventually(holds: Callable[[], bool], *, within: float = 10.0) -> bool:
    """Whether it comes to hold in time."""
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def select_one(url: str) -> int:
    """What the database at this address makes of ``select 1``."""
    with psycopg.connect(url) as connection:
        row = connection.execute("select 1").fetchone()
    assert row is not None
    return int(row[0])
