"""Wagtail's indexes for search and references, which most tests never ask: writing them would be an eighth of the run."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from django_tasks.base import Task
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

from sites.tenants.background import CeleryTaskBackend

OF_INDEXES = insert_or_update_object_task.module_path, update_reference_index_task.module_path
_indexing: ContextVar[bool] = ContextVar("indexing", default=False)


@contextmanager
def indexing() -> Iterator[None]:
    """Index what is saved in this block, as in production."""
    token = _indexing.set(True)
    try:
        yield
    finally:
        _indexing.reset(token)


def is_indexing() -> bool:
    """Whether what is saved now is indexed."""
    return _indexing.get()


def spare_indexes(patch: pytest.MonkeyPatch) -> None:
    """From now on, index only where a test says that it looks into the indexes (`indexing`)."""
    send = CeleryTaskBackend.enqueue

    def enqueue(self: CeleryTaskBackend, task: Task[Any, Any], args: Any, kwargs: Any) -> Any:
        return send(self, task, args, kwargs) if _indexing.get() or task.module_path not in OF_INDEXES else None

    patch.setattr(CeleryTaskBackend, "enqueue", enqueue)
