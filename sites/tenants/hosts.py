"""From a host name to its store, without a query on a warm worker."""

from typing import Any

from django.core.cache import caches
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from sites.tenants.context import on_platform
from sites.tenants.models import Domain, Store
from sites.tenants.near import Near

KNOWN_FOR = 300
UNKNOWN_FOR = 30
# In this process, for so many seconds: another process's change is seen after that at the latest.
NEAR_FOR = 2.0
_near = Near(most=2000)


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
    row = _near.get(host)
    if row is None:
        row = _shared_row(host)
        _near.set(host, row, seconds=NEAR_FOR)
    return _restore(row) if row else None


def forget_host(host: str) -> None:
    """Drop what is remembered of a host."""
    _near.forget(host)
    caches["platform"].delete(f"host:{host}")


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
