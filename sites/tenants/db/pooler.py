"""What stands between this process and PostgreSQL: nothing, or a pooler that lends servers to one client after another."""

import secrets
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured

SENTENCE = (
    "The pooler before PostgreSQL does not track search_path, so that one store would be answered out of another's tables: "
    "set track_extra_parameters = IntervalStyle, search_path (PgBouncer 1.20 or newer)."
)
# PgBouncer's words for what it does not track, and those of poolers that take no `options` at all.
REFUSALS = ("startup parameter", "options")
# The databases that were looked at in this process.
_fit: set[tuple[str, ...]] = set()


def refuse_forgetful_pooler(connection: Any) -> None:
    """Raise ImproperlyConfigured where a pooler lends a server to the next client with the last one's search path.

    What PgBouncer reports proves nothing: it greets each client with the path of its first server, tracked or not. A path that
    the client itself brings along does: where it is not tracked, it is refused or forgotten. So a connection of its own is
    opened with a path that exists nowhere, once in a process for each database.

    Behind any pooler, cursors that the server would keep between statements are switched off: the next statement may be
    another server's.
    """
    given = connection.settings_dict
    database = tuple(str(given[name]) for name in ("HOST", "PORT", "NAME"))
    if database in _fit:
        return
    path = f"uplink_{secrets.token_hex(8)}"
    # In place of `options` that are the connection's own, which are of no concern here.
    parameters = {**connection.get_connection_params(), "options": f"-c search_path={path}", "autocommit": True}
    try:
        with psycopg.connect(**parameters) as own:
            row = own.execute("SELECT current_setting('search_path'), pg_backend_pid()").fetchone()
            pooled = row is None or row[1] != own.info.backend_pid
    except psycopg.OperationalError as refusal:
        if not any(word in str(refusal) for word in REFUSALS):
            raise
        raise ImproperlyConfigured(SENTENCE) from refusal
    if row is None or row[0] != path:
        raise ImproperlyConfigured(SENTENCE)
    if pooled:
        given["DISABLE_SERVER_SIDE_CURSORS"] = True
    _fit.add(database)
