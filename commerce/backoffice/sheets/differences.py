"""What an upload would change, one line a row in a file: nobody holds all of it in memory.

A line is a letter and JSON. The letter says what it is, so that a page of one kind is found without reading the rest.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from commerce.backoffice.sheets.limits import PAGE
from commerce.backoffice.sheets.sheet import Change

NEW, CHANGED, UNCHANGED, WRONG = "n", "c", "u", "e"
COUNTS = {NEW: "new", CHANGED: "changed", UNCHANGED: "unchanged", WRONG: "errors"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of the upload beside what stands: cells that differ as [before, after], errors and notes by header."""

    line: int
    key: tuple[str, ...]
    kind: str
    cells: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def as_line(self) -> bytes:
        """As it is kept."""
        content = [self.line, list(self.key), dict(self.cells), dict(self.errors), dict(self.notes)]
        return f"{self.kind}{json.dumps(content, ensure_ascii=False, separators=(',', ':'))}\n".encode()

    def as_change(self) -> Change:
        """What is to be applied."""
        return Change(line=self.line, key=self.key, is_new=self.kind == NEW, cells=self.cells)


def read(line: bytes) -> Difference:
    """What `as_line` wrote."""
    number, key, *rest = json.loads(line[1:])
    return Difference(number, tuple(key), line[:1].decode(), *rest)


def differences(file: IO[bytes], kinds: str) -> Iterator[Difference]:
    """Those of these kinds, in the order of the upload."""
    wanted = tuple(kind.encode() for kind in kinds)
    return (read(line) for line in file if line.startswith(wanted))


def page_of(file: IO[bytes], kinds: str, number: int) -> list[Difference]:
    """Page `number` (from 1) of those of these kinds. Skips without reading."""
    wanted = tuple(kind.encode() for kind in kinds)
    lines = (line for line in file if line.startswith(wanted))
    return [read(line) for line in islice(lines, (number - 1) * PAGE, number * PAGE)]
