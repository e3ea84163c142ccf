"""`import_shop`: a whole catalogue, from a live webservice or a recording. Steps and rules: docs/import.md."""

from collections.abc import Callable

from django.utils import timezone

from commerce.storefront.quiet import quiet_shelf
from commerce.storefront.shelf.rebuild import rebuild_shelf
from legacy_import.checks import compare
from legacy_import.ids import Ids
from legacy_import.models import ImportRun
from legacy_import.prestashop.catalogue import Catalogue, read_catalogue
from legacy_import.prestashop.source import Source
from legacy_import.report import Report
from legacy_import.save_attributes import save_attributes, save_brands, save_tax_classes
from legacy_import.save_categories import save_categories
from legacy_import.save_pictures import save_other_pictures, save_product_pictures
from legacy_import.save_prices import source_currency
from legacy_import.save_products import ProductSaver
from legacy_import.texts import Languages
from sites.content.indexing import indexed_once
from sites.content.translating import speak_language
from sites.tenants.context import current_store

Progress = Callable[[str, int, int | None], None]


def no_progress(_what: str, _done: int, _total: int | None) -> None:
    """Say nothing."""


def import_shop(*, source: Source, dry_run: bool = False, progress: Progress = no_progress) -> Report:
    """Bring everything of `source` into the active store; what came, what was skipped and why.

    Each record is its own transaction and is remembered, so a run that was interrupted goes on where it stopped, and a
    second run changes nothing. A broken record never stops the run. Raises SourceError when the source cannot be read.
    """
    report = Report()
    run = ImportRun.objects.create(source=source.describe()[:300], dry_run=dry_run)
    try:
        with quiet_shelf():
            bring_all(source, report, dry_run=dry_run, progress=progress)
        run.status = ImportRun.Status.DONE
    except BaseException:
        run.status = ImportRun.Status.FAILED
        raise
    finally:
        run.finished_at, run.report = timezone.now(), report.as_json()
        run.save()
        # Also after an interruption: what has come so far is for sale.
        if not dry_run and not report.changed_nothing:
            rebuild_shelf()
    return report


def bring_all(source: Source, report: Report, *, dry_run: bool, progress: Progress) -> None:
    """Every step, in the order in which they need each other."""
    catalogue = read_catalogue(source, progress=progress)
    languages = Languages(catalogue)
    ids = Ids(report, dry_run=dry_run)
    warn_of_currency(catalogue, report)
    if not dry_run:
        with indexed_once():
            for code in languages.codes.values():
                speak_language(code)
    tax_codes = save_tax_classes(catalogue, ids)
    save_brands(catalogue, ids, languages)
    save_attributes(catalogue, ids, languages)
    save_categories(catalogue, ids, languages)
    saver = ProductSaver(catalogue, ids, languages, tax_codes)
    total = catalogue.product_count()
    for done, old in enumerate(catalogue.products(), start=1):
        # Its variants and pictures are records of their own, and would have it indexed again each.
        with indexed_once():
            saver.bring(old)
            save_product_pictures(old, catalogue, source, ids, languages)
        progress("saving products", done, total)
    save_other_pictures(catalogue, source, ids, languages)
    report.problems.extend(catalogue.problems)
    if not dry_run:
        compare(catalogue, report)


def warn_of_currency(catalogue: Catalogue, report: Report) -> None:
    """Prices stay in the currency they come in; say so where the store sells in another."""
    currency = source_currency(catalogue)
    if currency != current_store().currency:
        report.fail("prices", 0, f"prices came in {currency}, the store sells in {current_store().currency}: set prices in it")
