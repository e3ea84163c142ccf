"""Tasks for tests, also of a real worker: each writes down where it ran."""

from pathlib import Path

from celery import shared_task
from django.db import connection
from django.utils import timezone

from sites.tenants.context import active_store
from sites.tenants.tasks import StoreTask


def note(path: str, text: str) -> None:
    """Add a line to a file; one write, so that lines of several processes do not mix."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text + "\n")


@shared_task(base=StoreTask, name="tests.where_am_i")
def where_am_i(path: str, mark: str = "") -> None:
    """Write down the store and the schema that are really looked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        note(path, f"{mark}:{connection.tenant.code}:{cursor.fetchone()[0]}")


@shared_task(base=StoreTask, name="tests.on_the_platform", on_platform=True)
def on_the_platform(path: str, mark: str = "") -> None:
    """Write down that no store is active."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        note(path, f"{mark}:{active_store()}:{cursor.fetchone()[0]}")


@shared_task(base=StoreTask, name="tests.what_time_is_it")
def what_time_is_it(path: str) -> None:
    """Write down by which clock it runs."""
    note(path, timezone.get_current_timezone_name())


@shared_task(base=StoreTask, name="tests.breaks")
def breaks() -> None:
    """Fail in the store."""
    raise ZeroDivisionError
