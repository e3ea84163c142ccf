"""Holding the shelf still during bulk work, and making it once at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


def is_quiet() -> bool:
    """Whether bulk work is under way in this thread."""
    return _quiet.get()


@contextmanager
def quiet_shelf() -> Iterator[None]:
    """Changes in this block do not touch the shelf; whoever opens it calls `rebuild_shelf` afterwards."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)
