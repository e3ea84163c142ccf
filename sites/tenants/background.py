"""Wagtail's and wagtail-localize's own background work, sent through our tasks so that it stays in its store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from celery import shared_task
from django.apps import apps
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json
from wagtail_localize.tasks import BaseJobBackend

from sites.tenants.tasks import StoreTask

# Background work of a library has been done in the active store: `path` of the function, `args`.
work_done = Signal()


@shared_task(base=StoreTask, name="sites.tenants.run_task")
def run_task(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run a django-tasks function named by its path, in the store the header names."""
    import_string(path).call(*args, **kwargs)
    work_done.send(sender=run_task, path=path, args=args)


@shared_task(base=StoreTask, name="sites.tenants.run_job")
def run_job(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run a wagtail-localize job; its arguments are `unpack`ed from ids."""
    import_string(path)(*unpack(args), **{name: unpack(value) for name, value in kwargs.items()})


# (path of the task, its arguments) -> the task; a dict, so that each piece is held once and in order.
Held = dict[tuple[str, tuple[Any, ...]], Task[Any, Any]]
_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def holding_work() -> Iterator[Held]:
    """Background work without keyword arguments that is enqueued in this block is held in the dict, each piece once.

    Whoever opens it sends what is in there afterwards (`sites.content.indexing`).
    """
    held: Held = {}
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


class CeleryTaskBackend(BaseTaskBackend):
    """django-tasks on Celery: enqueued when the transaction commits, because the worker must see the row."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Send `task`; the result is never asked for."""
        self.validate_task(task)
        sent_args, sent_kwargs = normalize_json(list(args)), normalize_json(dict(kwargs))
        held = _held.get()
        if held is not None and not sent_kwargs:
            held[task.module_path, tuple(sent_args)] = task
        else:
            # Robust: a broker that is away must not turn a saved page into an error.
            transaction.on_commit(lambda: run_task.delay(task.module_path, sent_args, sent_kwargs), robust=True)
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=sent_args,
            kwargs=sent_kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


class LocalizeJobBackend(BaseJobBackend):
    """wagtail-localize passes model instances; ours travel as ids and are read again in their store."""

    def enqueue(self, func: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Send `func` by its path once the transaction has committed."""
        path = f"{func.__module__}.{func.__qualname__}"
        packed = pack(list(args)), {name: pack(value) for name, value in kwargs.items()}
        transaction.on_commit(lambda: run_job.delay(path, *packed), robust=True)


def pack(value: Any) -> Any:
    """Model instances, querysets and lists of them as plain JSON."""
    if isinstance(value, models.Model):
        return {"__model__": value._meta.label, "pk": str(value.pk)}
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [pack(item) for item in value]
    return value


def unpack(value: Any) -> Any:
    """What `pack` packed, read from the active store. Raises DoesNotExist for a row deleted meanwhile."""
    if isinstance(value, dict) and "__model__" in value:
        return apps.get_model(value["__model__"])._default_manager.get(pk=value["pk"])
    if isinstance(value, list):
        return [unpack(item) for item in value]
    return value
