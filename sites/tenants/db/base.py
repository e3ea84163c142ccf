"""ENGINE = "sites.tenants.db": the guarded wrapper."""

import select
from typing import Any

import psycopg
from django_tenants.postgresql_backend import base
from psycopg_pool import ConnectionPool

from sites.tenants.db.schema import DatabaseSchemaEditor


class StoreSwitchInTransaction(RuntimeError):
    """A store was switched inside `atomic()`: its on-commit work would run in the wrong store."""


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]
    """A connection that looks at exactly one schema.

    A missing table fails loudly instead of being read in `public`, and a switch of store inside a transaction is refused,
    because hooks that wait for the commit would run for whichever store is active then.
    """

    SchemaEditorClass = DatabaseSchemaEditor
    # Tests run each case in one transaction and cross stores within it; they set this to True.
    allow_switch_in_atomic = False
    # The parent's: what the path was last set to, None where that is not known.
    search_path_set_schemas: list[str] | None

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:  # noqa: ARG002 - the parent's signature
        """Look at `tenant`'s schema alone from now on; the schema name is what decides, an equal one is no switch."""
        if (
            getattr(self, "in_atomic_block", False)
            and not self.allow_switch_in_atomic
            and self.schema_name not in (None, tenant.schema_name)
        ):
            raise StoreSwitchInTransaction(
                f"Cannot switch from {self.schema_name} to {tenant.schema_name} inside atomic(): finish the transaction first."
            )
        super().set_tenant(tenant, include_public=False)

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Say which schema is meant, unless the server looks at it already.

        PostgreSQL 18 tells its client of every change of the path, also of one that a rollback brings about, so that the answer
        costs no question. Where a pooler keeps it to itself, the path is set, as ever.
        """
        if self.search_path_set_schemas is None and not self._setting_search_path and self.connection is not None:
            wanted = self._get_cursor_search_paths()
            if len(wanted) == 1 and self.connection.info.parameter_status("search_path") in {wanted[0], f'"{wanted[0]}"'}:
                self.search_path_set_schemas = wanted
                return
        super()._handle_search_path(cursor)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection out of the pool that is alive.

        The pool's own check asks the server each time. A server that has gone has closed its end, which the socket knows: only
        a connection on which something has arrived unasked is put to the question.
        """
        while True:
            connection = super().get_new_connection(conn_params)
            if self.pool is None or (not connection.closed and is_quiet(connection)):
                return connection
            try:
                ConnectionPool.check_connection(connection)
            except psycopg.OperationalError:
                # The pool throws it away.
                self.pool.putconn(connection)
            else:
                return connection


def is_quiet(connection: Any) -> bool:
    """Whether nothing waits to be read on a connection that is not in use: no farewell of the server, no notice."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return not poll.poll(0)
