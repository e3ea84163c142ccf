"""`manage.py rebuild_shelf --store NAME`: make the shelf of one store, or of all, again."""

from typing import Any

from django.core.management.base import BaseCommand

from commerce.storefront.shelf.rebuild import rebuild_shelf
from sites.tenants.commands import add_store_argument, chosen_stores
from sites.tenants.context import in_store


class Command(BaseCommand):
    """Make the shelf again."""

    help = "Make the table that listings and search read again, from the source tables."

    def add_arguments(self, parser: Any) -> None:
        """--store."""
        add_store_argument(parser)

    def handle(self, **options: Any) -> None:
        """One line a store."""
        for store in chosen_stores(options["store"]):
            with in_store(store):
                self.stdout.write(f"{store.name}: {rebuild_shelf()} products on the shelf")
