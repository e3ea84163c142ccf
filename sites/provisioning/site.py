"""Wagtail's Site follows the store's primary domain."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Site

from sites.tenants.context import active_store, in_store
from sites.tenants.models import Domain, Store


def sync_site(store: Store, *, root: Page | None = None) -> Site:
    """Give the store's one Site its primary host, the platform's port and, where given, its root page. Call inside the store."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, root_page=root)
    site.hostname, site.port, site.site_name = store.primary_host, settings.STORE_PORT, store.name
    if root is not None:
        site.root_page = root
    site.save()
    return site


@receiver([post_save, post_delete], sender=Domain, dispatch_uid="uplink-site-follows-domain")
def follow_primary_domain(instance: Domain, **_signal: Any) -> None:
    """A new primary domain is where the store's links point from now on.

    After the commit: the console saves domains in a transaction, and in one no store may be entered.
    """
    if instance.is_primary:
        transaction.on_commit(lambda: resync_site(instance.tenant_id))


def resync_site(store_id: int) -> None:
    """Give a live store's Site the primary host that the store has now."""
    store = Store.objects.filter(pk=store_id, status=Store.Status.LIVE).first() if active_store() is None else None
    if store and store.primary_host:
        with in_store(store):
            sync_site(store)
