"""`manage.py store (list | suspend | reopen | archive | delete) [--store NAME --confirm NAME]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.kernel.lifecycle import NotAllowed
from sites.provisioning.asking import ask
from sites.provisioning.lifecycle import archive_store, delete_store, reopen_store, suspend_store
from sites.tenants.commands import add_store_argument, store_named
from sites.tenants.models import Store

VERBS = {"suspend": suspend_store, "reopen": reopen_store, "archive": archive_store, "delete": delete_store}


class Command(BaseCommand):
    """Look after stores."""

    help = "List stores, or suspend, reopen, archive or delete one."

    def add_arguments(self, parser: Any) -> None:
        """The verb and the store."""
        parser.add_argument("verb", choices=["list", *VERBS])
        add_store_argument(parser)
        parser.add_argument("--confirm", default="", help="the store's name, typed out")

    def handle(self, **options: Any) -> None:
        """Do it, say what was done."""
        if options["verb"] == "list":
            for store in Store.objects.all():
                self.stdout.write(
                    f"{store.code}  {store.status:10} {store.schema_name:30} {store.primary_host:40} {store.name}"
                )
            return
        if not options["store"]:
            raise CommandError("Name the store with --store.")
        store = store_named(options["store"])
        confirmed = options["confirm"] or ask(f"Type the store's name ({store.name}) to {options['verb']} it", flag="--confirm")
        try:
            result = VERBS[options["verb"]](store=store, confirmed=confirmed)
        except NotAllowed as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(f"{store.name}: {options['verb']} done. {result or ''}".strip())
