"""Wagtail's own housekeeping, once per store."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.core.management import call_command

from sites.tenants.queues import DEFAULT, SLOW
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask

COMMANDS: dict[str, tuple[timedelta, dict[str, Any]]] = {
    "publish_scheduled": (timedelta(minutes=1), {}),
    "clearsessions": (timedelta(days=1), {}),
    "purge_revisions": (timedelta(days=1), {"days": 180}),
    "purge_embeds": (timedelta(days=7), {}),
    "rebuild_references_index": (timedelta(days=7), {}),
    "update_index": (timedelta(days=7), {}),
}
# These read all of a store.
LONG = frozenset({"purge_revisions", "rebuild_references_index", "update_index"})


def register_command(command: str, every: timedelta, options: dict[str, Any]) -> None:
    """Make a task of a management command and have every live store run it."""
    name = f"sites.tenants.command.{command}"

    @shared_task(base=StoreTask, name=name, lane=SLOW if command in LONG else DEFAULT)
    def run() -> None:
        call_command(command, verbosity=0, **options)

    register_job(task=name, every=every)


for _command, (_every, _options) in COMMANDS.items():
    register_command(_command, _every, _options)
