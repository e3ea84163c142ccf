"""Addresses asked for in vain: noted by the request in two looks at the cache, written down by a task.

A store notes so many in five minutes and no more, and keeps 5,000 addresses: whoever asks for a million wrong ones fills
nothing. Robots, files and addresses that hold somebody's token are not noted.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from sites.content.found.models import MissedAddress

logger = logging.getLogger(__name__)

WINDOW = timedelta(minutes=5)
PER_WINDOW = 200
MOST_KEPT = 5_000
LONGEST = 400
# How far back a task looks that was held up.
WINDOWS_BACK = 12
ROBOTS = re.compile(r"bot|crawl|spider|slurp|monitor|curl|wget|python|scan|http-?client|headless", re.IGNORECASE)
# What pages load, and what those look for who try the doors of any server.
FILES = re.compile(
    r"\.(js|mjs|css|map|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|eot|mp4|webm|env|git|sql|bak|ya?ml|zip|gz|aspx?|cgi|xml)$"
    r"|/(\.|wp-|xmlrpc|cgi-bin|phpmyadmin|vendor/)",
    re.IGNORECASE,
)
# Addresses of the shop's own machinery, and those that carry a token of somebody.
PRIVATE = frozenset(
    {
        *("admin", "static", "media", "documents", "images", "sitemaps", "feeds"),
        *("orders", "reviews", "account", "cart", "checkout", "lists", "alerts", "downloads", "quick-view", "compare"),
    }
)


@dataclass(frozen=True, slots=True)
class Miss:
    """One request in vain."""

    path: str
    referrer_host: str
    at: datetime


def note(request: HttpRequest, *, at: datetime) -> bool:
    """Note that the address was not found, for `sweep` to write down; whether it was noted. Never raises."""
    if not is_worth_noting(request):
        return False
    try:
        window = window_of(at)
        place = count_up(f"uplink.missed.{window}.count")
        if place > PER_WINDOW:
            return False
        miss = Miss(request.path, referrer_host(request), at)
        cache.set(f"uplink.missed.{window}.{place}", miss, (WINDOWS_BACK + 2) * WINDOW.total_seconds())
    except Exception:
        # The shopper gets the page that says so in any case.
        logger.exception("An address that was not found could not be noted.")
        return False
    return True


def count_up(key: str) -> int:
    """The next number under that key, from 1 on."""
    cache.add(key, 0, int((WINDOWS_BACK + 2) * WINDOW.total_seconds()))
    return int(cache.incr(key))


def window_of(at: datetime) -> int:
    """The number of the five minutes that the moment lies in."""
    return int(at.timestamp() // WINDOW.total_seconds())


def is_worth_noting(request: HttpRequest) -> bool:
    """Whether a person may have followed a link to it."""
    path = request.path
    if request.method != "GET" or len(path) > LONGEST or not path.isprintable() or FILES.search(path):
        return False
    first, _slash, rest = path.lstrip("/").partition("/")
    if first in settings.LANGUAGE_CODES:
        first = rest.partition("/")[0]
    agent = str(request.META.get("HTTP_USER_AGENT", ""))
    return first not in PRIVATE and bool(agent) and not ROBOTS.search(agent)


def referrer_host(request: HttpRequest) -> str:
    """The host of the page that linked here; nothing more of it is kept."""
    try:
        return (urlsplit(str(request.META.get("HTTP_REFERER", ""))).hostname or "")[:253]
    except ValueError:
        return ""


def sweep(*, now: datetime | None = None) -> int:
    """Write down what was noted in the windows that have ended; how many requests. May run twice: a window is taken once."""
    moment = now or timezone.now()
    misses: list[Miss] = []
    for window in range(window_of(moment) - WINDOWS_BACK, window_of(moment)):
        misses += taken(window)
    if misses:
        write_down(misses)
        forget_least_wanted()
    return len(misses)


def taken(window: int) -> list[Miss]:
    """What was noted in a window, which is empty afterwards."""
    counter = f"uplink.missed.{window}.count"
    count = min(int(cache.get(counter) or 0), PER_WINDOW)
    if not count or not cache.delete(counter):
        return []
    keys = [f"uplink.missed.{window}.{place}" for place in range(1, count + 1)]
    found: Mapping[str, Any] = cache.get_many(keys)
    cache.delete_many(keys)
    return sorted((miss for miss in found.values() if isinstance(miss, Miss)), key=lambda miss: miss.at)


@transaction.atomic
def write_down(misses: list[Miss]) -> None:
    """Count these requests, one row an address."""
    by_path: dict[str, list[Miss]] = {}
    for miss in misses:
        by_path.setdefault(miss.path, []).append(miss)
    # In one order, so that two tasks do not wait for each other.
    for path in sorted(by_path):
        seen = by_path[path]
        host = next((miss.referrer_host for miss in reversed(seen) if miss.referrer_host), "")
        values: dict[str, Any] = {"hits": F("hits") + len(seen), "last_seen": seen[-1].at}
        if host:
            values["referrer_host"] = host
        if not MissedAddress.objects.filter(path=path).update(**values):
            MissedAddress.objects.bulk_create(
                [MissedAddress(path=path, hits=len(seen), referrer_host=host, first_seen=seen[0].at, last_seen=seen[-1].at)],
                ignore_conflicts=True,
            )


def forget_least_wanted() -> int:
    """Keep 5,000 addresses: those asked for least and longest ago go, ignored ones last."""
    over = MissedAddress.objects.count() - MOST_KEPT
    if over <= 0:
        return 0
    gone = list(MissedAddress.objects.order_by("is_ignored", "hits", "last_seen").values_list("pk", flat=True)[:over])
    MissedAddress.objects.filter(pk__in=gone).delete()
    return len(gone)
