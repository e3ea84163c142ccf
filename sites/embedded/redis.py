"""Redis: its settings, its addresses, how to ask it and how to stop it."""

import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sites.embedded import processes
from sites.embedded.accounts import Account
from sites.embedded.directories import (
    check_sockets,
    make_directory,
    make_home,
    make_private,
    make_sockets,
    real_home,
)
from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.layout import Layout
from sites.embedded.programs import REDIS, program_for

START_PATIENCE: Final = 15.0
TIMEOUT: Final = 3.0

SETTINGS: Final = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "no",
    # A cache and a queue of a development machine: what it holds may go when the last user goes.
    "save": "",
    "appendonly": "no",
    # A full queue must fail loudly; evicting would lose tasks in silence.
    "maxmemory-policy": "noeviction",
}


@dataclass(frozen=True)
class RedisAddress:
    """One socket, in the spellings of those who connect to it."""

    socket: Path

    def __str__(self) -> str:
        """``unix:///path``: the base, to which a client adds ``?db=N``."""
        return f"unix://{self.socket}"

    def url(self, db: int) -> str:
        """For redis-py and Django's cache."""
        return f"unix://{self.socket}?db={db}"

    def broker_url(self, virtual_host: int) -> str:
        """For Celery, as broker and as result backend."""
        return f"redis+socket://{self.socket}?virtual_host={virtual_host}"


@dataclass(frozen=True)
class RedisServer:
    """The Redis of one checkout."""

    layout: Layout
    account: Account
    name: str = "Redis"

    @property
    def address(self) -> RedisAddress:
        """Where it listens."""
        return RedisAddress(self.layout.sockets / "redis.sock")

    @property
    def home(self) -> Path:
        """Its working directory."""
        return real_home(self.layout, "redis", self.account)

    def answers(self) -> bool:
        """Whether it talks to us now."""
        check_sockets(self.layout, self.account)
        return _ping(self.address.socket)

    def start(self) -> None:
        """Bring it to answer, from whatever state it was left in."""
        program = program_for(self.account, REDIS, "redis-server", self.layout)
        self.stop()
        make_directory(self.layout.log)
        make_sockets(self.layout, self.account)
        home = make_home(self.layout, "redis", self.account)
        make_private(home, self.account)
        settings = [word for name, value in SETTINGS.items() for word in (f"--{name}", value)]
        command: list[str | Path] = [program, *settings, "--unixsocket", self.address.socket, "--dir", home]
        pid = processes.launch(command, account=self.account, directory=home, log=self._log)
        if not self._wait(pid):
            raise EmbeddedUnavailable(f"Redis did not start; {self._log} says why.")

    def pid(self) -> int | None:
        """The process that runs now, whether it answers or not."""
        server = processes.leader(self.home, "redis-server")
        return None if server is None else int(server.pid)

    def stop(self) -> bool:
        """Stop it; whether there was anything to stop."""
        return processes.stop_working_in(self.home, "redis-server", politely=signal.SIGTERM)

    def _wait(self, pid: int) -> bool:
        deadline = time.monotonic() + START_PATIENCE
        while time.monotonic() < deadline and processes.lives(pid):
            if _ping(self.address.socket):
                return True
            time.sleep(0.02)
        return False

    @property
    def _log(self) -> Path:
        return self.layout.log / "redis.log"


def _ping(path: Path) -> bool:
    """Any reply counts: a server that has too many clients says so, and runs."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return bool(connection.recv(1))
        except OSError:
            return False
