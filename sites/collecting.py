"""Python's collector of cycles, in a process that answers requests and in one that migrates."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.urls import get_resolver

# So many new objects before it looks at all; what a page makes and drops holds few cycles.
NEW = 10_000
# Migrating makes each model anew hundreds of times, and cycles of all of them: 22 s of work instead of 35, and 110 MB more.
NEW_MODELS = 500_000, 5, 20


def spare_what_stays() -> None:
    """What is loaded by now stays: the collector need not look through it again and again, a tenth of the work of a page.

    For a process that goes on to answer requests, called once when the application is loaded.
    """
    for urls in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
        # Views come with the first request otherwise.
        get_resolver(urls).url_patterns  # noqa: B018 - reading loads them
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, 20, 50)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Around the migration of a whole schema."""
    before = gc.get_threshold()
    gc.set_threshold(*NEW_MODELS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
