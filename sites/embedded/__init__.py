"""The servers of a checkout that was given none: PostgreSQL 18 and Redis from wheels, below ``var/``.

Owns: starting, sharing and stopping the two servers, and the rule that only one ``make run`` lives in a checkout.
Must not know: Django, settings, environment variables such as ``DATABASE_URL``. The caller decides whether a server is
needed; this package then answers with its address.

How it holds together:

- Who uses the servers holds a shared lock for as long as the process lives. A small keeper process waits for the
  exclusive one, so the kernel tells it when the last user has gone, however that user ended.
- A server is what answers on its socket; a process serves a directory when it works in it. Nothing believes a pid file.
- Starting is serialised by a second lock, and every step can be repeated after an interruption.

``layout`` names the paths, ``locks`` the locks, ``accounts`` the user the servers run as, ``directories`` and
``programs`` make room for it, ``processes`` launches and stops, ``postgres`` and ``redis`` know their server, ``services``
puts it together and ``keeper`` ends it.
"""

import os

from sites.embedded.errors import AlreadyRunning, EmbeddedUnavailable

if os.name != "posix":
    raise EmbeddedUnavailable("The embedded servers need Linux or macOS: set DATABASE_URL and REDIS_URL.")

from sites.embedded.programs import postgres_binary
from sites.embedded.redis import RedisAddress
from sites.embedded.runlock import hold_run_lock, running_pid
from sites.embedded.services import ensure_postgres, ensure_redis, stop_services

__all__ = [
    "AlreadyRunning",
    "EmbeddedUnavailable",
    "RedisAddress",
    "ensure_postgres",
    "ensure_redis",
    "hold_run_lock",
    "postgres_binary",
    "running_pid",
    "stop_services",
]
