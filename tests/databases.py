"""The test database: a template with two stores, built once and copied for each process in a quarter of a second."""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from sites.provisioning.blueprint import BLUEPRINT, blueprint_path, migrate_schema, write_down
from sites.provisioning.blueprint import build_lock as blueprint_lock
from sites.provisioning.create import create_store
from sites.provisioning.migrate import migrate_platform
from sites.provisioning.order import StoreOrder
from sites.provisioning.schemas import current_version
from sites.tenants.models import Store
from tests.divergence import diverge_content_types

ACME = StoreOrder(
    name="Acme",
    domain="acme.test",
    theme="connected-things",
    country="GB",
    currency="GBP",
    default_language="en",
    languages=("de",),
    owner_email="owner@acme.test",
    tax_display=Store.Tax.EXCLUDED,
)
BOLT = StoreOrder(
    name="Bolt",
    domain="bolt.test",
    theme="trolleypusha",
    country="ZA",
    currency="ZAR",
    default_language="af",
    languages=("en",),
    owner_email="owner@bolt.test",
)


def template_name() -> str:
    """The template for the migrations and seeds on disk."""
    seeds = sorted((Path(settings.ROOT) / "sites" / "provisioning").rglob("*.py"))
    digest = hashlib.sha256(current_version().encode())
    for path in (*seeds, Path(__file__)):
        if "demo" not in path.parts:
            digest.update(path.read_bytes())
    return f"uplink_template_{digest.hexdigest()[:10]}"


def copy_template(name: str) -> None:
    """Make the database `name` from the template, which is built first where there is none."""
    template = template_name()
    with build_lock(), admin() as server:
        if not exists(server, template):
            drop_old_templates(server)
            build_template(server, template)
        drop_abandoned(server)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG").format(sql.Identifier(name), sql.Identifier(template))
        )


def drop_database(name: str) -> None:
    """Remove a database that the tests have made."""
    connection.close()
    connection.close_pool()
    with admin() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_abandoned(server: psycopg.Connection) -> None:
    """Remove what runs have left behind that were killed: the databases of processes that are no more, unless somebody is in
    them, on a server that several machines share.
    """
    ours = "SELECT datname FROM pg_database WHERE datname ~ '^test_uplink_[a-z0-9]+_[0-9]+$'"
    for (name,) in server.execute(ours).fetchall():
        if not psutil.pid_exists(int(name.rpartition("_")[2])):
            with suppress(psycopg.errors.ObjectInUse):
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def drop_abandoned_files(folder: Path) -> None:
    """The same of the folders of files, which are called as the database: worker-process."""
    for path in folder.glob("*-*"):
        number = path.name.rpartition("-")[2]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def build_template(server: psycopg.Connection, template: str) -> None:
    """Migrate `public`, make both stores, let their content type ids diverge."""
    draft = f"{template}_draft"
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    use_database(draft)
    migrate_platform()
    if not blueprint_path().exists():
        with blueprint_lock(), migrated_schema(server, source=draft):
            write_down(blueprint_path())
    for order in (ACME, BOLT):
        create_store(order=order)
    diverge_content_types("bolt", by=1000)
    use_database(settings.DATABASES["default"]["NAME"])
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(template)))


def migrated_name() -> str:
    """The database with the schema that was migrated by the migrations on disk, which are known by all that they say."""
    loader = MigrationLoader(None, load=False, ignore_no_migrations=True)
    loader.load_disk()
    paths = sorted({str(sys.modules[migration.__module__].__file__) for migration in loader.disk_migrations.values()})
    digest = hashlib.sha256(b"".join(Path(path).read_bytes() for path in paths))
    return f"uplink_migrated_{digest.hexdigest()[:10]}"


@contextmanager
def migrated_schema(server: psycopg.Connection, *, source: str) -> Iterator[str]:
    """Work where there is a schema that was migrated by the migrations on disk, and its name.

    Migrating takes half a minute. So it is done once, in a copy of the database `source` that is kept: for the blueprint of a
    checkout that has none, and for the test that compares the two, whichever comes first. Call it under `build_lock`.
    """
    before = settings.DATABASES["default"]["NAME"]
    # A database is copied, and renamed, while nobody is in it.
    use_database("postgres")
    try:
        if not exists(server, migrated_name()):
            draft = f"{migrated_name()}_draft"
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(draft), sql.Identifier(source)))
            use_database(draft)
            migrate_schema(BLUEPRINT)
            use_database("postgres")
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(migrated_name()))
            )
        use_database(migrated_name())
        yield BLUEPRINT
    finally:
        use_database(before)


def use_database(name: str) -> None:
    """Point Django's connection at another database."""
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name
    connection.set_schema_to_public()


@contextmanager
def admin() -> Iterator[psycopg.Connection]:
    """A connection that may make databases."""
    given = settings.DATABASES["default"]
    with psycopg.connect(
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as server:
        yield server


@contextmanager
def build_lock() -> Iterator[None]:
    """Let one process build or copy at a time."""
    path = Path(settings.VAR) / "run" / "test-template.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def exists(server: psycopg.Connection, name: str) -> bool:
    """Whether there is such a database."""
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def drop_old_templates(server: psycopg.Connection) -> None:
    """Templates of earlier migrations; the schema that these migrations made stays."""
    ours = "SELECT datname FROM pg_database WHERE datname LIKE 'uplink_template_%' OR datname LIKE 'uplink_migrated_%'"
    for name in {name for (name,) in server.execute(ours).fetchall()} - {migrated_name()}:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
