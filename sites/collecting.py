"""Python's collector of cycles in a process that answers requests."""

import gc

from django.conf import settings
from django.urls import get_resolver

# So many new objects before it looks at all; what a page makes and drops holds few cycles.
NEW = 10_000


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
