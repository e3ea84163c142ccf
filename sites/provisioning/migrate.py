"""Migrating the platform's own tables, and many stores: those that are current are skipped, the rest in processes of their own,
one report for all.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

from sites.provisioning.renewal import renew_roles
from sites.provisioning.schemas import current_version, recorded_version, schema_exists
from sites.tenants.connections import connection
from sites.tenants.models import Store

LOCK_TIMEOUT = "3s"
LONGEST_MESSAGE = 2000


@dataclass(frozen=True, slots=True)
class Migrated:
    """What became of one store: current (nothing to do), migrated or failed, and what the failure said."""

    store: Store
    outcome: str
    message: str = ""


def platform_is_behind() -> bool:
    """Whether `public` lacks a migration of an app that has tables there."""
    connection.set_schema_to_public()
    executor = MigrationExecutor(connection)
    shared = platform_apps()
    return bool(executor.migration_plan([key for key in executor.loader.graph.leaf_nodes() if key[0] in shared]))


def migrate_platform() -> None:
    """Bring `public` to the migrations on disk: of the apps that have tables there, and of what these depend on.

    All others would make nothing there, and take twenty seconds to do so.
    """
    for label in sorted(platform_apps()):
        call_command("migrate_schemas", label, shared=True, interactive=False, verbosity=0)


def platform_apps() -> set[str]:
    """Labels of the apps with migrations whose tables are in `public`."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    shared = {config.label for config in apps.get_app_configs() if config.name in settings.SHARED_APPS}
    return shared & loader.migrated_apps


def migrate_stores(stores: Iterable[Store], *, processes: int = 2) -> list[Migrated]:
    """Bring each store's schema to the migrations on disk, and its roles to this version's.

    A failing store is reported and keeps no other from migrating.
    """
    version = current_version()
    due: list[Store] = []
    results: list[Migrated] = []
    for store in stores:
        if not schema_exists(store.schema_name):
            results.append(Migrated(store, "failed", "it has no schema yet: resume or remove the store"))
        elif recorded_version(store.schema_name) == version:
            remember(store, version)
            results.append(Migrated(store, "current"))
        else:
            due.append(store)
    with ThreadPoolExecutor(max_workers=max(1, processes)) as pool:
        for store, message in zip(due, pool.map(run_in_process, (store.schema_name for store in due)), strict=True):
            if message is None:
                remember(store, version)
                results.append(Migrated(store, "migrated"))
            else:
                results.append(Migrated(store, "failed", message))
    return [with_roles(result) for result in results]


def with_roles(result: Migrated) -> Migrated:
    """Renew the roles of a store that is migrated; failed where that could not be done."""
    if result.outcome != "failed":
        try:
            renew_roles(result.store)
        except (DatabaseError, LookupError) as error:
            return replace(result, outcome="failed", message=f"its roles: {error}"[:LONGEST_MESSAGE])
    return result


def run_in_process(schema: str) -> str | None:
    """Migrate one schema in a process of its own; None when it went well, else what it said."""
    environment = {**os.environ, "UPLINK_MIGRATION_LOCK_TIMEOUT": LOCK_TIMEOUT, "DATABASE_URL": database_url()}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "migrate_schemas", "--schema", schema, "--noinput", "-v", "0"],
        env=environment,
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return None if done.returncode == 0 else (done.stderr or done.stdout).strip()[-LONGEST_MESSAGE:]


def database_url() -> str:
    """The database that this process is connected to, for another process."""
    given = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**{name: given[key] for name, key in names.items() if given[key]}, **libpq_options(given["OPTIONS"]))


def libpq_options(options: Mapping[str, Any]) -> dict[str, str]:
    """What the address says beside host and name, `sslmode` for one: of Django's options those that are PostgreSQL's own."""
    return {name: value for name, value in options.items() if isinstance(value, str) and name != "options"}


def remember(store: Store, version: str) -> None:
    """Write down that the schema is current."""
    if store.schema_version != version:
        store.schema_version = version
        store.save(update_fields=["schema_version"])
