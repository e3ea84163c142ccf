"""The life of a store."""

from collections.abc import Mapping
from typing import ClassVar

from commerce.kernel.lifecycle import Lifecycle
from sites.tenants.models import Store


class StoreLife(Lifecycle):
    """Making: no page answers. Live: open. Suspended: a friendly 503, everything kept. Failed: resume or remove.
    Archived: 410, an archive file was written, everything still there until deleted.
    """

    S = Store.Status
    moves: ClassVar[Mapping[str, frozenset[str]]] = {
        S.MAKING: frozenset({S.LIVE, S.FAILED}),
        S.LIVE: frozenset({S.SUSPENDED}),
        S.SUSPENDED: frozenset({S.LIVE, S.ARCHIVED}),
        S.FAILED: frozenset({S.MAKING}),
        S.ARCHIVED: frozenset({S.SUSPENDED}),
    }


# A store that people shop in is suspended first, then archived, then deleted.
DELETABLE = (Store.Status.FAILED, Store.Status.ARCHIVED)
