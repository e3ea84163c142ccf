"""The one door between stores."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tenants.utils import tenant_context

from sites.tenants.connections import connection
from sites.tenants.models import Store


class NoStore(RuntimeError):
    """Code that belongs to a store ran outside of one."""


@contextmanager
def in_store(store: Store) -> Iterator[Store]:
    """Run the block with `store`'s schema, cache keys, files and theme; the store before it comes back afterwards.

    Refused inside a transaction of another store (`StoreSwitchInTransaction`).
    """
    with tenant_context(store):
        yield store


@contextmanager
def on_platform() -> Iterator[None]:
    """Run the block in `public`, where stores and domains are kept."""
    before = connection.tenant
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.set_tenant(before)


def active_store() -> Store | None:
    """The store of this thread, or None on the platform host and in bare schema contexts."""
    tenant = connection.tenant
    return tenant if isinstance(tenant, Store) else None


def current_store() -> Store:
    """The store of this thread. Raises NoStore outside of one, so that nothing is read or written by accident."""
    store = active_store()
    if store is None:
        raise NoStore("This needs a store: run it inside in_store(store).")
    return store
