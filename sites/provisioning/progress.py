"""The steps of making a store, and how far one has come."""

from collections.abc import Callable
from dataclasses import dataclass

from sites.tenants.models import Store

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: repeatable, so that an interrupted store can be resumed."""

    name: str
    label: str
    run: Callable[[Store], None]


def silent(_line: str) -> None:
    """Tell nobody."""


def mark_done(store: Store, step: Step) -> None:
    """Remember that a step is done."""
    store.steps_done = [*store.steps_done, step.name]
    store.failure = ""
    store.save(update_fields=["steps_done", "failure"])


def mark_failed(store: Store, step: Step, error: Exception) -> None:
    """Remember where it stopped, and why."""
    store.status = Store.Status.FAILED
    store.failure = f"{step.label}: {type(error).__name__}: {error}"[:2000]
    store.save(update_fields=["status", "failure"])
