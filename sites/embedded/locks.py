"""Locks that the kernel releases, whatever becomes of the process that held them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sites.embedded.directories import adopt, make_directory
from sites.embedded.errors import EmbeddedUnavailable

_memberships: dict[Path, int] = {}


def join_users(path: Path) -> None:
    """Count this process among the users until it ends.

    Waits while a keeper is stopping the servers. The descriptor stays open on purpose: forked children share it, so the
    servers stay for as long as any of them lives. A ``var/`` that was removed and made anew is joined again.
    """
    held = _memberships.get(path)
    if held is not None and is_still(path, held):
        return
    leave_users(path)
    _memberships[path] = acquire(path, fcntl.LOCK_SH)


def leave_users(path: Path) -> None:
    """Stop counting this process among the users, before it ends."""
    held = _memberships.pop(path, None)
    if held is not None:
        release(held)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Wait for the lock, and hold it for the block."""
    descriptor = acquire(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        release(descriptor)


def try_exclusive(path: Path) -> int | None:
    """The lock's descriptor, or None when somebody else holds it."""
    try:
        return acquire(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def acquire(path: Path, mode: int) -> int:
    """A descriptor that holds the lock on the file that bears this name now, not on one removed while we waited."""
    while True:
        descriptor = _open(path)
        try:
            fcntl.flock(descriptor, mode)
        except BaseException:
            os.close(descriptor)
            raise
        if is_still(path, descriptor):
            return descriptor
        os.close(descriptor)


def release(descriptor: int) -> None:
    """Unlock, then close: closing alone would leave the lock with a child that was forked in between."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def release_copy(descriptor: int) -> None:
    """Close only: another process that inherited the descriptor goes on holding the lock."""
    os.close(descriptor)


def is_still(path: Path, descriptor: int) -> bool:
    """Whether the open file is the one that bears this name."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _open(path: Path) -> int:
    try:
        make_directory(path.parent)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise EmbeddedUnavailable(
            f"Cannot write {path} ({error.strerror}): give this user the directory, or set DATABASE_URL and REDIS_URL."
        ) from error
    adopt(path)
    return descriptor
