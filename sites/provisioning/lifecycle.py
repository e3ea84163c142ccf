"""Suspending, resuming, archiving and deleting stores. Each needs the store's name, typed out."""

import logging
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.archive import write_archive
from sites.provisioning.create import refuse_transaction
from sites.provisioning.maker import only_maker
from sites.provisioning.schemas import drop_schema
from sites.provisioning.states import DELETABLE, StoreLife
from sites.tenants.models import Store
from sites.tenants.storage import store_prefix

logger = logging.getLogger(__name__)


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
    """Remove an archived or failed store for good: schema, files, domains, the store itself. Its archive file stays."""
    refuse_transaction()
    check_name(store, confirmed)
    with only_maker(store):
        if store.status not in DELETABLE:
            raise NotAllowed(
                _("%(store)s is %(status)s. Suspend it and archive it first.")
                % {"store": store.name, "status": store.get_status_display()}
            )
        drop_schema(store.schema_name)
        shutil.rmtree(Path(settings.MEDIA_ROOT) / store_prefix(store.code), ignore_errors=True)
        with transaction.atomic():
            store.domains.all().delete()
            Store.objects.get(pk=store.pk).delete()
    logger.warning("The store %s (%s) was deleted.", store.name, store.code)


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
