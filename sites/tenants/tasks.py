"""Celery tasks that carry their store and fail closed: no store, no run."""

from typing import Any

from celery.contrib.django.task import DjangoTask
from celery.signals import task_postrun

from sites.tenants.clock import on_store_clock
from sites.tenants.connections import connection
from sites.tenants.context import active_store
from sites.tenants.models import Store
from sites.tenants.queues import DEFAULT

HEADER = "uplink_store"
PLATFORM = "platform"


class StoreMissing(RuntimeError):
    """The task names no store, or one that is no more."""


class StoreTask(DjangoTask):
    """Base of every task. The store's immutable id travels in a header; the worker enters that store before the body runs.

    A task with `on_platform = True` runs in `public` instead and says so itself. Anything else without a live store
    raises StoreMissing inside the task, so that it fails and is seen. One that works on a whole shop says `lane = SLOW`.
    """

    abstract = True
    on_platform = False
    # Its queue (`sites.tenants.queues`).
    lane = DEFAULT

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:  # type: ignore[override]
        """Send the task with the active store's id, unless a header names one already."""
        return super().apply_async(args, kwargs, **naming_the_store(options))

    def apply(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:  # type: ignore[override]
        """Run the task here and now, as chains and groups do without a worker; its store is named as when it is sent."""
        return super().apply(args, kwargs, **naming_the_store(options))

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> None:
        """Enter the task's store. Runs inside Celery's try block, unlike a signal, so an error fails the task."""
        request: Any = self.request
        request.store_before = connection.tenant
        wanted = self._wanted_store()
        if self.on_platform:
            connection.set_schema_to_public()
            return
        active = active_store()
        if active and active.code == wanted:
            self._take_the_clock()
            return
        connection.set_schema_to_public()
        store = Store.objects.filter(code=wanted).first()
        if store is None:
            raise StoreMissing(f"{self.name} names the store {wanted!r}, which does not exist.")
        if store.status not in (Store.Status.LIVE, Store.Status.MAKING):
            raise StoreMissing(f"{self.name} is for {store.name}, which is {store.get_status_display()}.")
        connection.set_tenant(store)
        self._take_the_clock()

    def _take_the_clock(self) -> None:
        request: Any = self.request
        request.clock = on_store_clock()
        request.clock.__enter__()

    def _wanted_store(self) -> str | None:
        headers = self.request.headers or {}
        return headers.get(HEADER) or self.request.get(HEADER)


def naming_the_store(options: dict[str, Any]) -> dict[str, Any]:
    """The options with the active store's id among the headers, where none is there yet."""
    store = active_store()
    return {**options, "headers": {HEADER: store.code if store else PLATFORM, **(options.get("headers") or {})}}


@task_postrun.connect(weak=False)
def leave_store(task: Any = None, **_kwargs: Any) -> None:
    """Back to `public` in a worker; back to the caller's store when the task ran in the caller's own process."""
    if clock := getattr(task.request, "clock", None):
        clock.__exit__(None, None, None)
    before = getattr(task.request, "store_before", None)
    if before is None:
        return
    if task.request.is_eager:
        connection.set_tenant(before)
    else:
        connection.set_schema_to_public()
