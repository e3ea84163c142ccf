"""`manage.py import_reviews --store NAME FILE [--pending]`."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.catalogue.models import Product
from commerce.reviews.reading_csv import Row, Unreadable, read_rows
from commerce.reviews.services import import_review
from sites.tenants.clock import store_zone
from sites.tenants.commands import add_store_argument, store_named
from sites.tenants.context import in_store
from sites.tenants.languages import spoken_languages


class Command(BaseCommand):
    """Bring reviews of another shop in, with their dates."""

    help = "Import reviews from a CSV file: sku, author, stars, title, text, date, language (see docs/reviews.md)."

    def add_arguments(self, parser: Any) -> None:
        """Which store, which file."""
        add_store_argument(parser, required=True)
        parser.add_argument("file", type=Path)
        parser.add_argument("--pending", action="store_true", help="have staff read them first")

    def handle(self, **options: Any) -> None:
        """Import row by row; say what came and what did not."""
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        counts: Counter[str] = Counter()
        with in_store(store_named(options["store"])):
            try:
                for row in read_rows(content, languages=spoken_languages(), zone=store_zone()):
                    counts[self.bring(row, approved=not options["pending"])] += 1
            except Unreadable as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{counts['new']} new, {counts['known']} known already, {counts['problem']} not taken.")

    def bring(self, row: Row, *, approved: bool) -> str:
        """Import one row: new, known or problem."""
        product = Product.objects.filter(variants__sku=row.sku).first()
        if row.record is None or product is None:
            self.stderr.write(f"Row {row.number}: {row.problem or f'there is no SKU {row.sku!r}'}.")
            return "problem"
        return "new" if import_review(product=product, record=row.record, approved=approved)[1] else "known"
