"""Reading one resource after another: raw records become ours, and what cannot be read becomes a Problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from legacy_import.prestashop.answer import record_id
from legacy_import.prestashop.errors import AnswerFailed, RequestRefused, ResourceRefused
from legacy_import.prestashop.source import Problem, Source
from legacy_import.prestashop.values import Unreadable
from legacy_import.prestashop.xml import Node

Record = TypeVar("Record")

# Called with the resource, how many records are read, and how many there are if anyone knows.
Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Reading:
    """A source while it is being read, and all that went wrong so far."""

    source: Source
    progress: Progress | None = None
    problems: list[Problem] = field(default_factory=list)

    def stream(self, resource: str, read: Callable[[Node], Record]) -> Iterator[Record]:
        """The records of a resource that must be there, a page at a time."""
        total = self.source.count(resource) if self.progress else None
        done = 0
        self._tell(resource, done, total)
        for page in self.source.pages(resource):
            self.problems.extend(page.problems)
            for raw in page.records:
                record = self._read(resource, raw, read)
                if record is not None:
                    yield record
            done += len(page.records)
            self._tell(resource, done, total)

    def all(self, resource: str, read: Callable[[Node], Record]) -> list[Record]:
        """Every record of a resource the import can do without: where it cannot be had, nothing and a Problem."""
        records: list[Record] = []
        try:
            records.extend(self.stream(resource, read))
        except (ResourceRefused, RequestRefused, AnswerFailed) as refused:
            self.problems.append(Problem(resource, None, str(refused)))
        return records

    def _read(self, resource: str, raw: Node, read: Callable[[Node], Record]) -> Record | None:
        try:
            return read(raw)
        except Unreadable as broken:
            self.problems.append(Problem(resource, record_id(raw), f"The record was left out: {broken}"))
            return None

    def _tell(self, resource: str, done: int, total: int | None) -> None:
        if self.progress:
            self.progress(resource, done, total)
