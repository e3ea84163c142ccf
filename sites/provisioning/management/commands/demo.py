"""`manage.py demo`: make the demo stores where they are missing, and print how to enter them."""

import logging
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Column, Table

from sites.provisioning.demo.logins import fresh_logins
from sites.provisioning.demo.stores import STORES, ensure_demo_store, ensure_demo_stores


class Command(BaseCommand):
    """The demo stores."""

    help = "Make the three demo stores where they are missing; print addresses and fresh log-ins."

    def add_arguments(self, parser: Any) -> None:
        """Some of them, for the process that makes these beside another."""
        parser.add_argument(
            "--store", nargs="+", choices=[demo.key for demo in STORES], help="make these alone, and no log-ins"
        )

    def handle(self, **options: Any) -> None:
        """Make, then print."""
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        if options["store"]:
            for demo in STORES:
                if demo.key in options["store"]:
                    ensure_demo_store(demo, tell=self.stdout.write)
            return
        stores = ensure_demo_stores(tell=self.stdout.write)
        columns = (Column(name, no_wrap=True) for name in ("Store", "Address", "Admin", "Log-in", "Password"))
        table = Table(*columns, title="Uplink is starting", title_justify="left")
        for login in fresh_logins(stores):
            table.add_row(login.place, login.address, login.admin, login.email, login.password)
        Console(width=190).print(table)
