"""Loaded before anything else of the test run (`-p tests.plugin`): settings need the servers' addresses."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.test")

from pathlib import Path

from sites.messages import compile_messages
from sites.services import provide_services

provide_services()
compile_messages(Path(__file__).resolve().parents[1] / "locale")
