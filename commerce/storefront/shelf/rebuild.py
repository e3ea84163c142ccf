"""Making shelf rows from the source tables, a batch of products in a fixed number of queries."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from django.db import connection, transaction

from commerce.catalogue.models import Product
from commerce.catalogue.states import VISIBLE
from commerce.kernel.written import Written
from commerce.storefront.models import KnownWord, SearchCode, SearchEntry, ShelfItem
from commerce.storefront.search.entries import expected_levels, level_entries, write_codes, write_entries
from commerce.storefront.search.known_words import relearn_words
from commerce.storefront.shelf.row import Row, rows_of
from commerce.storefront.shelf.sources import Sources
from commerce.storefront.shelf.tidying import tidied_between
from commerce.storefront.shelf.tree import Tree
from commerce.storefront.shelf.write import held_rows, searched_in, unlist, write_rows
from sites.content.generation import bump_goods
from sites.tenants.context import current_store, in_store

BATCH = 200
# The whole shelf is made in larger parts: statements, locks and what a part's products share cost less for each.
LARGE_BATCH = 500
LOCKED = Written(
    lambda ids: Product.objects.select_for_update(of=("self",)).filter(pk__among=ids).order_by("pk").values_list("pk")
)
# From so many parts on, two threads are worth their connections.
WORTH_TWO = 4


def rebuild_shelf(*, force: bool = True) -> int:
    """Make the whole shelf again; how many visible products there are. Without `force`, rows as they should be stay untouched."""
    gone = Product.objects.exclude(status__in=VISIBLE).filter(pk__in=ShelfItem.objects.filter(listed=True).values("product"))
    ids = list(Product.objects.filter(status__in=VISIBLE).order_by("pk").values_list("pk", flat=True))
    every = sorted({*ids, *gone.values_list("pk", flat=True)})
    tree, levels = Tree(), expected_levels()
    with tidied_between() as tidy:

        def step(part: list[int]) -> None:
            shelve(part, learn=False, force=force, tree=tree, levels=levels)
            if len(every) > LARGE_BATCH:
                tidy()

        in_parts(every, step)
    relearn_words()
    level_entries()
    if len(every) > LARGE_BATCH:
        # Before autovacuum comes round, PostgreSQL would plan listings for the shelf as it was, which may be empty.
        know_sizes()
    return len(ids)


def know_sizes() -> None:
    """Have PostgreSQL count what listings and searches read."""
    with connection.cursor() as cursor:
        for model in (ShelfItem, SearchEntry, SearchCode, KnownWord):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def in_parts(ids: list[int], step: Callable[[list[int]], None]) -> None:
    """Take the step with every part of the ids. Where they are many, two threads share the parts, each on a connection of its
    own: while PostgreSQL writes for one, the other puts its rows together. A transaction that is open has one connection.
    """
    parts = [ids[start : start + LARGE_BATCH] for start in range(0, len(ids), LARGE_BATCH)]
    if len(parts) < WORTH_TWO or connection.in_atomic_block:
        for part in parts:
            step(part)
        return
    store = current_store()

    def every_other(first: int) -> None:
        try:
            with in_store(store):
                for part in parts[first::2]:
                    step(part)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        # The language and the clock of whoever asked go along.
        for thread in [pool.submit(copy_context().run, every_other, first) for first in range(2)]:
            thread.result()


@transaction.atomic
def shelve(
    product_ids: Iterable[int],
    *,
    learn: bool = True,
    force: bool = False,
    tree: Tree | None = None,
    draw: bool = True,
    levels: Mapping[int, int] | None = None,
) -> None:
    """Make the rows of these products again; those that are no longer visible are taken off the lists.

    `learn=False` leaves new words to whoever makes the whole shelf, see `write_entries`; `draw=False` leaves pictures that are
    not made yet unmade. `tree` and `levels` are what many batches share.
    """
    ids = sorted(set(product_ids))
    # Two at once for one product queue here, in one order, instead of both inserting its row.
    LOCKED(ids)
    sources = Sources(ids, tree or Tree())
    rows = {(row["product_id"], row["locale_id"]): row for product in sources.products for row in rows_of(product, sources)}
    held = held_rows(ids)
    gone = unlist(held, keep=rows)
    written = write_rows(rows.values(), force=force, held=held)
    # Search: entries of the rows that say something else, codes of their products.
    worded = [
        pk for place, pk in written.items() if force or place not in held or held[place].searched != searched_in(rows[place])
    ]
    expected = {pk: levels[pk] for pk in ids if pk in levels} if levels else None
    write_entries([*gone, *worded], locales=sources.tree.locales, learn=learn, levels=expected)
    write_codes(ids, sources.parts.codes())
    if draw:
        make_missing_pictures(rows.values())
    bump_goods()


def make_missing_pictures(rows: Iterable[Row]) -> None:
    """Have the pictures made that cards lack, in the background."""
    lacking = {row["picture_id"]: row["product_id"] for row in rows if row["picture_id"] and row["picture"] is None}
    if lacking:
        from commerce.storefront.tasks import make_card_pictures  # noqa: PLC0415 - tasks call this module

        products = sorted(set(lacking.values()))
        transaction.on_commit(lambda: make_card_pictures.delay(sorted(lacking), products), robust=True)
