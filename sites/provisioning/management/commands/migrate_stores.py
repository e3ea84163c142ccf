"""`manage.py migrate_stores [--store NAME] [--processes N]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sites.provisioning.migrate import migrate_platform, migrate_stores
from sites.provisioning.upkeep import keep_up
from sites.tenants.commands import add_store_argument, store_named
from sites.tenants.models import Store


class Command(BaseCommand):
    """Migrate the platform, then the stores."""

    help = "Migrate the platform's own tables and every store that is not current; one line a store."

    def add_arguments(self, parser: Any) -> None:
        """Which, and how many at once."""
        add_store_argument(parser)
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, **options: Any) -> None:
        """Report; exits with 1 when a store failed."""
        migrate_platform()
        stores = (
            [store_named(options["store"])] if options["store"] else list(Store.objects.exclude(status=Store.Status.ARCHIVED))
        )
        results = migrate_stores(stores, processes=options["processes"])
        for result in results:
            self.stdout.write(f"{result.outcome:8} {result.store.name} ({result.store.schema_name}) {result.message}".rstrip())
        for result in results:
            if result.outcome != "failed" and result.store.status == Store.Status.LIVE:
                for name, problem in keep_up(result.store).items():
                    self.stdout.write(f"  {result.store.name}: {name} {problem or 'up to date'}")
        failed = [result for result in results if result.outcome == "failed"]
        if failed:
            raise CommandError(f"{len(failed)} of {len(results)} stores failed; the others are migrated.")
