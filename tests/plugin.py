"""Loaded before anything else of the test run (`-p tests.plugin`): settings need the servers' addresses."""

import gc
import os

# What is imported and collected stays; looking through it meanwhile would be a quarter of the time that this takes.
gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.test")

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from sites.messages import compile_messages
from sites.services import provide_services
from tests.frames import with_room

provide_services()
# How long a machine takes is no property of the code.
property_settings.register_profile("uplink", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("uplink")
compile_messages(Path(__file__).resolve().parents[1] / "locale")


# Whose files take longest. They come first, so that neither of two processes has one of them left when the other has ended.
LONG = ("tests/tenancy/", "tests/legacy_import/", "tests/provisioning/", "tests/storefront/")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Long files first, all others as they come."""
    order = {folder: place for place, folder in enumerate(LONG)}
    items.sort(key=lambda item: next((place for folder, place in order.items() if item.nodeid.startswith(folder)), len(LONG)))
    for item in items:
        item.setup, item.runtest = with_room(item.setup), with_room(item.runtest)


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 50)
