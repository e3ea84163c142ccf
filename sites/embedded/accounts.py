"""Who the servers run as: ourselves, or a plain account when we are root, because PostgreSQL refuses root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.layout import Layout

MADE_FOR_US = "uplink-servers"


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def is_ourselves(self) -> bool:
        """Whether nothing needs to change hands."""
        return self.uid == os.geteuid()

    def launch_options(self) -> dict[str, Any]:
        """What ``subprocess`` needs to run a program as this account."""
        if self.is_ourselves:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, directory: Path) -> bool:
        """Whether this account gets to what lies in the directory, through all that lie above it."""
        directory = directory.resolve()
        return self.is_ourselves or all(self._may_cross(step) for step in (directory, *directory.parents))

    def _may_cross(self, directory: Path) -> bool:
        try:
            found = directory.stat()
        except FileNotFoundError:
            # Not made yet, or removed under a running server.
            return True
        if found.st_uid == self.uid:
            return bool(found.st_mode & 0o100)
        if found.st_gid == self.gid:
            return bool(found.st_mode & 0o010)
        return bool(found.st_mode & 0o001)


def server_account(layout: Layout) -> Account:
    """The account of this checkout's servers.

    As a plain user: ourselves. As root: whoever owns the data already, else the owner of ``var/`` (a checkout that root
    only visits stays its owner's), else ``postgres``, else an account made for the purpose, else ``nobody``.
    """
    if os.geteuid() != 0:
        return ourselves()
    owner = _plain_owner(layout.var / "postgres") or _plain_owner(layout.var)
    return owner or _named("postgres") or _named(MADE_FOR_US) or _made() or _nobody()


def owner_name(path: Path) -> str:
    """The owner of a path, for a sentence."""
    uid = path.lstat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def ourselves() -> Account:
    """The account of this process, which PostgreSQL wants to have a name."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EmbeddedUnavailable(
            f"PostgreSQL does not start for user {os.geteuid()}, who has no name on this machine: "
            "run as a named user, or set DATABASE_URL and REDIS_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _plain_owner(path: Path) -> Account | None:
    try:
        entry = pwd.getpwuid(path.stat().st_uid)
    except (FileNotFoundError, KeyError):
        return None
    return None if entry.pw_uid == 0 else Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid)


def _made() -> Account | None:
    """A new system user without a home or a shell, where the machine lets us make one."""
    if (useradd := shutil.which("useradd")) is not None:
        command = [useradd, "--system", "--no-create-home", "--shell", "/bin/false", MADE_FOR_US]
    elif (adduser := shutil.which("adduser")) is not None:
        command = [adduser, "-S", "-D", "-H", "-s", "/bin/false", MADE_FOR_US]
    else:
        return None
    subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    return _named(MADE_FOR_US)


def _nobody() -> Account:
    account = _named("nobody")
    if account is None:
        raise EmbeddedUnavailable(
            "PostgreSQL does not run as root and no plain account was found: run as a plain user, or set DATABASE_URL."
        )
    return account
