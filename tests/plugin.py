"""Loaded before anything else of the test run (`-p tests.plugin`): settings need the servers' addresses."""

import gc
import os

# What is imported and collected stays; looking through it meanwhile would be a quarter of the time that this takes.
gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.test")

from itertools import chain, zip_longest
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


# They wait more than they work, for servers to start and end, so that beside them is room for those that only work. Neither needs
# a database, which the first run of all makes meanwhile.
WAITING = ("tests/embedded/",)
WORKING = (
    "tests/demo/test_illustrations.py",
    *("tests/architecture/test_floors.py", "tests/architecture/test_repository.py"),
    *("tests/pricing/test_resolution.py", "tests/pricing/test_rounding.py", "tests/pricing/test_totals.py"),
)
# Whose files take longest. They come next, so that neither of two processes has one of them left when the other has ended.
LONG = ("tests/tenancy/", "tests/legacy_import/", "tests/provisioning/", "tests/storefront/")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """In an order that keeps two processes busy: the files of the first two kinds by turns, then the long ones, then all others."""
    files = dict.fromkeys(item.nodeid.partition("::")[0] for item in items)
    waiting, working, *long = ([file for file in files if file.startswith(kind)] for kind in (WAITING, WORKING, *LONG))
    turns = (file for pair in zip_longest(waiting, working) for file in pair if file)
    order = {file: place for place, file in enumerate(dict.fromkeys([*turns, *chain(*long), *files]))}
    items.sort(key=lambda item: order[item.nodeid.partition("::")[0]])
    for item in items:
        item.setup, item.runtest = with_room(item.setup), with_room(item.runtest)


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(150_000, 20, 50)
