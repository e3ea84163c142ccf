"""The process that stops the servers when the last user has gone."""

import fcntl
import os
import time
from contextlib import suppress

from sites.embedded.layout import Layout
from sites.embedded.locks import exclusive, is_still, release
from sites.embedded.services import stop_servers

LINGER = float(os.environ.get("UPLINK_SERVERS_LINGER", "5"))


def keep(layout: Layout, living: int, *, linger: float = LINGER) -> list[str]:
    """Wait until the last user has gone, then stop the servers; the names of those that ran.

    ``living`` is the descriptor of the keeper's own lock. It goes before the users' lock does: a newcomer, who waits for
    the users' lock meanwhile, must find no keeper and launch the next.
    """
    users = _wait_for_the_last(layout, linger)
    if not layout.run.is_dir():
        # Removed under us: there is nobody to lock out, and the locks must not be made again.
        return stop_servers(layout)
    with exclusive(layout.start_lock):
        # A var/ that was removed and made anew has a keeper of its own, and servers that are not ours to stop.
        stopped = stop_servers(layout) if is_still(layout.keeper_lock, living) else []
        release(living)
    release(users)
    return stopped


def _wait_for_the_last(layout: Layout, linger: float) -> int:
    """The users' lock, exclusively, once nobody has wanted it for a while.

    The lock is not held during that while, so that the next command of a series joins without waiting.
    """
    users = os.open(layout.users_lock, os.O_RDWR)
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_UN)
        time.sleep(linger)
        with suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return users
