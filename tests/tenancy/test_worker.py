"""A real worker process and the real Redis: the store travels, nothing runs without one."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import chain, current_app
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.tasks import HEADER
from tests.tenancy.jobs import breaks, on_the_platform, where_am_i

SECONDS = 20


@pytest.fixture
def queue(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """A queue of this test alone, with one worker; the two stores are in its database."""
    name = f"test-{uuid.uuid4().hex}"
    given = settings.DATABASES["default"]
    parts = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "password": given["PASSWORD"],
        "dbname": given["NAME"],
    }
    environment = {
        **os.environ,
        "DATABASE_URL": make_conninfo(**{name: value for name, value in parts.items() if value}),
        "DJANGO_SETTINGS_MODULE": "sites.settings.base",
        "PYTHONPATH": str(settings.ROOT),
    }
    command = ["-A", "sites.celery", "worker", "-P", "solo", "-Q", name, "-I", "tests.tenancy.jobs", "-n", name, "-l", "error"]
    with django_db_blocker.unblock(), (tmp_path / "worker.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", *command, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            env=environment, cwd=settings.ROOT, stdout=log, stderr=log,
        )  # fmt: skip
        eager, current_app.conf.task_always_eager = current_app.conf.task_always_eager, False
        try:
            yield name
        finally:
            current_app.conf.task_always_eager = eager
            # It waits for nothing any more; asked politely, it would take a second or two to end.
            process.kill()
            process.wait(timeout=SECONDS)
            connection.set_schema_to_public()
            connection.close()


def wait_for(path: Path, marks: set[str]) -> dict[str, str]:
    """The lines of these marks, once all are there."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        text = path.read_text() if path.exists() else ""
        found = dict(line.split(":", 1) for line in text.splitlines())
        if marks <= set(found):
            return found
        time.sleep(0.05)
    raise AssertionError(f"only {found} within {SECONDS} seconds")


def test_a_worker_enters_the_store_of_each_task_and_leaves_it(queue: str, tmp_path: Path) -> None:
    path = tmp_path / "notes"
    stores = {store.schema_name: store for store in Store.objects.filter(schema_name__in=("acme", "bolt"))}

    def signature(mark: str, task: Any = where_am_i) -> Any:
        return task.si(str(path), mark).set(queue=queue)

    with in_store(stores["acme"]):
        signature("delayed").delay()
        chain(signature("first"), signature("second")).apply_async()
        breaks.apply_async(queue=queue)
    with in_store(stores["bolt"]):
        signature("bolt").delay()
        signature("platform", on_the_platform).delay()
    signature("gone").apply_async(headers={HEADER: "nonesuch"})
    signature("nobody").apply_async()
    current_app.send_task(where_am_i.name, (str(path), "by-name"), queue=queue)
    current_app.send_task(on_the_platform.name, (str(path), "platform-by-name"), queue=queue)
    signature("last").apply_async(headers={HEADER: stores["acme"].code})
    found = wait_for(path, {"second", "last", "platform-by-name"})

    acme, bolt = (f"{stores[name].code}:{name}" for name in ("acme", "bolt"))
    assert found == {
        "delayed": acme, "first": acme, "second": acme, "bolt": bolt, "last": acme,
        "platform": "None:public", "platform-by-name": "None:public",
    }  # fmt: skip
