"""How long sheets of many rows take, and how much memory: `python -m bench.sheets [rows] [kinds …]`.

Makes a store with so many products, imports a sheet of new products, then one of each kind in which every row changes, exports
it, and removes the store. Each step runs in a process of its own, whose peak of resident memory is printed beside that of a
process that does the same with 1,000 rows: flat means that they are alike.
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
from decimal import Decimal
from pathlib import Path

from django.core.files import File
from django.db import connection

from bench.__main__ import remove
from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import move
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.run import run_apply, run_check, run_export
from commerce.catalogue.models import ProductType
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


def variants(count: int) -> Iterator[Row]:
    """A weight for each."""
    yield ["sku", "weight_kg", "mpn"]
    grams = int(time.time()) % 900 + 1
    for number in range(count):
        yield [f"S{number:06}", f"{grams / 1000:.3f}", f"M{number}"]


KINDS: dict[str, tuple[str, Callable[[int], Iterator[Row]]]] = {
    "products": ("products", products),
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
        idle, before = peak(), cpu()
        start = time.perf_counter()
        run_check(job.pk)
        checked = time.perf_counter() - start
        job.refresh_from_db()
        move(job, JobStatus.APPLYING)
        run_apply(job.pk)
        applied = time.perf_counter() - start - checked
        job.refresh_from_db()
        print(
            f"check {checked:6.1f} s  apply {applied:6.1f} s  together {checked + applied:6.1f} s  own CPU {cpu() - before:6.1f} s  "
            f"idle {idle:4.0f} MB  peak {peak():4.0f} MB  {job.status} {job.counts} {job.failure}",
            flush=True,
        )


def bring_out(store: Store, kind: str, form: str) -> None:
    """Export a sheet as the worker does."""
    with in_store(store):
        job = Job.objects.create(
            what=Job.What.EXPORT, kind=kind, title="bench", status=JobStatus.APPLYING, options={"form": form, "products": None}
        )
        start = time.perf_counter()
        run_export(job.pk)
        job.refresh_from_db()
        print(f"export {time.perf_counter() - start:6.1f} s  peak {peak():4.0f} MB  {job.status} {job.counts}", flush=True)


def step(schema: str, what: str, count: str) -> None:
    """One step, in this process."""
    logging.disable(logging.WARNING)
    store = Store.objects.get(schema_name=schema)
    if what.startswith("export "):
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
            *((f"export {kind} {form}", rows) for kind in ("products", "prices") for form in ("csv", "xlsx")),
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
