"""The index follows what is committed: also what commits late, what vanishes, what is undone; each store its own."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from commerce.catalogue.models import Brand, Product, ProductType
from commerce.storefront.facets import keeper
from commerce.storefront.facets.index import FacetIndex
from commerce.storefront.facets.source import changed_rows, this_moment
from commerce.storefront.links import active_locale_id
from commerce.storefront.models import ShelfItem
from commerce.storefront.shelf.rebuild import shelve
from commerce.storefront.shelf.write import ThisTransaction
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


def listed() -> set[int]:
    """The products of the active store's index."""
    with keeper.current_index(active_locale_id()) as index:
        return set(index.product_ids(index.listed))


def held_index() -> FacetIndex | None:
    """What this process keeps of the active store."""
    held = keeper._held.get((connection.tenant.code, active_locale_id()))
    return held.index if held else None


def test_two_stores_with_the_same_ids_never_mix(acme: Store, bolt: Store) -> None:
    made = {}
    for store, brand in ((acme, "Dragino"), (bolt, "Makita")):
        with in_store(store):
            product = sell(f"{brand}-1").product
            product.brand = Brand.objects.create(name=brand, slug=brand.lower())
            product.save()
            made[store.pk] = product
    with in_store(bolt):
        second = sell("MAKITA-2").product_id
        assert listed() == {made[bolt.pk].pk, second}
    with in_store(acme):
        assert listed() == {made[acme.pk].pk}
        with keeper.current_index(active_locale_id()) as index:
            assert {key for key in index.bits if key[0] == "brand"} == {("brand", made[acme.pk].brand_id)}


@pytest.mark.tenant("acme")
def test_what_this_transaction_wrote_is_seen_by_it_and_kept_for_nobody() -> None:
    before = held_index()
    product = sell("LDS02").product_id
    assert listed() == {product}
    assert held_index() is before


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[Store]:
    """Acme, where what is written is committed; emptied again afterwards."""
    with django_db_blocker.unblock():
        store = Store.objects.get(schema_name="acme")
        with in_store(store):
            yield store
            Product.objects.all().delete()
            ProductType.objects.filter(code="thing").delete()


def another(store: Store, work: Callable[[], Any]) -> threading.Thread:
    """A thread with a connection of its own, in the store."""

    def run() -> None:
        try:
            with in_store(store):
                work()
        finally:
            connection.close()

    return threading.Thread(target=run)


def test_a_transaction_that_commits_late_is_not_missed(committed: Store) -> None:
    first, second = (sell(sku).product_id for sku in ("SLOW", "QUICK"))
    assert listed() == {first, second}
    written, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            ShelfItem.objects.filter(product=first).update(listed=False, changed_in=ThisTransaction())
            written.set()
            go_on.wait(20)

    slow = another(committed, slowly)
    slow.start()
    assert written.wait(20)
    Product.objects.filter(pk=second).update(status="hidden")
    shelve([second])
    assert listed() == {first}
    moment, _has_written = this_moment()
    go_on.set()
    slow.join()
    assert [row.product_id for row in changed_rows(active_locale_id(), moment)] == [first]
    caches["default"].incr("uplink.generation")
    assert listed() == set()


def test_a_change_flips_bits_in_place_and_a_deletion_makes_the_index_anew(committed: Store) -> None:
    kept, gone = (sell(sku).product_id for sku in ("KEPT", "GONE"))
    assert listed() == {kept, gone}
    index = held_index()
    assert index is not None
    Product.objects.filter(pk=kept).update(status="discontinued")
    shelve([kept])
    assert listed() == {gone}
    assert held_index() is index
    assert ShelfItem.objects.filter(product=kept).exists()
    Product.objects.get(pk=gone).delete()
    assert listed() == set()
    assert held_index() is not index


def test_many_threads_read_one_index_while_it_is_caught_up(committed: Store) -> None:
    ids = {sell(f"P-{number}").product_id for number in range(6)}
    seen: list[set[int]] = []
    threads = [another(committed, lambda: seen.extend(listed() for _ in range(10))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for pk in sorted(ids)[:3]:
        Product.objects.filter(pk=pk).update(status="hidden")
        shelve([pk])
    for thread in threads:
        thread.join()
    assert len(seen) == 40
    assert listed() == set(sorted(ids)[3:])
    assert all(set(sorted(ids)[3:]) <= each <= ids for each in seen)
