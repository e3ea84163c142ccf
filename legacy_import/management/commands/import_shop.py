"""`manage.py import_shop --store NAME (--url URL --key KEY | --folder FOLDER) [--dry-run]`."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from legacy_import.prestashop.errors import SourceError
from legacy_import.prestashop.live import LiveSource
from legacy_import.prestashop.recording import RecordingSource
from legacy_import.prestashop.source import Source
from legacy_import.save_categories import NoCatalogue
from legacy_import.services import import_shop
from sites.tenants.commands import add_store_argument, store_named
from sites.tenants.context import in_store


class Command(BaseCommand):
    """Import a PrestaShop catalogue."""

    help = "Bring a PrestaShop catalogue into a store, from its webservice or from a folder of recorded answers."

    def add_arguments(self, parser: Any) -> None:
        """Where from, where to."""
        add_store_argument(parser, required=True)
        parser.add_argument("--url", help="address of the shop, such as https://shop.example.com")
        parser.add_argument("--key", help="webservice key; better given as the variable PRESTASHOP_KEY")
        parser.add_argument("--folder", type=Path, help="folder of recorded webservice answers")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, **options: Any) -> None:
        """Run, show progress, print the report."""
        store = store_named(options["store"])
        with ExitStack() as stack:
            try:
                source = self.source(stack, options)
                bars = stack.enter_context(progress_bars(self.stderr.isatty() if hasattr(self.stderr, "isatty") else False))
                with in_store(store):
                    report = import_shop(source=source, dry_run=options["dry_run"], progress=Bars(bars))
            except (SourceError, NoCatalogue) as error:
                raise CommandError(str(error)) from error
        head = "Dry run: nothing was written." if options["dry_run"] else f"Imported into {store.name}."
        self.stdout.write("\n".join([head, *report.lines()]))

    @staticmethod
    def source(stack: ExitStack, options: dict[str, Any]) -> Source:
        """The live shop or the recording. Raises CommandError when neither or both are named."""
        key = options["key"] or os.environ.get("PRESTASHOP_KEY", "")
        if bool(options["url"]) == bool(options["folder"]):
            raise CommandError("Name either --url (with --key) or --folder.")
        if options["folder"]:
            return RecordingSource(options["folder"])
        if not key:
            raise CommandError("A live shop needs its webservice key: --key, or the variable PRESTASHOP_KEY.")
        live = stack.enter_context(LiveSource(options["url"], key))
        live.connect()
        return live


def progress_bars(visible: bool) -> Progress:  # noqa: FBT001 - one flag, named at its only call
    """Bars on a terminal, nothing elsewhere."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not visible,
    )


class Bars:
    """A bar for each thing that is counted."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """Move the bar of `what`."""
        if what not in self.tasks:
            self.tasks[what] = self.progress.add_task(what, total=total)
        self.progress.update(self.tasks[what], completed=done, total=total)
