"""CPU time, which noise moves least: of this process, of other processes, of PostgreSQL's backends."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

ROUNDS, TICK = 5, os.sysconf("SC_CLK_TCK")
_known: set[int] = set()


def seconds_of(pid: int) -> float:
    """User and system time of a process; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def backend_seconds() -> float:
    """CPU that PostgreSQL's processes for the connections of this process have used."""
    connection.ensure_connection()
    _known.update({connection.connection.info.backend_pid, *(held.info.backend_pid for held in connection.pool._pool)})
    return sum(map(seconds_of, _known))


def cost(requests: list[Callable[[], Any]], rounds: int = ROUNDS) -> tuple[float, float]:
    """Milliseconds of (this process, PostgreSQL) per request: the median of rounds over the whole list."""
    app, database = [], []
    for _round in range(rounds):
        before, before_db = time.process_time(), backend_seconds()
        for request in requests:
            request()
        app.append((time.process_time() - before) / len(requests) * 1000)
        database.append((backend_seconds() - before_db) / len(requests) * 1000)
    return statistics.median(app), statistics.fmean(database)


def tell(what: str, app: float, database: float = 0.0, note: str = "") -> None:
    """One line."""
    print(f"{what:52} {app + database:8.2f} ms  (app {app:.2f}, database {database:.2f}) {note}", flush=True)
