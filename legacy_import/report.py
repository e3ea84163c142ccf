"""What a run did: counts by kind, what was skipped and why, and whether sums agree with the source."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from legacy_import.prestashop.source import Problem

MOST_PROBLEMS = 500


@dataclass
class Report:
    """Grows during a run."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    skipped: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    checks: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        """Whether the run found everything as it was."""
        return not self.created and not self.updated

    def skip(self, kind: str, legacy_id: int, reason: str) -> None:
        """A record that was left out on purpose."""
        self.skipped[kind].append(f"{legacy_id}: {reason}")

    def fail(self, kind: str, legacy_id: int, error: object) -> None:
        """A record that could not be brought."""
        self.problems.append(
            Problem(kind, legacy_id, f"{type(error).__name__}: {error}" if isinstance(error, Exception) else str(error))
        )

    def check(self, what: str, expected: int, found: int) -> None:
        """A figure of the source beside ours."""
        self.checks.append((what, expected, found))

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return {
            "created": dict(self.created),
            "updated": dict(self.updated),
            "unchanged": dict(self.unchanged),
            "skipped": dict(self.skipped),
            "problems": [[p.resource, p.legacy_id, p.message] for p in self.problems[:MOST_PROBLEMS]],
            "checks": self.checks,
        }

    def lines(self) -> list[str]:
        """For reading."""
        kinds = sorted({*self.created, *self.updated, *self.unchanged})
        width = max((len(kind) for kind in kinds), default=4)
        rows = [f"{'':{width}}  created  updated  unchanged"]
        rows += [f"{kind:{width}}  {self.created[kind]:7}  {self.updated[kind]:7}  {self.unchanged[kind]:9}" for kind in kinds]
        if self.changed_nothing:
            rows.append("Nothing has changed since the last run.")
        for what, expected, found in self.checks:
            rows.append(f"{'ok ' if expected == found else '!! '} {what}: {expected} in the source, {found} here")
        rows += [f"skipped {kind} {line}" for kind, lines in self.skipped.items() for line in lines]
        rows += [f"problem {p.resource} {p.legacy_id if p.legacy_id is not None else ''}: {p.message}" for p in self.problems]
        return rows
