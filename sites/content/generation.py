"""One number per store that moves when anything a shopper sees has changed.

It is part of every key under which page furniture is cached, so publishing shows at once and nothing needs deleting.
"""

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from sites.tenants.context import active_store

KEY = "uplink.generation"


def generation() -> int:
    """The active store's present number."""
    number = cache.get(KEY)
    if number is None:
        cache.add(KEY, 1, None)
        number = cache.get(KEY, 1)
    return int(number)


def bump_generation(**_signal: Any) -> None:
    """Move the number on once the change is committed."""
    if active_store():
        transaction.on_commit(_move)


def _move() -> None:
    if active_store():
        cache.add(KEY, 1, None)
        cache.incr(KEY)


def cached(name: str, build: Any, *, seconds: int = 3600) -> Any:
    """`build()`, kept under `name` until the generation moves."""
    key = f"uplink.cached.{generation()}.{name}"
    held = cache.get(key)
    if held is None:
        held = (build(),)
        cache.set(key, held, seconds)
    return held[0]


def connect() -> None:
    """Listen to what changes page furniture: pages, menus, notices, settings, locales, the site."""
    from sites.content.menus import Menu, Notice  # noqa: PLC0415 - called when models are ready
    from sites.content.settings import BrandTokens, StoreIdentity  # noqa: PLC0415

    for model in (Menu, Notice, BrandTokens, StoreIdentity, Locale, PageViewRestriction, Site):
        for signal in (post_save, post_delete):
            signal.connect(bump_generation, sender=model, dispatch_uid=f"uplink-generation-{model.__name__}-{id(signal)}")
    for page_signal in (page_published, page_unpublished, post_page_move):
        page_signal.connect(bump_generation, dispatch_uid=f"uplink-generation-{id(page_signal)}")
    post_delete.connect(_page_deleted, dispatch_uid="uplink-generation-page-deleted")


def _page_deleted(sender: Any, **_signal: Any) -> None:
    if issubclass(sender, Page):
        bump_generation()
