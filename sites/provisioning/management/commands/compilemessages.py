"""`manage.py compilemessages`: compile our translations without the gettext tools that Django's own command asks for."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sites.messages import compile_messages


class Command(BaseCommand):
    """Needs neither database nor Redis, so that it can be part of building an image."""

    help = "Compile the translations that are newer than their compiled form."

    def handle(self, **_options: Any) -> None:
        """Say how many were."""
        self.stdout.write(f"Compiled: {compile_messages(settings.ROOT / 'locale')}")
