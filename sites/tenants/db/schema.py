"""A schema editor whose statements a schema-sharded PostgreSQL also accepts, and which does not wait for locks for ever."""

from typing import Any, Self

from django.conf import settings
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as PostgresSchemaEditor
from django.db.backends.utils import names_digest

POSTGRES_NAME_LENGTH = 63


class DatabaseSchemaEditor(PostgresSchemaEditor):
    """Adds a column and its CHECK in two statements.

    Citus refuses `ADD COLUMN … CHECK (…)` inside a distributed schema (every Positive*IntegerField), but takes the named
    constraint as a second statement. The name is the one PostgreSQL itself would give.

    With MIGRATION_LOCK_TIMEOUT a migration that waits longer than this for one lock fails. It is said in the migration's own
    transaction: a pooler refuses it with the greeting, and would lend a server on which it is set to somebody else.
    """

    def __enter__(self) -> Self:
        """Begin, in a transaction unless the migration wants none."""
        super().__enter__()
        if self.atomic_migration and settings.MIGRATION_LOCK_TIMEOUT:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [settings.MIGRATION_LOCK_TIMEOUT])
        return self

    def add_field(self, model: Any, field: Any) -> None:
        """Add `field` to `model`'s table, its CHECK afterwards."""
        check = field.db_parameters(connection=self.connection)["check"]
        if not check:
            super().add_field(model, field)
            return
        inline, self.sql_check_constraint = self.sql_check_constraint, ""
        try:
            super().add_field(model, field)
        finally:
            self.sql_check_constraint = inline
        self.execute(
            self.sql_create_check
            % {
                "table": self.quote_name(model._meta.db_table),
                "name": self.quote_name(check_name(model._meta.db_table, field.column)),
                "check": check,
            }
        )


def check_name(table: str, column: str) -> str:
    """`<table>_<column>_check`, cut with a digest where PostgreSQL would cut it blindly."""
    name = f"{table}_{column}_check"
    if len(name) <= POSTGRES_NAME_LENGTH:
        return name
    digest = names_digest(table, column, length=8)
    return f"{name[: POSTGRES_NAME_LENGTH - len(digest) - 7]}_{digest}_check"
