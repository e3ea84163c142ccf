"""One maker at a time: two processes that make, resume or remove the same store would tread on each other."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import psycopg
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.migrate import database_url
from sites.tenants.models import Store


class BeingMade(NotAllowed):
    """Another process is at it."""


@contextmanager
def only_maker(store: Store) -> Iterator[None]:
    """Run the block as the only maker of `store`, whose row is read again first.

    Raises BeingMade, or NotAllowed for a store that was deleted meanwhile; nothing has changed then.

    The lock is PostgreSQL's, so it goes with a process that dies, unlike a mark on the row. It belongs to a transaction of a
    connection of its own: the steps open and close transactions, and a pooler in transaction mode keeps a server
    for a transaction only. That transaction reads and writes nothing, so it holds back neither vacuum nor migrations.
    """
    with closing(psycopg.connect(database_url())) as own:
        own.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        taken = own.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"uplink.maker.{store.code}"])
        if taken.fetchone() != (True,):
            raise BeingMade(_("%(store)s is being made or removed by another process.") % {"store": store.name})
        try:
            read_again(store)
            yield
        finally:
            # Of a line that is cut PostgreSQL hears a moment later, and would hold the lock until then. Where the server has
            # gone, so has the lock.
            with suppress(psycopg.OperationalError):
                own.rollback()


def read_again(store: Store) -> None:
    """What the store's row says now, and its domains. Raises NotAllowed where it was deleted meanwhile."""
    try:
        store.refresh_from_db()
    except Store.DoesNotExist as gone:
        raise NotAllowed(_("%(store)s was deleted meanwhile.") % {"store": store.name}) from gone
    # Inside the store the domains cannot be asked for.
    prefetch_related_objects([store], "domains")


def is_being_made(store: Store) -> bool:
    """Whether a process is making or removing the store at this moment, or has just removed it."""
    try:
        with only_maker(store):
            return False
    except NotAllowed:
        return True
