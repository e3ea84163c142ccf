"""ENGINE = "sites.tenants.db": the guarded wrapper."""

from typing import Any

from django_tenants.postgresql_backend import base

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
