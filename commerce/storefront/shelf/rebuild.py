"""Making shelf rows from the source tables, a batch of products in a fixed number of queries."""

from collections.abc import Iterable

from django.db import transaction

from commerce.catalogue.models import Product
from commerce.catalogue.states import VISIBLE
from commerce.storefront.models import ShelfItem
from commerce.storefront.search.entries import level_entries, write_codes, write_entries
from commerce.storefront.search.known_words import relearn_words
from commerce.storefront.shelf.row import rows_of
from commerce.storefront.shelf.sources import Sources, Tree
from commerce.storefront.shelf.write import unlist, write_rows
from sites.content.generation import bump_generation

BATCH = 200


def rebuild_shelf(*, force: bool = True) -> int:
    """Make the whole shelf again; how many visible products there are. Without `force`, rows as they should be stay untouched."""
    gone = Product.objects.exclude(status__in=VISIBLE).filter(pk__in=ShelfItem.objects.filter(listed=True).values("product"))
    ids = list(Product.objects.filter(status__in=VISIBLE).order_by("pk").values_list("pk", flat=True))
    every = sorted({*ids, *gone.values_list("pk", flat=True)})
    tree = Tree()
    for start in range(0, len(every), BATCH):
        shelve(every[start : start + BATCH], learn=False, force=force, tree=tree)
    relearn_words()
    level_entries()
    return len(ids)


@transaction.atomic
def shelve(
    product_ids: Iterable[int], *, learn: bool = True, force: bool = False, tree: Tree | None = None, draw: bool = True
) -> None:
    """Make the rows of these products again; those that are no longer visible are taken off the lists.

    `learn=False` leaves new words to whoever makes the whole shelf, see `write_entries`; `draw=False` leaves pictures that are
    not made yet unmade.
    """
    ids = sorted(set(product_ids))
    # Two at once for one product queue here, in one order, instead of both inserting its row.
    list(Product.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    sources = Sources(ids, tree or Tree())
    rows = [row for product in sources.products for row in rows_of(product, sources)]
    gone = unlist(ids, keep=[(row.product_id, row.locale_id) for row in rows])
    written = write_rows(rows, force=force)
    # Search: entries of the rows written, codes of their products.
    write_entries([*gone, *written], learn=learn)
    write_codes(ids)
    if draw:
        make_missing_pictures(rows)
    bump_generation()


def make_missing_pictures(rows: Iterable[ShelfItem]) -> None:
    """Have the pictures made that cards lack, in the background."""
    lacking = {row.picture_id: row.product_id for row in rows if row.picture_id and row.picture is None}
    if lacking:
        from commerce.storefront.tasks import make_card_pictures  # noqa: PLC0415 - tasks call this module

        products = sorted(set(lacking.values()))
        transaction.on_commit(lambda: make_card_pictures.delay(sorted(lacking), products), robust=True)
