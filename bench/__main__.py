"""Run every bench on the configured database; what it makes, it removes."""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.dataset import build, remove

# isort: split
from django.test import Client

from bench.cached_pages import bench_cached_pages
from bench.listing import measure
from bench.load import bench_load
from legacy_import.prestashop.recording import RecordingSource
from legacy_import.services import import_shop
from sites.provisioning.blueprint import blueprint_sql, replay
from sites.provisioning.create import create_store
from sites.provisioning.order import StoreOrder
from sites.provisioning.schemas import drop_schema
from sites.tenants.context import in_store
from sites.tenants.models import Store

STORES = 20
REQUESTS = 50
SCHEMA = "bench_replayed"


def timed(action: Callable[[], Any]) -> float:
    """Seconds."""
    before = time.perf_counter()
    action()
    return time.perf_counter() - before


def tell(what: str, seconds: list[float], unit: str = "s", scale: float = 1) -> None:
    """One line: median and range."""
    values = [value * scale for value in seconds]
    print(
        f"{what:44} median {statistics.median(values):7.3f} {unit}  ({min(values):.3f} to {max(values):.3f}, n={len(values)})",
        flush=True,
    )


def bench_stores() -> list[Store]:
    """Replaying and making stores."""
    blueprint_sql()
    replays = []
    for _ in range(STORES):
        replays.append(timed(lambda: replay(SCHEMA)))
        drop_schema(SCHEMA)
    tell("blueprint replay", replays)
    made: list[Store] = []
    seconds = []
    for number in range(STORES):
        order = StoreOrder(
            f"Bench {number}", f"bench-{number}.localhost", "base", "GB", "GBP", "en", "bench@example.com", ("de",)
        )
        seconds.append(timed(lambda order=order: made.append(create_store(order=order, invite=False))))  # type: ignore[misc]
    tell("create_store (two languages)", seconds)
    return made


def bench_import(store: Store) -> None:
    """Importing the recording named by BENCH_RECORDING, or the shared one where it is there."""
    folder = Path(os.environ.get("BENCH_RECORDING", Path(__file__).parents[2] / "shared/data/prestashop/8.2.1/webservice"))
    if not folder.exists():
        print(f"import: no recording at {folder}")
        return
    with in_store(store):
        tell("import of the recording", [timed(lambda: import_shop(source=RecordingSource(folder)))])
        tell("second import, nothing changed", [timed(lambda: import_shop(source=RecordingSource(folder)))])


def bench_pages(store: Store) -> None:
    """Pages of a warm process, in milliseconds."""
    client = Client(headers={"host": f"{store.primary_host}:8000"})
    product = client.get("/sitemap.xml").getvalue().decode().rpartition("<loc>")[2].partition("</loc>")[0]
    paths = {
        "home": "/",
        "listing": "/products/",
        "search": "/search/?q=mug",
        "product": "/" + product.partition("://")[2].partition("/")[2],
    }
    for name, path in paths.items():
        client.get(path)
        tell(f"page: {name}", [timed(lambda path=path: client.get(path)) for _ in range(REQUESTS)], "ms", 1000)  # type: ignore[misc]


def main() -> int:
    """All of them, then clean up."""
    logging.disable(logging.WARNING)
    drop_schema(SCHEMA)
    for left in Store.objects.filter(name__startswith="Bench "):
        remove(left)
    made = bench_stores()
    try:
        bench_import(made[0])
        bench_pages(made[0])
    finally:
        for store in made:
            remove(store)
    # Sizes of the catalogue by BENCH_PRODUCTS, such as "10000 50000 200000".
    failed = 0
    for size in map(int, os.environ.get("BENCH_PRODUCTS", "10000").split()):
        store = build(size)
        try:
            bench_cached_pages(store, "/products/")
            with in_store(store):
                measure(store, size)
            failed += bench_load(store)
        finally:
            remove(store)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
