"""Loaded before anything else of the test run (`-p tests.plugin`): settings need the servers' addresses."""

import gc
import os

# What is imported and collected stays; looking through it meanwhile would be a quarter of the time that this takes.
gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.test")

from pathlib import Path

from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from sites.messages import compile_messages
from sites.services import provide_services

provide_services()
# How long a machine takes is no property of the code.
property_settings.register_profile("uplink", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("uplink")
compile_messages(Path(__file__).resolve().parents[1] / "locale")


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 50)
