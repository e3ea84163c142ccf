"""What a product page costs without the page cache, of products never seen before and seen again, and where the time goes.

`python -m bench.product SCHEMA [pages]` asks an existing store; `--profile` prints what took longest. It changes nothing.
"""

import cProfile
import pstats
import sys
from typing import Any

from bench.listing import answer

# isort: split
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from bench.cpu import cost, tell
from commerce.catalogue.models import ProductCopy
from sites.content.generation import bump_generation
from sites.tenants.context import in_store
from sites.tenants.languages import default_language
from sites.tenants.models import Store


def measure(store: Store, pages: int, *, profile: bool) -> None:
    """Print the figures of one store."""
    with in_store(store):
        copies = ProductCopy.objects.filter(live=True, product__status="live", locale__language_code=default_language())
        slugs = list(copies.order_by("?").values_list("slug", flat=True)[:pages])
    factory = RequestFactory(headers={"host": store.primary_host})
    handler = WSGIHandler()
    environments = [factory.get(f"/products/{slug}/").environ for slug in slugs]
    answer(handler, environments[0])
    with in_store(store):
        bump_generation()
    answer(handler, environments[0])
    first = cost([lambda environment=environment: answer(handler, environment) for environment in environments[1:]], rounds=1)  # type: ignore[misc]
    tell(f"{len(slugs)} pages, each for the first time", *first)
    again = cost([lambda environment=environment: answer(handler, environment) for environment in environments])  # type: ignore[misc]
    counts = [queries(handler, environment) for environment in environments[:20]]
    tell("again, past the page cache", *again, f"{min(counts)} to {max(counts)} queries")
    if profile:
        show_profile(handler, environments)


def queries(handler: Any, environment: dict[str, Any]) -> int:
    """How many statements a page takes, without naming the schema."""
    with CaptureQueriesContext(connection) as captured:
        answer(handler, environment)
    return sum("search_path" not in query["sql"] for query in captured.captured_queries)


def show_profile(handler: Any, environments: list[dict[str, Any]]) -> None:
    """The 40 functions in which most time passed."""
    watch = cProfile.Profile()
    watch.enable()
    for environment in environments:
        answer(handler, environment)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(40)


def main(arguments: list[str]) -> int:
    """Measure the named store."""
    named = [argument for argument in arguments if not argument.startswith("--")]
    if not named:
        print(__doc__)
        return 2
    store = Store.objects.get(schema_name=named[0])
    with override_settings(PAGE_CACHE=False):
        measure(store, int(named[1]) if len(named) > 1 else 100, profile="--profile" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
