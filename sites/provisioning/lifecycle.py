"""Suspending, resuming, archiving and deleting stores. Each needs the store's name, typed out."""

import logging
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.errors import LockNotAvailable

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import LOST
from commerce.backoffice.jobs.states import UNDER_WAY
from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.archive import write_archive
from sites.provisioning.create import refuse_transaction
from sites.provisioning.maker import only_maker
from sites.provisioning.schemas import drop_schema
from sites.provisioning.states import DELETABLE, StoreLife
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.storage import store_prefix

logger = logging.getLogger(__name__)
# For ten seconds: as long as a page takes, or a job from one part of its work to the next.
ATTEMPTS, PAUSE = 20, 0.5


def suspend_store(*, store: Store, confirmed: str) -> None:
    """Close a live store: shoppers and editors see a friendly page, nothing is lost."""
    check_name(store, confirmed)
    move(store, Store.Status.SUSPENDED)


def reopen_store(*, store: Store, confirmed: str) -> None:
    """Open a suspended store again."""
    check_name(store, confirmed)
    if store.status == Store.Status.MAKING:
        raise NotAllowed(_("%(store)s is not made yet: go on making it instead.") % {"store": store.name})
    move(store, Store.Status.LIVE)


def archive_store(*, store: Store, confirmed: str) -> Path:
    """Write the archive of a suspended store, then mark it; the file's path. Nothing is removed."""
    check_name(store, confirmed)
    refuse_move(store, Store.Status.ARCHIVED)
    path = write_archive(store)
    move(store, Store.Status.ARCHIVED)
    return path


def delete_store(*, store: Store, confirmed: str) -> None:
    """Remove an archived or failed store for good: schema, files, domains, the store itself. Its archive file stays.

    Raises NotAllowed while something still runs in the store, such as an import that began before it was archived; nothing has
    changed then. Nothing new begins: tasks are for open stores.
    """
    refuse_transaction()
    check_name(store, confirmed)
    with only_maker(store):
        if store.status not in DELETABLE:
            raise NotAllowed(
                _("%(store)s is %(status)s. Suspend it and archive it first.")
                % {"store": store.name, "status": store.get_status_display()}
            )
        refuse_jobs(store)
        drop_at_rest(store)
        shutil.rmtree(Path(settings.MEDIA_ROOT) / store_prefix(store.code), ignore_errors=True)
        with transaction.atomic():
            store.domains.all().delete()
            Store.objects.get(pk=store.pk).delete()
    logger.warning("The store %s (%s) was deleted.", store.name, store.code)


def refuse_jobs(store: Store) -> None:
    """Raise NotAllowed where a job of the store has given a sign of life lately."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = %s", [store.schema_name, Job._meta.db_table]
        )
        if cursor.fetchone() is None:
            # Half made.
            return
    with in_store(store):
        title = (
            Job.objects.filter(status__in=UNDER_WAY, beat_at__gt=timezone.now() - LOST).values_list("title", flat=True).first()
        )
    if title is not None:
        raise NotAllowed(
            _("In %(store)s “%(job)s” is under way. Wait until it is over, and delete the store then.")
            % {"store": store.name, "job": title}
        )


def drop_at_rest(store: Store) -> None:
    """Remove the store's schema once nobody is at its tables. Raises NotAllowed where somebody stays there.

    Removing takes the tables one after another. Work that holds one of them and wants another would wait for us while we wait
    for it, and PostgreSQL would end one of both. So all tables are taken first and none is waited for.
    """
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [store.schema_name])
                tables = [sql.Identifier(store.schema_name, name) for (name,) in cursor.fetchall()]
                if tables:
                    cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE NOWAIT").format(sql.SQL(", ").join(tables)))
                drop_schema(store.schema_name)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            if attempt < ATTEMPTS - 1:
                time.sleep(PAUSE)
        else:
            return
    raise NotAllowed(
        _("Something still runs in %(store)s, such as an import. Wait until it is over, and delete the store then.")
        % {"store": store.name}
    )


def check_name(store: Store, confirmed: str) -> None:
    """Raise NotAllowed unless `confirmed` is the store's name."""
    if confirmed.strip() != store.name:
        raise NotAllowed(_("Type the store's name, %(name)s, to go on.") % {"name": store.name})


def refuse_move(store: Store, status: Store.Status) -> None:
    """Raise NotAllowed unless the table has this move."""
    if not StoreLife.may(store.status, status):
        raise NotAllowed(
            _("%(store)s is %(before)s and cannot become %(after)s.")
            % {"store": store.name, "before": store.get_status_display(), "after": status.label}
        )


def move(store: Store, status: Store.Status) -> None:
    """Move the store on."""
    refuse_move(store, status)
    store.status = status
    store.save(update_fields=["status"])
    logger.info("The store %s (%s) is %s now.", store.name, store.code, status)
