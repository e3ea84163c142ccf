"""From a host name to its store, without a query on a warm worker."""

import time
from typing import Any

from django.core.cache import caches
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from sites.tenants.context import on_platform
from sites.tenants.models import Domain, Store

KNOWN_FOR = 300
UNKNOWN_FOR = 30
# In this process, for so many seconds: another process's change is seen after that at the latest.
NEAR_FOR, NEAR_MOST = 2.0, 2000
_near: dict[str, tuple[float, dict[str, Any]]] = {}


def normalise_host(raw: str) -> str:
    """`Shop.Example.COM.:8000` -> `shop.example.com`; an IPv6 literal keeps its brackets."""
    host = raw.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].rstrip(".")


def find_store(host: str) -> Store | None:
    """The store that answers at this (normalised) host, whatever its status; None when nobody does.

    Unknown hosts are remembered too, for a short while, so that a scanner costs no queries.
    """
    near = _near.get(host)
    if near is None or near[0] < time.monotonic():
        near = time.monotonic() + NEAR_FOR, _shared_row(host)
        if len(_near) >= NEAR_MOST:
            _near.clear()
        _near[host] = near
    return _restore(near[1]) if near[1] else None


def forget_host(host: str) -> None:
    """Drop what is remembered of a host."""
    _near.pop(host, None)
    caches["platform"].delete(f"host:{host}")


def forget_near_hosts() -> None:
    """Drop what this process alone remembers."""
    _near.clear()


def _shared_row(host: str) -> dict[str, Any]:
    cache = caches["platform"]
    key = f"host:{host}"
    row: dict[str, Any] | None = cache.get(key)
    if row is None:
        row = _read_row(host)
        cache.set(key, row, KNOWN_FOR if row else UNKNOWN_FOR)
    return row


def _read_row(host: str) -> dict[str, Any]:
    with on_platform():
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
        if domain is None:
            return {}
        store = domain.tenant
        row = {field.attname: getattr(store, field.attname) for field in Store._meta.concrete_fields}
        primary = store.domains.order_by("-is_primary", "pk").values_list("domain", flat=True).first()
        return row | {"_primary": primary}


def _restore(row: dict[str, Any]) -> Store:
    values = {name: value for name, value in row.items() if name != "_primary"}
    store = Store.from_db(None, list(values), list(values.values()))
    primary = Domain(domain=row["_primary"], tenant_id=store.pk, is_primary=True)
    store._prefetched_objects_cache = {"domains": [primary]}
    return store


@receiver(pre_save, sender=Domain)
def _domain_changes(instance: Domain, **_kwargs: Any) -> None:
    for host in Domain.objects.filter(pk=instance.pk).values_list("domain", flat=True):
        forget_host(host)


@receiver([post_save, post_delete], sender=Domain)
def _domain_changed(instance: Domain, **_kwargs: Any) -> None:
    forget_host(instance.domain)
    for host in Domain.objects.filter(tenant_id=instance.tenant_id).values_list("domain", flat=True):
        forget_host(host)


@receiver([post_save, post_delete], sender=Store)
def _store_changed(instance: Store, **_kwargs: Any) -> None:
    for host in Domain.objects.filter(tenant_id=instance.pk).values_list("domain", flat=True):
        forget_host(host)
