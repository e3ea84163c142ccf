"""`manage.py make_renditions --store NAME`: make every size of every picture of one store, or of all."""

from typing import Any

from django.core.management.base import BaseCommand

from sites.content.renditions import make_all
from sites.tenants.commands import add_store_argument, chosen_stores
from sites.tenants.context import in_store


class Command(BaseCommand):
    """Make the sizes that are not made yet."""

    help = "Make the sizes of pictures that are missing, and their placeholders. May be stopped and started again."

    def add_arguments(self, parser: Any) -> None:
        """--store, --without-avif."""
        add_store_argument(parser)
        parser.add_argument("--without-avif", action="store_true", help="leave out AVIF, which takes ten times as long as WebP")

    def handle(self, **options: Any) -> None:
        """One line a store."""
        for store in chosen_stores(options["store"]):
            with in_store(store):
                made = sum(make_all(modern=not options["without_avif"]))
            self.stdout.write(f"{store.name}: {made} made")
