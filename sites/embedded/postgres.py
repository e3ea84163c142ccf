"""PostgreSQL 18: its settings, its first day, how to ask it and how to stop it."""

import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sites.embedded import processes
from sites.embedded.accounts import Account
from sites.embedded.directories import (
    check_sockets,
    is_home,
    make_directory,
    make_home,
    make_private,
    make_sockets,
    real_home,
)
from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.greeting import Answer, greet
from sites.embedded.layout import Layout
from sites.embedded.programs import POSTGRES, program_for

DATABASE: Final = "uplink"
USER: Final = "uplink"
PORT: Final = 5432
MAJOR: Final = "18"
START_PATIENCE: Final = 60.0
RECOVERY_PATIENCE: Final = 15.0
NO_SOCKET_PATIENCE: Final = 2.0

SETTINGS: Final = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "shared_buffers": "256MB",
    # Migrating a store's schema, and dumping many of them, locks every table in one transaction.
    "max_locks_per_transaction": "256",
    # Both as in production. Without fsync a power cut may ruin the whole data directory; without synchronous commits even
    # a killed server forgets the last half second. Tests, whose data nobody misses, may switch the latter off for their
    # connections (options=-c synchronous_commit=off); a commit then costs 0.04 ms instead of 0.2 ms and more.
    "fsync": "on",
    "synchronous_commit": "on",
    # Nobody replicates from a laptop.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "on",
    # Parallel workers talk through /dev/shm, which is 64 MB in a container and then fails large queries.
    "max_parallel_workers_per_gather": "0",
    # Compiling a plan takes longer than any question of a shop takes to answer.
    "jit": "off",
}


@dataclass(frozen=True)
class PostgresServer:
    """The PostgreSQL of one checkout."""

    layout: Layout
    account: Account
    name: str = "PostgreSQL"

    @property
    def url(self) -> str:
        """The address. The port is in it because an exported PGPORT would otherwise name another socket."""
        return f"postgresql://{USER}@/{DATABASE}?host={self.layout.sockets}&port={PORT}"

    @property
    def home(self) -> Path:
        """The data directory."""
        return real_home(self.layout, "postgres", self.account)

    def answers(self) -> bool:
        """Whether it takes queries for the database now."""
        check_sockets(self.layout, self.account)
        return self._is_initialised() and self._ask() is Answer.READY

    def start(self) -> None:
        """Bring it to answer, from whatever state it was left in."""
        if self._is_initialised() and self._settle():
            return
        program_for(self.account, POSTGRES, "postgres", self.layout)
        self.stop()
        make_directory(self.layout.log)
        make_sockets(self.layout, self.account)
        self._initialise()
        self._forget_stale_pids()
        logged = self._log.stat().st_size if self._log.exists() else 0
        if not self._wait(self._launch()):
            raise EmbeddedUnavailable(f"PostgreSQL did not start: {self._last_words(logged)} (more in {self._log}).")

    def pid(self) -> int | None:
        """The process that runs now, whether it answers or not."""
        server = processes.leader(self.home, "postgres")
        return None if server is None else int(server.pid)

    def stop(self) -> bool:
        """Stop it and everything a killed one left behind; whether there was anything."""
        # PostgreSQL 18 hangs when it is told to stop while it recovers from the kill of one of its processes.
        deadline = time.monotonic() + RECOVERY_PATIENCE
        while self._ask() is Answer.STARTING and time.monotonic() < deadline:
            time.sleep(0.02)
        # SIGINT is its fast shutdown: open transactions are rolled back and clients are sent away.
        return processes.stop_working_in(self.home, "postgres", politely=signal.SIGINT)

    def _is_initialised(self) -> bool:
        return is_home(self.layout, "postgres", self.home) and (self.home / "PG_VERSION").exists()

    def _ask(self) -> Answer:
        return greet(self._socket, user=USER, database=DATABASE)

    def _settle(self) -> bool:
        """Let a server that is just starting or recovering come up; whether it did.

        False at once when none runs. One that runs without a socket (somebody emptied ``/tmp``) gets two seconds.
        """
        pid = self.pid()
        return pid is not None and self._wait(pid, RECOVERY_PATIENCE if self._socket.exists() else NO_SOCKET_PATIENCE)

    def _initialise(self) -> None:
        """Make the data directory, under another name until it is whole."""
        data = make_home(self.layout, "postgres", self.account)
        if (data / "PG_VERSION").exists():
            self._check_version(data)
            return
        unfinished = data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_private(unfinished, self.account)
        # The builtin provider sorts by code point everywhere alike, and needs no locale of the machine.
        options = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        complaint = self._run("initdb", *options, "--locale=C", "-D", str(unfinished), directory=unfinished)
        if complaint is not None:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise EmbeddedUnavailable(f"PostgreSQL could not make its data directory: {complaint.splitlines()[-1]}")
        unfinished.rename(data)

    def _check_version(self, data: Path) -> None:
        found = (data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise EmbeddedUnavailable(
                f"{data} was made by PostgreSQL {found} and this is {MAJOR}: remove it to start with an empty database."
            )

    def _forget_stale_pids(self) -> None:
        """Remove the pid files of a killed server.

        ``stop`` has made sure that none works here. PostgreSQL looks only whether a process with the old pid lives, and
        would be held off by any stranger that has got the number since.
        """
        for stale in (self.home / "postmaster.pid", self._socket.with_name(f"{self._socket.name}.lock")):
            stale.unlink(missing_ok=True)

    def _launch(self) -> int:
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        program = program_for(self.account, POSTGRES, "postgres", self.layout)
        command: list[str | Path] = [program, "-D", self.home, "-k", self.layout.sockets, "-p", str(PORT), *settings]
        return processes.launch(command, account=self.account, directory=self.home, log=self._log)

    def _wait(self, pid: int, patience: float = START_PATIENCE) -> bool:
        """Whether it answers before it dies or patience ends; makes the database when it has none."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            answer = self._ask()
            if answer is Answer.NO_DATABASE:
                self._create_database()
            elif answer is Answer.READY:
                return True
            elif not processes.lives(pid):
                return False
            time.sleep(0.02)
        return False

    def _create_database(self) -> None:
        options = ["-h", str(self.layout.sockets), "-p", str(PORT), "-U", USER]
        complaint = self._run("createdb", *options, DATABASE, directory=self.home)
        if complaint is not None:
            raise EmbeddedUnavailable(f"PostgreSQL could not make the database {DATABASE}: {complaint}")

    def _run(self, name: str, *arguments: str, directory: Path) -> str | None:
        program = program_for(self.account, POSTGRES, name, self.layout)
        return processes.run([program, *arguments], account=self.account, directory=directory)

    @property
    def _socket(self) -> Path:
        return self.layout.sockets / f".s.PGSQL.{PORT}"

    @property
    def _log(self) -> Path:
        return self.layout.log / "postgres.log"

    def _last_words(self, since: int) -> str:
        """What the log says of a start that failed, from this place on."""
        lines = self._log.read_bytes()[since:].decode(errors="replace").splitlines()
        refusals = [line for line in lines if "FATAL" in line and "starting up" not in line]
        return (refusals or lines or ["it left no message"])[-1]
