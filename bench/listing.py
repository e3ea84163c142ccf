"""What pages cost without the page cache: CPU of this process and of PostgreSQL's backend per request, beside a bare view.

`python -m bench.listing 10000 200000` makes a store for each size, measures, and removes it (`--keep` leaves it).
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.base")

from sites.services import provide_services

provide_services()

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from wagtail.models import Locale

from bench.catalogue import fill_catalogue
from commerce.catalogue.models import Product, ProductCopy
from commerce.kernel.events import ProductsChanged, publish
from commerce.storefront.facets import keeper
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.rebuild import rebuild_shelf
from pricing.models import Price
from sites.content.generation import one_generation
from sites.provisioning.create import create_store
from sites.provisioning.lifecycle import delete_store
from sites.provisioning.order import StoreOrder
from sites.tenants.context import in_store
from sites.tenants.models import Store

ROUNDS, TICK = 5, os.sysconf("SC_CLK_TCK")
ROW_TEMPLATE = (
    "<ul>{% for row in rows %}<li><a href='{{ row.slug }}'>{{ row.name }}</a> {{ row.price }} {{ row.brand }}</li>"
    "{% endfor %}</ul>"
)


def backend_seconds() -> float:
    """CPU that PostgreSQL's processes for the connections of this process have used."""
    connection.ensure_connection()
    pids = {connection.connection.info.backend_pid, *(held.info.backend_pid for held in connection.pool._pool)}
    KNOWN.update(pids)
    return sum(map(seconds_of, KNOWN))


KNOWN: set[int] = set()


def seconds_of(pid: int) -> float:
    """User and system time of a process; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def cost(requests: list[Callable[[], Any]], rounds: int = ROUNDS) -> tuple[float, float]:
    """Milliseconds of (this process, PostgreSQL) per request: the median of rounds over the whole list."""
    app, database = [], []
    for _round in range(rounds):
        before, before_db = time.process_time(), backend_seconds()
        for request in requests:
            request()
        app.append((time.process_time() - before) / len(requests) * 1000)
        database.append((backend_seconds() - before_db) / len(requests) * 1000)
    return statistics.median(app), statistics.fmean(database)


def tell(what: str, app: float, database: float = 0.0, note: str = "") -> None:
    """One line."""
    print(f"{what:52} {app + database:8.2f} ms  (app {app:.2f}, database {database:.2f}) {note}", flush=True)


def bare(_request: HttpRequest) -> HttpResponse:
    """One query and a template of 24 rows."""
    order = F("live_since").desc(nulls_last=True), "-product_id"
    rows = list(ShelfItem.objects.filter(locale=first_locale(), listed=True).order_by(*order)[:24])
    return HttpResponse(row_template().render({"rows": rows}))


@cache
def row_template() -> Any:
    """The template of the bare view, compiled once as the loader would."""
    return engines["django"].from_string(ROW_TEMPLATE)


@cache
def first_locale() -> int:
    """The language of the bench store, asked for once."""
    return Locale.objects.values_list("pk", flat=True)[0]


urlpatterns = [path("bare/", bare)]


def answer(handler: Any, environment: dict[str, Any]) -> int:
    """One request through Django's own handler, without a socket and past the page cache; its status."""
    found: list[str] = []
    # As the middleware of the page cache does, which is left out: a request asks for the store's generation once.
    with one_generation():
        response = handler(dict(environment), lambda status, _headers: found.append(status))
        b"".join(response)
        response.close()
    return int(found[0].split()[0])


def measure(store: Store, size: int) -> None:
    """Print every figure of one store."""
    factory = RequestFactory(headers={"host": store.primary_host})
    with override_settings(MIDDLEWARE=[name for name in middleware() if "page_cache" not in name and "pagecache" not in name]):
        handler = WSGIHandler()
    slugs = list(ProductCopy.objects.order_by("?").values_list("slug", flat=True)[:40])
    pages = {
        "listing, nothing chosen": ["/products/"],
        "category": [f"/products/department-{n}/" for n in range(8)],
        "listing, one brand": [f"/products/?brand=maker-{n:02}" for n in range(20)],
        "listing, two facets and a price": [
            f"/products/?facet-0=v{n % 5}&facet-1=v{n % 6}&price=20-{100 + n}" for n in range(20)
        ],
        "listing, sorted by price, page 5": [f"/products/?facet-0=v{n}&sort=price&page=5" for n in range(5)],
        "product page": [f"/products/{slug}/" for slug in slugs],
        "search": [f"/search/?q={word}" for word in ("radio", "sensor gat", "meter", "rugged valve", "batery")],
    }
    with override_settings(ROOT_URLCONF="bench.listing", MIDDLEWARE=["sites.tenants.middleware.StoreMiddleware"]):
        view, environment = WSGIHandler(), factory.get("/bare/").environ
        answer(view, environment)
        tell(f"{size}: bare view, 1 query, 24 rows", *cost([lambda: answer(view, environment)] * 60))
    for name, addresses in pages.items():
        environments = [factory.get(address).environ for address in addresses]
        for environment in environments:
            if (status := answer(handler, environment)) not in (200, 302):
                raise SystemExit(f"{environment['PATH_INFO']}?{environment['QUERY_STRING']} answered {status}")
        many = environments * max(1, 40 // len(environments))
        with CaptureQueriesContext(connection) as captured:
            answer(handler, environments[0])
        asked = [query for query in captured.captured_queries if "search_path" not in query["sql"]]
        app, database = cost([lambda environment=environment: answer(handler, environment) for environment in many])  # type: ignore[misc]
        tell(f"{size}: {name}", app, database, f"{len(asked)} queries")
    catch_up(size)


def middleware() -> list[str]:
    """The middleware of the settings."""
    from django.conf import settings  # noqa: PLC0415

    return list(settings.MIDDLEWARE)


def catch_up(size: int) -> None:
    """A price changes: making the shelf row, and the next reading of the index."""
    locale = ShelfItem.objects.values_list("locale", flat=True).first() or 0
    with keeper.current_index(locale):
        pass
    shelving, reading = [], []
    for price in Price.objects.order_by("?")[:15]:
        before = time.process_time()
        with transaction.atomic():
            Price.objects.filter(pk=price.pk).update(amount=price.amount + 1)
            publish(ProductsChanged(frozenset({price.variant.product_id})))
        between = time.process_time()
        with keeper.current_index(locale):
            pass
        shelving.append((between - before) * 1000)
        reading.append((time.process_time() - between) * 1000)
    tell(f"{size}: one price changed, shelf row made", statistics.median(shelving))
    tell(f"{size}: and the index caught up", statistics.median(reading))


def build(size: int) -> Store:
    """A store with so many products."""
    name = f"Bench L{size}"
    for left in Store.objects.filter(name=name):
        remove(left)
    order = StoreOrder(name, f"bench-l{size}.localhost", "connected-things", "GB", "GBP", "en", "bench@example.com", ())
    store = create_store(order=order, invite=False)
    with in_store(store):
        before = time.perf_counter()
        fill_catalogue(products=size)
        print(f"{size} products written in {time.perf_counter() - before:.0f} s", flush=True)
        wall, cpu, database = time.perf_counter(), time.process_time(), backend_seconds()
        rebuild_shelf()
        wall, cpu, database = time.perf_counter() - wall, time.process_time() - cpu, backend_seconds() - database
        print(f"{size} products: rebuild_shelf {wall:.1f} s (CPU: app {cpu:.1f}, database {database:.1f})", flush=True)
        print(f"{size} products: {Product.objects.count()} live, {ShelfItem.objects.count()} rows", flush=True)
    return store


def remove(store: Store) -> None:
    """A bench store leaves no trace."""
    Store.objects.filter(pk=store.pk).update(status=Store.Status.FAILED)
    delete_store(store=Store.objects.get(pk=store.pk), confirmed=store.name)


def main(arguments: list[str]) -> int:
    """Sizes on the command line; 10,000 where none are named."""
    logging.disable(logging.WARNING)
    keep = "--keep" in arguments
    for size in [int(word) for word in arguments if word.isdigit()] or [10_000]:
        store = Store.objects.filter(name=f"Bench L{size}").first() if keep else None
        store = store or build(size)
        try:
            with in_store(store):
                measure(store, size)
        finally:
            if not keep:
                remove(store)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
