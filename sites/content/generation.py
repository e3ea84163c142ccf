"""One number per store that moves when anything a shopper sees has changed.

It is part of every key under which pages and parts of them are cached, so publishing shows at once and nothing needs deleting. A
request asks for it once; what is cached under it is kept near, in this process, as well as in the shared cache.

What is sold changes far more often than what stands around it. The number goes up by one for goods, and by `STEP` for all else, so
that its upper part (`frame_of`) stays while only goods change. After many of them it moves as well, which does no harm.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from sites.tenants.context import active_store, current_store
from sites.tenants.near import Near

KEY = "uplink.generation"
STEP = 1024

# What this request has seen: store id -> number. None outside of a request, where the shared cache is asked each time.
_seen: ContextVar[dict[str, int] | None] = ContextVar("seen", default=None)
# By (store id, number, name). Values are kept in a tuple, because None is a value too.
_near = Near(most=4000)


def generation() -> int:
    """The active store's present number; within a request, the one it began with."""
    return generation_of(current_store().code)


def generation_of(code: str) -> int:
    """As `generation`, for a caller that knows the code of the active store: pages ask dozens of times."""
    seen = _seen.get()
    if seen is not None and code in seen:
        return seen[code]
    number = cache.get(KEY)
    if number is None:
        # Not 1: after the shared cache was emptied, no process may take what it has kept near for the present.
        cache.add(KEY, time.time_ns() // 1000, None)
        number = cache.get(KEY)
    if seen is not None:
        seen[code] = int(number)
    return int(number)


def frame_of(code: str) -> int:
    """The part of the number that moves when pages, menus, settings, languages or rules change, and stays when goods do."""
    return generation_of(code) // STEP


@contextmanager
def one_generation(known: int | None = None) -> Iterator[None]:
    """A request: the active store's number is asked for once, or not at all where it is `known`."""
    token = _seen.set({} if known is None else {current_store().code: known})
    try:
        yield
    finally:
        _seen.reset(token)


def bump_generation(**_signal: Any) -> None:
    """Move the number on once the change is committed, and with it all that is cached."""
    if active_store():
        transaction.on_commit(lambda: _move(STEP))


def bump_goods() -> None:
    """As `bump_generation`, where nothing has changed but products, their prices, stock and reviews."""
    if active_store():
        transaction.on_commit(lambda: _move(1))


def _move(by: int) -> None:
    if active_store():
        cache.add(KEY, time.time_ns() // 1000, None)
        cache.incr(KEY, by)
        if (seen := _seen.get()) is not None:
            seen.clear()


def cached(name: str, build: Any, *, seconds: int = 3600, frame: bool = False) -> Any:
    """`build()`, kept under `name` until the generation moves; with `frame`, for what no product has a part in, until its frame
    does. Everybody gets the same object: nobody may change it.
    """
    code = current_store().code
    number = frame_of(code) if frame else generation_of(code)
    place = code, number, name
    held = _near.get(place)
    if held is None:
        key = f"uplink.cached.{settings.RELEASE}.{number}.{name}"
        held = cache.get(key)
        if held is None:
            held = (build(),)
            cache.set(key, held, seconds)
        _near.set(place, held, seconds=seconds)
    return held[0]


def connect() -> None:
    """Listen to what changes page furniture: pages, menus, notices, settings, locales, the site."""
    from sites.content.found.models import SearchEngines  # noqa: PLC0415
    from sites.content.menus import Menu, Notice  # noqa: PLC0415 - called when models are ready
    from sites.content.settings import BrandTokens, StoreIdentity  # noqa: PLC0415

    for model in (Menu, Notice, BrandTokens, StoreIdentity, SearchEngines, Locale, PageViewRestriction, Site):
        for signal in (post_save, post_delete):
            signal.connect(bump_generation, sender=model, dispatch_uid=f"uplink-generation-{model.__name__}-{id(signal)}")
    for page_signal in (page_published, page_unpublished, post_page_move):
        page_signal.connect(bump_generation, dispatch_uid=f"uplink-generation-{id(page_signal)}")
    post_delete.connect(_page_deleted, dispatch_uid="uplink-generation-page-deleted")


def _page_deleted(sender: Any, **_signal: Any) -> None:
    if issubclass(sender, Page):
        bump_generation()
