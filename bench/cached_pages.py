"""What a kept page costs beside a bare Django view that reads as much from the same cache, in one run.

Both go through Django's own WSGI handler in this process, without a socket. Printed: CPU of the process per request.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory, override_settings

from bench.bare import SIZE
from sites.tenants.models import Store

ROUNDS, REQUESTS = 9, 300


def cpu(handler: Any, request: Callable[[], dict[str, Any]]) -> float:
    """Milliseconds of CPU of one request, median of several rounds."""
    rounds = []
    for _round in range(ROUNDS):
        before = time.process_time()
        for _request in range(REQUESTS):
            answer = handler(request(), lambda *_args: None)
            b"".join(answer)
            answer.close()
        rounds.append((time.process_time() - before) / REQUESTS * 1000)
    return statistics.median(rounds)


def bench_cached_pages(store: Store, address: str) -> None:
    """Print both figures and their ratio."""
    requests = RequestFactory(headers={"host": store.primary_host, "accept-encoding": "gzip"})
    environment = requests.get(address).environ
    kept_page = WSGIHandler()
    list(kept_page(dict(environment), lambda *_args: None))
    ours = cpu(kept_page, lambda: dict(environment))
    with override_settings(ROOT_URLCONF="bench.bare", MIDDLEWARE=[]):
        view = cpu(WSGIHandler(), lambda: dict(requests.get("/bare/page/").environ))
    print(f"kept page {ours:.3f} ms, bare Django view of {SIZE} bytes {view:.3f} ms: {view / ours:.2f} of its rate")
