"""A store with a large catalogue to measure with: `python -m bench.dataset --products 10000 --attributes 12 --variants 3`.

`--remove` takes it away. Its address is `bench-l<products>.localhost`; what each product has is in `bench/catalogue.py`.
"""

import argparse
import logging
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")

from sites.services import provide_services

provide_services()

import django

django.setup()

from bench.catalogue import FACETS, fill_catalogue
from bench.cpu import backend_seconds
from commerce.catalogue.models import Product
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.rebuild import rebuild_shelf
from sites.provisioning.create import create_store
from sites.provisioning.lifecycle import delete_store
from sites.provisioning.order import StoreOrder
from sites.tenants.context import in_store
from sites.tenants.models import Store


def build(products: int, *, attributes: int = len(FACETS), variants: int = 3) -> Store:
    """A new store with so many products; one that is left from another run is removed first. Prints what it took."""
    if (left := find(products)) is not None:
        remove(left)
    order = StoreOrder(
        name_of(products), f"bench-l{products}.localhost", "connected-things", "GB", "GBP", "en", "bench@example.com", ()
    )
    store = create_store(order=order, invite=False)
    with in_store(store):
        before = time.perf_counter()
        fill_catalogue(products=products, attributes=attributes, variants=variants)
        print(f"{products} products written in {time.perf_counter() - before:.0f} s", flush=True)
        wall, cpu, database = time.perf_counter(), time.process_time(), backend_seconds()
        rebuild_shelf()
        wall, cpu, database = time.perf_counter() - wall, time.process_time() - cpu, backend_seconds() - database
        print(f"{products} products: rebuild_shelf {wall:.1f} s (CPU: app {cpu:.1f}, database {database:.1f})", flush=True)
        print(f"{products} products: {Product.objects.count()} live, {ShelfItem.objects.count()} rows", flush=True)
    return store


def name_of(products: int) -> str:
    """The name of the store with so many products."""
    return f"Bench L{products}"


def find(products: int) -> Store | None:
    """The store with so many products, if it was made."""
    return Store.objects.filter(name=name_of(products)).first()


def remove(store: Store) -> None:
    """A bench store leaves no trace."""
    Store.objects.filter(pk=store.pk).update(status=Store.Status.FAILED)
    delete_store(store=Store.objects.get(pk=store.pk), confirmed=store.name)


def main() -> int:
    """Make or remove it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--attributes", type=int, default=len(FACETS), help="facets of choices, besides numbers")
    parser.add_argument("--variants", type=int, default=3, help="variants of each product")
    parser.add_argument("--remove", action="store_true", help="take the store with so many products away")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    if options.remove:
        left = find(options.products)
        if left is None:
            print(f"There is no store with {options.products} products.", file=sys.stderr)
            return 1
        remove(left)
        return 0
    store = build(options.products, attributes=options.attributes, variants=options.variants)
    print(f"http://{store.primary_host}:8000/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
