"""The verbs: have a server running, and stop both."""

from pathlib import Path

from sites.embedded.accounts import server_account
from sites.embedded.directories import remove_sockets
from sites.embedded.errors import EmbeddedUnavailable
from sites.embedded.keeping import ensure_keeper
from sites.embedded.layout import Layout
from sites.embedded.locks import exclusive, join_users
from sites.embedded.postgres import PostgresServer
from sites.embedded.redis import RedisAddress, RedisServer
from sites.embedded.runlock import stop_running

Server = PostgresServer | RedisServer


def ensure_postgres(var: Path) -> str:
    """The address of this checkout's PostgreSQL, which runs from now on until its last user's process has ended."""
    layout = _join(var)
    server = PostgresServer(layout, server_account(layout))
    _ensure(server)
    return server.url


def ensure_redis(var: Path) -> RedisAddress:
    """The address of this checkout's Redis, which runs from now on until its last user's process has ended."""
    layout = _join(var)
    server = RedisServer(layout, server_account(layout))
    _ensure(server)
    return server.address


def stop_services(var: Path) -> list[str]:
    """Stop ``make run`` and both servers now, whoever uses them; what was stopped.

    The keeper stays while there are users, and then ends by itself: the next ``ensure_`` of a living user starts the
    servers again, and somebody must stop those.
    """
    layout = Layout.of(var)
    if not layout.run.is_dir():
        return []
    runner = stop_running(var)
    with exclusive(layout.start_lock):
        return [f"make run (process {runner})"] * (runner is not None) + stop_servers(layout)


def stop_servers(layout: Layout) -> list[str]:
    """Stop both servers; the names of those that ran. Call it only with the start lock held."""
    stopped = [server.name for server in servers(layout) if server.stop()]
    remove_sockets(layout)
    return stopped


def servers(layout: Layout) -> tuple[PostgresServer, RedisServer]:
    """Both servers of a checkout, running or not."""
    account = server_account(layout)
    return PostgresServer(layout, account), RedisServer(layout, account)


def _join(var: Path) -> Layout:
    """Become a user. Before all else: the keeper takes this lock and then the start lock, and so do we."""
    layout = Layout.of(var)
    join_users(layout.users_lock)
    return layout


def _ensure(server: Server) -> None:
    layout = server.layout
    try:
        with exclusive(layout.start_lock):
            if not server.answers():
                server.start()
            ensure_keeper(layout)
    except OSError as error:
        raise EmbeddedUnavailable(
            f"{server.name} cannot be set up below {layout.var} ({error}): "
            "repair that directory, or set DATABASE_URL and REDIS_URL."
        ) from error
