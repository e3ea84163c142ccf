"""Schemas as PostgreSQL sees them."""

import hashlib

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from sites.tenants.patches import content_types


def schema_exists(name: str) -> bool:
    """Whether there is a schema of that name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [name])
        return cursor.fetchone() is not None


def drop_schema(name: str) -> None:
    """Remove a schema and all in it."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))
    content_types.forget()


def migrations_on_disk() -> list[tuple[str, str]]:
    """(app label, migration) of every migration a store runs, in a fixed order."""
    # Without the graph of who depends on whom, which takes as long again.
    loader = MigrationLoader(None, load=False, ignore_no_migrations=True)
    loader.load_disk()
    stores = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    return sorted(key for key in loader.disk_migrations if key[0] in stores)


def current_version() -> str:
    """A digest of the migrations on disk: the version that a store's schema should have."""
    return digest(migrations_on_disk())


def recorded_version(schema: str) -> str:
    """A digest of the migrations that a schema has recorded, among those on disk; milliseconds, no import of anything."""
    known = set(migrations_on_disk())
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT app, name FROM {}.django_migrations").format(sql.Identifier(schema)))
        return digest(sorted(row for row in map(tuple, cursor.fetchall()) if row in known))


def digest(migrations: list[tuple[str, str]]) -> str:
    """Sixteen hexadecimal digits."""
    return hashlib.sha256(repr(migrations).encode()).hexdigest()[:16]
