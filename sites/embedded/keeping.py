"""Seeing to it that a keeper waits for the last user to go."""

import sys

from sites.embedded import processes
from sites.embedded.accounts import ourselves
from sites.embedded.directories import make_directory
from sites.embedded.layout import CHECKOUT, Layout
from sites.embedded.locks import release_copy, try_exclusive


def ensure_keeper(layout: Layout) -> None:
    """Launch a keeper unless one lives. Call it only with the start lock held.

    The keeper inherits the lock that says it lives, so there is no moment at which two could be launched.
    """
    descriptor = try_exclusive(layout.keeper_lock)
    if descriptor is None:
        return
    make_directory(layout.log)
    keeper = [sys.executable, "-m", "sites.embedded", "--var", str(layout.var), "keeper", "--lock", str(descriptor)]
    try:
        processes.launch(
            keeper,
            account=ourselves(),
            directory=CHECKOUT,
            log=layout.log / "keeper.log",
            keep_open=[descriptor],
        )
    finally:
        release_copy(descriptor)


def keeper_lives(layout: Layout) -> bool:
    """Whether somebody waits for the last user to go. Call it only with the start lock held."""
    descriptor = try_exclusive(layout.keeper_lock)
    if descriptor is None:
        return True
    release_copy(descriptor)
    return False
