"""How long sheets of many rows take, and how much memory: `python -m bench.sheets [rows] [kinds …]`.

Makes a store with so many products, imports a sheet of new products, then one of each kind in which every row changes, exports
it, makes and undoes a bulk change of all of them, and removes the store. Each step runs in a process of its own, whose peak of
resident memory is printed beside that of a process that does the same with 1,000 rows: flat means that they are alike.

What follows an import in the background, the shelf and search for staff, is done by the same process afterwards and told apart.
"""

import os
import subprocess
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")

from sites.services import provide_services

provide_services()

import django

django.setup()

import csv
import logging
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.files import File
from django.db import connection
from django.http import QueryDict

from bench.cpu import backend_seconds
from bench.dataset import remove
from commerce.backoffice.bulk.facts import BrandChange
from commerce.backoffice.bulk.run import run_bulk, start_job
from commerce.backoffice.bulk.undo import run_undo, start_undo
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import move
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.indexing import index_for_staff
from commerce.backoffice.sheets.run import run_apply, run_check, run_export
from commerce.catalogue.models import Brand, Product, ProductType
from commerce.storefront.tasks import reshelve
from pricing.models import PriceList
from pricing.services import ensure_base_list
from sites.provisioning.create import create_store
from sites.provisioning.order import StoreOrder
from sites.tenants.context import in_store
from sites.tenants.models import Store

STORE_NAME = "Bench sheets"
ROWS = 50_000
FEW = 1_000
Row = list[str]


def products(count: int) -> Iterator[Row]:
    """New products."""
    yield ["product", "name", "type", "status", "tax_class"]
    for number in range(count):
        yield [f"S{number:06}", f"Sensor {number}", "thing", "live", "standard"]


def changed_products(count: int) -> Iterator[Row]:
    """The same ones with another name."""
    yield ["product", "name"]
    for number in range(count):
        yield [f"S{number:06}", f"Sensor no. {number}"]


def prices(count: int) -> Iterator[Row]:
    """A price for each, changed with every call: it is made of the clock."""
    yield ["sku", "price", "former_price"]
    cents = int(time.time()) % 9000
    for number in range(count):
        yield [f"S{number:06}", f"{Decimal(1000 + cents + number % 977) / 100:.2f}", ""]


def stock(count: int) -> Iterator[Row]:
    """So many of each."""
    yield ["sku", "on_hand", "backorder"]
    some = int(time.time()) % 500 + 1
    for number in range(count):
        yield [f"S{number:06}", str(some + number % 13), "no"]


def texts(count: int) -> Iterator[Row]:
    """German words for each, another summary with every call."""
    yield ["product", "language", "name", "summary", "description", "published"]
    tag = int(time.time()) % 1000
    for number in range(count):
        words = f"Ein Fühler für {number} Räume, der {tag} Werte misst."
        yield [f"S{number:06}", "de", f"Fühler {number}", words, f"<p>{words} <b>Lange haltbar.</b></p>", "yes"]


def english(count: int) -> Iterator[Row]:
    """The drafts that came with new products, published."""
    yield ["product", "language", "summary", "published"]
    for number in range(count):
        yield [f"S{number:06}", "en", f"A sensor for {number} rooms.", "yes"]


def variants(count: int) -> Iterator[Row]:
    """A weight for each."""
    yield ["sku", "weight_kg", "mpn"]
    grams = int(time.time()) % 900 + 1
    for number in range(count):
        yield [f"S{number:06}", f"{grams / 1000:.3f}", f"M{number}"]


KINDS: dict[str, tuple[str, Callable[[int], Iterator[Row]]]] = {
    "products": ("products", products),
    "texts": ("texts", english),
    "translations": ("texts", texts),
    "translations again": ("texts", texts),
    "products again": ("products", changed_products),
    "prices": ("prices", prices),
    "prices again": ("prices", prices),
    "stock": ("stock", stock),
    "variants": ("variants", variants),
}


def peak() -> float:
    """Peak resident memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cpu() -> float:
    """Seconds of CPU that this process has used, which other work on the machine does not move as it moves the clock."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def bring(store: Store, kind: str, rows: Iterator[Row]) -> None:
    """Import a sheet as the worker does; a line with seconds, memory and counts."""
    with tempfile.NamedTemporaryFile("w+b") as file, in_store(store):
        path = Path(file.name)
        with path.open("w", newline="") as text:
            csv.writer(text).writerows(rows)
        job = Job(what=Job.What.IMPORT, kind=kind, title="bench")
        with path.open("rb") as content:
            job.source.save("upload", File(content), save=False)
        job.save()
        with following() as left:
            idle, used = peak(), Used()
            run_check(job.pk)
            job.refresh_from_db()
            move(job, JobStatus.APPLYING)
            run_apply(job.pk)
            job.refresh_from_db()
            told = f"{used}  idle {idle:4.0f} MB  peak {peak():4.0f} MB  {job.status} {job.counts} {job.failure}"
        used = Used()
        for task, args in left:
            task(*args)
        print(f"{told}\n{'':32} in the background: {used}  peak {peak():4.0f} MB", flush=True)


def change_and_undo(store: Store) -> None:
    """Every product gets a brand, and is without it again."""
    with in_store(store), following():
        brand, _made = Brand.objects.get_or_create(name="Bench", slug="bench")
        ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
        data = QueryDict(f"brand={brand.pk}")
        job = start_job(change=BrandChange(), ids=ids, data=data, title="bench", by=None)
        used = Used()
        run_bulk(job.pk)
        job.refresh_from_db()
        print(f"bulk change: {used}  peak {peak():4.0f} MB  {job.status} {job.counts}", flush=True)
        used, undoing = Used(), start_undo(job=job, by=None)
        run_undo(undoing.pk)
        undoing.refresh_from_db()
        print(f"{'':32} its undo: {used}  peak {peak():4.0f} MB  {undoing.status} {undoing.counts}", flush=True)


@contextmanager
def following() -> Iterator[list[tuple[Any, tuple[Any, ...]]]]:
    """The tasks that are sent in this block, instead of sending them."""
    left: list[tuple[Any, tuple[Any, ...]]] = []
    with ExitStack() as stack:
        for task in (reshelve, index_for_staff):
            stack.enter_context(patch.object(task, "delay", lambda *args, task=task: left.append((task.run, args))))
        yield left


class Used:
    """Time and CPU since it was made, of this process and of PostgreSQL's for it."""

    def __init__(self) -> None:
        self.start, self.own, self.database = time.perf_counter(), cpu(), backend_seconds()

    def __str__(self) -> str:
        seconds, own, database = time.perf_counter() - self.start, cpu() - self.own, backend_seconds() - self.database
        return f"{seconds:6.1f} s, CPU {own + database:6.1f} s (own {own:.1f}, PostgreSQL {database:.1f})"


def bring_out(store: Store, kind: str, form: str) -> None:
    """Export a sheet as the worker does."""
    with in_store(store):
        job = Job.objects.create(
            what=Job.What.EXPORT, kind=kind, title="bench", status=JobStatus.APPLYING, options={"form": form, "products": None}
        )
        used = Used()
        run_export(job.pk)
        job.refresh_from_db()
        print(f"export {used}  peak {peak():4.0f} MB  {job.status} {job.counts}", flush=True)


def step(schema: str, what: str, count: str) -> None:
    """One step, in this process."""
    logging.disable(logging.WARNING)
    store = Store.objects.get(schema_name=schema)
    if what == "change and undo":
        change_and_undo(store)
    elif what.startswith("export "):
        _export, kind, form = what.split()
        bring_out(store, kind, form)
    else:
        kind, rows = KINDS[what]
        bring(store, kind, rows(int(count)))


def main(rows: int, wanted: list[str]) -> int:
    """All steps, each in a process of its own; the store is removed afterwards."""
    logging.disable(logging.WARNING)
    for left in Store.objects.filter(name=STORE_NAME):
        remove(left)
    order = StoreOrder(STORE_NAME, "bench-sheets.localhost", "base", "GB", "GBP", "en", "bench@example.com", ("de",))
    store = create_store(order=order, invite=False)
    try:
        with in_store(store):
            ProductType.objects.create(code="thing", name="Thing")
            ensure_base_list(currency="GBP", basis=PriceList.Basis.NET)
        connection.close()
        # The products first: the other sheets are about them.
        steps = [("products", FEW), *((what, rows) for what in (wanted or KINDS))]
        steps += [
            ("prices again", FEW),
            *((f"export {kind} {form}", rows) for kind in ("products", "prices", "texts") for form in ("csv", "xlsx")),
            ("change and undo", rows),
        ]
        for what, count in steps:
            print(f"{what:18} {count:6,} rows: ", end="", flush=True)
            subprocess.run([sys.executable, "-m", "bench.sheets", "--step", store.schema_name, what, str(count)], check=True)
    finally:
        remove(Store.objects.get(pk=store.pk))
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step(*sys.argv[2:5])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS, sys.argv[2:]))
