"""What waits for a commit runs within a transaction that never commits; and what the tests of a module share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from sites.tenants.near import forget_all_near
from sites.tenants.patches import content_types
from tests.shelving import shelve_what_waits

T = TypeVar("T")
# What the fixture `made_once` is.
Fill = Callable[[Callable[[], Any]], Any]


def empty_caches() -> None:
    """Rolled-back rows must not live on in a cache."""
    for alias in settings.CACHES:
        caches[alias].clear()
    forget_all_near()
    content_types.forget()


def run_what_waits(patch: pytest.MonkeyPatch) -> None:
    """From now on, in the open transaction, run what waits for a commit where the code under test would commit."""
    base = len(connection.savepoint_ids)
    leave = transaction.Atomic.__exit__

    def run_waiting() -> None:
        # Taken off first, as Django does: what commits meanwhile runs what it has added itself, and not the rest of these.
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, function, _robust in waiting:
            function()

    def exit_and_run(self: Any, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        leave(self, exc_type, exc_value, traceback)
        if exc_type is None and connection.in_atomic_block and len(connection.savepoint_ids) == base:
            run_waiting()

    wrapper = type(connections[DEFAULT_DB_ALIAS])
    wait = wrapper.on_commit

    def on_commit(self: Any, function: Callable[[], Any], robust: bool = False) -> None:
        wait(self, function, robust)
        if len(self.savepoint_ids) == base:
            run_waiting()

    patch.setattr(transaction.Atomic, "__exit__", exit_and_run)
    patch.setattr(wrapper, "on_commit", on_commit)


@contextmanager
def shared_by_a_module(blocker: Any) -> Iterator[Callable[[Callable[[], T]], T]]:
    """A transaction around the tests of a module, each of which rolls back to it; and the function that fills it.

    It calls what it is given as a test would (`run_what_waits`), empties the caches, so that all tests start alike, and answers
    what came of it: keys, not rows, because a row that one test has changed is changed for the next.
    """
    around = transaction.atomic()
    # As Django marks the transaction of a test case: code that asks for a durable one is content inside.
    around._from_testcase = True  # type: ignore[attr-defined]

    def fill(make: Callable[[], T]) -> T:
        with blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            run_what_waits(patch)
            try:
                made = make()
                shelve_what_waits()
                return made
            finally:
                empty_caches()

    with blocker.unblock():
        around.__enter__()
    try:
        yield fill
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
