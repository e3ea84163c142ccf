"""What tests sell is shelved when the shelf is first looked at: many never do, and others sell several things before.

Only what `tests.shop.sell` sells, in a test's own transaction. What the code under test changes is shelved as in production.
"""

from collections import defaultdict
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.storefront.shelf import rebuild
from sites.content.generation import bump_goods
from sites.tenants.context import active_store, current_store, in_store
from sites.tenants.models import Store

# Tables of the shelf, of search and of the words that it knows.
SHELF = "storefront_"
_waiting: defaultdict[Store, set[int]] = defaultdict(set)


def shelve_when_asked(product_id: int) -> None:
    """The shelf of the active store lacks this product, and what is kept of it is old."""
    _waiting[current_store()].add(product_id)
    bump_goods()


def shelve_what_waits() -> None:
    """In all stores."""
    for store in list(_waiting):
        with in_store(store):
            _shelve_here()


def forget_what_waits() -> None:
    """It was rolled back."""
    _waiting.clear()


def look_out_for_the_shelf(session: pytest.MonkeyPatch) -> None:
    """From now on, what waits is shelved before a statement names a table of the shelf, and before statements are counted."""
    begin = CaptureQueriesContext.__enter__

    def shelved(self: CaptureQueriesContext) -> CaptureQueriesContext:
        shelve_what_waits()
        return begin(self)

    session.setattr(CaptureQueriesContext, "__enter__", shelved)
    session.setattr(connection, "execute_wrappers", [*connection.execute_wrappers, _look_out])


def _look_out(execute: Any, statement: Any, *rest: Any) -> Any:
    if _waiting and SHELF in str(statement) and active_store():
        _shelve_here()
    return execute(statement, *rest)


def _shelve_here() -> None:
    # Taken off first: shelving names these tables too. What is kept was called old when it was sold, and nobody has looked since;
    # who looks now has asked already how old it is.
    if ids := _waiting.pop(current_store(), None):
        with patch.object(rebuild, "bump_goods"):
            rebuild.shelve(sorted(ids))
