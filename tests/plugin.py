"""Loaded before anything else of the test run (`-p tests.plugin`): settings need the servers' addresses."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sites.settings.test")

from sites.services import provide_services

provide_services()
