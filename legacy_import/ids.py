"""Which record became which row, and whether it has changed since."""

import hashlib
from collections.abc import Callable, Hashable
from typing import Any

from django.db import transaction

from legacy_import.models import LegacyId
from legacy_import.report import Report
from sites.content.indexing import indexed_once


def fingerprint(*parts: Any) -> str:
    """A short digest of what records say."""
    return hashlib.sha1(repr(parts).encode(), usedforsecurity=False).hexdigest()


class Ids:
    """The known records of a store, read once; writes through."""

    def __init__(self, report: Report, *, dry_run: bool) -> None:
        self.report, self.dry_run = report, dry_run
        rows = LegacyId.objects.values_list("kind", "legacy_id", "object_id", "fingerprint")
        self._known: dict[tuple[str, int], tuple[int, str]] = {(kind, old): (new, mark) for kind, old, new, mark in rows}

    def get(self, kind: str, legacy_id: Hashable) -> int | None:
        """The id of our row; None when the record has not come."""
        found = self._known.get((kind, int(str(legacy_id))))
        return found[0] if found else None

    def all_of(self, kind: str) -> set[int]:
        """Our ids of everything that has come as this kind."""
        return {new for (known, _old), (new, _mark) in self._known.items() if known == kind}

    def bring(self, kind: str, legacy_id: int, mark: str, save: Callable[[int | None], int]) -> int | None:
        """Have `save` make or update the row, in a transaction of its own, unless the record is the same as last time.

        `save` gets our id where there is one and answers the id. A dry run counts and writes nothing. An error becomes a
        problem of the report, and the run goes on.
        """
        known = self._known.get((kind, legacy_id))
        if known and known[1] == mark:
            self.report.unchanged[kind] += 1
            return known[0]
        counter = self.report.updated if known else self.report.created
        if self.dry_run:
            counter[kind] += 1
            return known[0] if known else None
        try:
            with transaction.atomic(), indexed_once():
                object_id = save(known[0] if known else None)
                LegacyId.objects.update_or_create(
                    kind=kind, legacy_id=legacy_id, defaults={"object_id": object_id, "fingerprint": mark}
                )
        except Exception as error:  # noqa: BLE001 - one broken record never stops the run; it is reported
            self.report.fail(kind, legacy_id, error)
            return known[0] if known else None
        self._known[kind, legacy_id] = (object_id, mark)
        counter[kind] += 1
        return object_id
