"""What pages cost without the page cache: CPU of this process and of PostgreSQL's backend per request, beside a bare view.

`python -m bench.listing 10000 200000` makes a store for each size, measures, and removes it (`--keep` leaves it).
"""

import logging
import statistics
import sys
import time
from itertools import product
from typing import Any

from bench.dataset import build, find, remove

# isort: split
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from bench.catalogue import WORDS
from bench.cpu import cost, tell
from commerce.catalogue.models import ProductCopy
from commerce.kernel.events import ProductsChanged, publish
from commerce.storefront.facets import keeper
from commerce.storefront.models import ShelfItem
from pricing.models import Price
from sites.collecting import spare_what_stays
from sites.content.generation import bump_generation, one_generation
from sites.tenants.context import in_store
from sites.tenants.models import Store


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
    with override_settings(ROOT_URLCONF="bench.bare", MIDDLEWARE=["sites.tenants.middleware.StoreMiddleware"]):
        view, environment = WSGIHandler(), factory.get("/bare/rows/").environ
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
    new_words(handler, factory, size)
    catch_up(size)


def new_words(handler: Any, factory: RequestFactory, size: int) -> None:
    """Searches that nobody has asked for since the generation moved, each once: first with cards that nobody has seen yet, which
    have to be rendered, then with cards that are known.
    """
    pairs = [f"{first} {second}" for first, second in product(WORDS[:12], WORDS[12:24])]
    environments = [factory.get("/search/", {"q": words}).environ for words in pairs]
    once = [lambda environment=environment: answer(handler, environment) for environment in environments]  # type: ignore[misc]
    tell(f"{size}: {len(pairs)} new searches, new cards", *cost(once, rounds=1))
    bump_generation()
    once[0]()
    tell(f"{size}: {len(pairs)} new searches, known cards", *cost(once[1:], rounds=1))


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


def main(arguments: list[str]) -> int:
    """Sizes on the command line; 10,000 where none are named."""
    logging.disable(logging.WARNING)
    spare_what_stays()
    keep = "--keep" in arguments
    for size in [int(word) for word in arguments if word.isdigit()] or [10_000]:
        store = (find(size) if keep else None) or build(size)
        try:
            with in_store(store):
                measure(store, size)
        finally:
            if not keep:
                remove(store)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
