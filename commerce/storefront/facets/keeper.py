"""The indexes that this process holds, and keeping them current. The reasoning is in docs/facets.md.

An index belongs to one store and one language. It is caught up with the shelf whenever the store's generation has moved, by
reading the rows written since the last reading. Whoever uses it holds its lock for those milliseconds.
"""

import secrets
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock

from django.core.cache import cache
from django.db import transaction

from commerce.storefront.facets.index import FacetIndex
from commerce.storefront.facets.source import Reading, all_rows, changed_rows, this_moment
from sites.content.generation import bump_goods, generation
from sites.tenants.context import active_store, current_store

# A random word that changes when rows have vanished: then indexes are made anew.
EPOCH = "uplink.facets.epoch"
MOST_INDEXES = 24
MOST_BYTES = 400_000_000


@dataclass(slots=True)
class Held:
    """An index with what it was read at."""

    lock: RLock = field(default_factory=RLock)
    index: FacetIndex | None = None
    epoch: str = ""
    generation: int = 0
    reading: Reading | None = None
    size: int = 0


_held: OrderedDict[tuple[str, int], Held] = OrderedDict()
_lock = RLock()


@contextmanager
def current_index(locale_id: int, *, number: int | None = None) -> Iterator[FacetIndex]:
    """The index of the active store in a language, caught up with all that is committed, for this block alone.

    `number` is the store's generation where the caller knows it already. One request to the cache and two queries where
    something has changed, else none.
    """
    number = generation() if number is None else number
    key = (current_store().code, locale_id)
    with _lock:
        held = _held.setdefault(key, Held())
        _held.move_to_end(key)
    with held.lock:
        index, kept = catch_up(held, locale_id, number)
        yield index
    if kept:
        make_room()


def catch_up(held: Held, locale_id: int, number: int) -> tuple[FacetIndex, bool]:
    """The index as of now, and whether it was read again."""
    # Whatever moves the epoch moves the generation after it: an equal number says that both are as they were.
    if held.index is not None and held.generation == number:
        return held.index, False
    epoch = current_epoch()
    reading, has_written = this_moment()
    if has_written:
        # What this transaction wrote may be undone: others must not see it, so the reading is not kept.
        mine = FacetIndex()
        mine.apply(all_rows(locale_id))
        return mine, False
    if held.index is None or held.reading is None or held.epoch != epoch:
        index = FacetIndex()
        index.apply(all_rows(locale_id))
        held.index = index
    else:
        rows = changed_rows(locale_id, held.reading)
        # An index that a failure leaves half changed is not kept.
        index, held.index = held.index, None
        index.apply(rows)
        held.index = index
    held.size = held.index.size
    held.epoch, held.generation, held.reading = epoch, number, reading
    return held.index, True


def current_epoch() -> str:
    """The store's epoch; a new one where there is none."""
    epoch = cache.get(EPOCH)
    if epoch is None:
        cache.add(EPOCH, secrets.token_hex(8), None)
        epoch = cache.get(EPOCH, "")
    return str(epoch)


def forget_indexes(**_signal: object) -> None:
    """Rows of the active store have vanished: once that is committed, every process makes its indexes anew."""
    if active_store():
        transaction.on_commit(lambda: cache.set(EPOCH, secrets.token_hex(8), None))
        bump_goods()


def make_room() -> None:
    """Let go of the indexes used longest ago, until those left are few and small enough."""
    with _lock:
        sizes = {key: held.size for key, held in _held.items()}
        while len(_held) > 1 and (len(_held) > MOST_INDEXES or sum(sizes.values()) > MOST_BYTES):
            key, _gone = _held.popitem(last=False)
            sizes.pop(key)
