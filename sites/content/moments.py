"""Moments at which what a store shows changes without anybody doing anything: a price list begins, a product is launched.

Who knows of such moments says when the next one is, and what is to be done when it comes (`watch_moments`). A kept page lives
until the next moment at most, and the first request after it brings the shop up to date. See docs/page-cache.md.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from sites.content.generation import bump_generation, cached

logger = logging.getLogger(__name__)

PASSED = "uplink.moments.passed"
# One process brings the shop up to date; should it die, another may try again after so long.
LOCK, LOCK_SECONDS = "uplink.moments.lock", 60
# Where nobody knows when this was done last. Beyond it, the nightly work over everything counts.
REACH = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who knows of moments: the next one after a moment (None: none), and what to do with those in (since, now]."""

    next_after: Callable[[datetime], datetime | None]
    arrive: Callable[[datetime, datetime], object]


_watches: dict[str, Watch] = {}


def watch_moments(
    name: str, *, next_after: Callable[[datetime], datetime | None], arrive: Callable[[datetime, datetime], object]
) -> None:
    """Register moments under a name. `arrive(since, now)` may be called twice for one moment."""
    _watches[name] = Watch(next_after, arrive)


def next_moment() -> datetime | None:
    """The first moment that the store was not brought past yet; it may have come already. Cached until the generation moves."""
    moment: datetime | None = cached("next-moment", _next)
    return moment


def _next() -> datetime | None:
    # After a restart of the cache, what came meanwhile has still to be done.
    since = cache.get(PASSED) or timezone.now() - REACH
    return min(filter(None, (watch.next_after(since) for watch in _watches.values())), default=None)


def seconds_until_next(*, most: int) -> int:
    """How long what is made now may be shown, in whole seconds, `most` at most; 0 where a moment has come."""
    moment = next_moment()
    if moment is None:
        return most
    return max(0, min(most, int((moment - timezone.now()).total_seconds())))


def pass_moments() -> bool:
    """Bring the store past the moments that have come, and move the generation on; whether there were any.

    Others that ask at the same time are told no, and go on with the shop as it was. A failure is logged and tried again.
    """
    now, moment = timezone.now(), next_moment()
    if moment is None or moment > now or not cache.add(LOCK, 1, LOCK_SECONDS):
        return False
    since = cache.get(PASSED) or now - REACH
    if since >= moment:
        # Another process was quicker; what this one makes is not kept.
        cache.delete(LOCK)
        return False
    try:
        for watch in _watches.values():
            watch.arrive(since, now)
    except Exception:
        logger.exception("What changes at %s could not be brought about; it is tried again in a minute", moment)
        return False
    cache.set(PASSED, now, None)
    bump_generation()
    cache.delete(LOCK)
    logger.info("The shop was brought past %s", moment.isoformat())
    return True
