"""How commands name a store."""

from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.db.models import Q

from sites.tenants.models import Store


def add_store_argument(parser: ArgumentParser, *, required: bool = False) -> None:
    """`--store`: id, schema, name or host."""
    parser.add_argument(
        "--store", required=required, help="id, schema, name or host of the store" + ("" if required else "; without it: all")
    )


def store_named(name: str) -> Store:
    """The store of that id, schema, name or host. Raises CommandError with what there is."""
    matches = Q(code=name) | Q(schema_name=name) | Q(name__iexact=name) | Q(domains__domain=name)
    store = Store.objects.filter(matches).distinct().first()
    if store is None:
        there = ", ".join(Store.objects.values_list("schema_name", flat=True)) or "none yet"
        raise CommandError(f"There is no store {name!r}. Stores: {there}.")
    return store


def chosen_stores(name: str | None) -> list[Store]:
    """The store named, or all live ones."""
    return [store_named(name)] if name else list(Store.objects.filter(status=Store.Status.LIVE))
