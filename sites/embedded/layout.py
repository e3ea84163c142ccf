"""Where everything of a checkout's servers lies. Names only: nothing here touches the disk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Layout:
    """The paths below one ``var/``, and the two outside it that are keyed by a hash of it."""

    var: Path

    @classmethod
    def of(cls, var: Path) -> "Layout":
        """The layout of a ``var/``, however the caller spelled its path."""
        return cls(var.resolve())

    @property
    def key(self) -> str:
        """Eight hex digits that tell this ``var/`` from every other on the machine."""
        return hashlib.sha256(bytes(self.var)).hexdigest()[:8]

    @property
    def run(self) -> Path:
        """Lock files."""
        return self.var / "run"

    @property
    def log(self) -> Path:
        """One log file for each server and for the keeper."""
        return self.var / "log"

    @property
    def sockets(self) -> Path:
        """The socket directory, private to the servers' account.

        Below ``/tmp`` and never ``TMPDIR``: a socket's path may have some 100 characters, and every process must come
        to the same one.
        """
        return Path("/tmp") / f"uplink-{self.key}"

    @property
    def refuge(self) -> Path:
        """Where data and programs go when the servers' account cannot enter the checkout (one below ``/root``).

        Only root ever needs it. Not below ``/var/tmp``, which machines sweep of what has long not been read.
        """
        return Path("/var/lib").resolve() / f"uplink-{self.key}"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the servers; wanted exclusively by the keeper."""
        return self.run / "users.lock"

    @property
    def start_lock(self) -> Path:
        """Held while a server or a keeper is being started or stopped."""
        return self.run / "start.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper for as long as it lives."""
        return self.run / "keeper.lock"

    @property
    def run_lock(self) -> Path:
        """Held by ``make run``."""
        return self.run / "run.lock"
