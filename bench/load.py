"""A real server under load: requests a second, p50, p99, and CPU milliseconds a request of the server and of PostgreSQL.

`python -m bench.load [--products 10000] [--seconds 5] [--connections 4]` starts gunicorn with the store of `bench.dataset` (made
where it is missing), asks with `wrk` where there is one and with threads of its own otherwise, and prints kept pages, pages
without the page cache, and the bare views of `bench.bare` in one run.
"""

import argparse
import logging
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.dataset import build, find

# isort: split
from django.db import connection

from bench.asking import Asked, ask_with_threads, ask_with_wrk
from bench.cpu import seconds_of
from commerce.catalogue.models import ProductCopy
from sites.tenants.context import in_store
from sites.tenants.models import Store

PORT = 8099
WORDS = ("radio", "sensor gat", "meter", "rugged valve", "solar panel", "door", "camera tracker", "compact")


@contextmanager
def server(*, page_cache: bool) -> Iterator[int]:
    """Gunicorn as `make run` starts it; its process id."""
    environment = {**os.environ, "PAGE_CACHE": "on" if page_cache else "off"}
    command = [sys.executable, "-m", "gunicorn", "bench.server", "--bind", f"127.0.0.1:{PORT}", "--log-level", "error"]
    process = subprocess.Popen([*command, "--worker-class", "gthread", "--workers", "1", "--threads", "8"], env=environment)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def children(pid: int) -> list[int]:
    """The process and what it has started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += children(int(child))
    return found


def backends() -> dict[int, float]:
    """CPU seconds of PostgreSQL's processes that serve somebody, by process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
        return {pid: seconds_of(pid) for (pid,) in cursor.fetchall()}


def addresses(store: Store, *, chance: random.Random) -> dict[str, list[str]]:
    """What is asked for, by kind of page."""
    with in_store(store):
        slugs = list(ProductCopy.objects.order_by("pk").values_list("slug", flat=True)[:5000])
    facets = [f"/products/?facet-0=v{chance.randrange(5)}&facet-1=v{chance.randrange(6)}" for _ in range(60)]
    return {
        "listing with facets": ["/products/", *(f"/products/department-{n}/" for n in range(8)), *facets],
        "product page": [f"/products/{slug}/" for slug in chance.sample(slugs, min(200, len(slugs)))],
        "search with facets": [f"/search/?q={word.replace(' ', '+')}" for word in WORDS],
    }


def measure(what: str, store: Store, paths: list[str], pid: int, *, seconds: int, connections: int) -> Asked:
    """Warm each address once, ask for so many seconds, and print a line."""
    ask = ask_with_wrk if shutil.which("wrk") else ask_with_threads
    base, host = f"http://127.0.0.1:{PORT}", store.primary_host
    ask_with_threads(base, host, paths, connections=1, seconds=0)
    app, before = sum(map(seconds_of, children(pid))), backends()
    asked = ask(base, host, paths, connections=connections, seconds=seconds)
    app = (sum(map(seconds_of, children(pid))) - app) / asked.requests * 1000
    database = sum(spent - before.get(backend, 0) for backend, spent in backends().items()) / asked.requests * 1000
    print(
        f"{what:34} {asked.rate:8.1f} requests/s  p50 {asked.p50:7.2f} ms  p99 {asked.p99:7.2f} ms  "
        f"CPU {app + database:6.2f} ms (server {app:.2f}, PostgreSQL {database:.2f})"
        + (f"  {asked.failed} FAILED" if asked.failed else ""),
        flush=True,
    )
    return asked


def bench_load(store: Store, *, seconds: int = 5, connections: int = 4) -> int:
    """Both servers, one after the other; how many answers were not 200."""
    pages = addresses(store, chance=random.Random(7))  # noqa: S311 - the same pages each time
    failed = 0
    for page_cache in (True, False):
        with server(page_cache=page_cache) as pid:
            wait_for(pid)
            for name, path in (("bare: 20 kB out of Redis", "/bare/page/"), ("bare: 1 query, 24 rows", "/bare/rows/")):
                failed += measure(name, store, [path], pid, seconds=seconds, connections=connections).failed
            for name, paths in pages.items():
                words = f"{'kept' if page_cache else 'made anew'}: {name}"
                failed += measure(words, store, paths, pid, seconds=seconds, connections=connections).failed
    return failed


def main() -> int:
    """From the command line; 1 if any answer was not 200."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=5, help="for each line")
    parser.add_argument("--connections", type=int, default=4)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    store = find(options.products) or build(options.products)
    return 1 if bench_load(store, seconds=options.seconds, connections=options.connections) else 0


def wait_for(pid: int) -> None:
    """Until the server answers."""
    for _try in range(100):
        if ask_with_threads(f"http://127.0.0.1:{PORT}", "localhost", ["/healthz"], connections=1, seconds=0).requests:
            return
        time.sleep(0.2)
    raise SystemExit(f"The server (process {pid}) does not answer on port {PORT}.")


if __name__ == "__main__":
    sys.exit(main())
