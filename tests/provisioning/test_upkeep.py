"""A store that is older than the code gets its shelf, its index and its pictures made anew, once."""

from io import StringIO

import pytest
from django.core.management import call_command

from commerce.storefront.models import ShelfItem
from sites.provisioning import upkeep
from sites.provisioning.upkeep import CHORES, Chore, due, keep_up, note_new, present_marks
from sites.tenants.context import active_store, in_store
from sites.tenants.models import Store
from tests.shop import sell


def again(store: Store) -> Store:
    return Store.objects.get(pk=store.pk)


def test_a_new_store_has_nothing_due(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        assert set(store.upkeep_done) == set(present_marks()), "noted when it was made, perhaps by other code than today's"
        note_new(store)
        assert due(again(store)) == []
        assert keep_up(store) == {}


def test_an_older_shelf_is_made_anew_once_and_only_where_it_is_old(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            sell("FORK")
            ShelfItem.objects.update(digest=0, name="as the old version wrote it")
    acme.upkeep_done = {**present_marks(), "shelf": "older"}
    acme.save()
    assert keep_up(acme) == {"shelf": ""}
    with in_store(acme):
        assert set(ShelfItem.objects.values_list("name", flat=True)) == {"FORK"}
    with in_store(bolt):
        assert set(ShelfItem.objects.values_list("name", flat=True)) == {"as the old version wrote it"}
    assert keep_up(again(acme)) == {}


def test_a_store_of_before_has_everything_made_anew(acme: Store) -> None:
    acme.upkeep_done = {}
    acme.save()
    assert set(keep_up(acme)) == {"shelf", "search index", "pictures"}
    assert again(acme).upkeep_done == dict(present_marks())


def test_what_fails_keeps_no_other_back_and_is_due_again(
    acme: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise OSError("disk is full")

    def work() -> None:
        store = active_store()
        ran.append(store.schema_name if store else "")

    monkeypatch.setattr(upkeep, "CHORES", (Chore("shelf", lambda: "2", fail), Chore("pictures", lambda: "2", work)))
    present_marks.cache_clear()
    try:
        assert keep_up(acme) == {"shelf": "OSError: disk is full", "pictures": ""}
        assert ran == ["acme"]
        assert [chore.name for chore in due(again(acme))] == ["shelf"]
    finally:
        present_marks.cache_clear()
    assert "could not be brought up to date" in caplog.text


def test_a_current_store_costs_no_query(acme: Store, django_assert_num_queries: object) -> None:
    note_new(acme)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert keep_up(acme) == {}


def test_every_chore_has_a_name_of_its_own_and_a_mark() -> None:
    assert len({chore.name for chore in CHORES}) == len(CHORES)
    assert all(len(mark) == 12 for mark in present_marks().values())


@pytest.mark.usefixtures("real")
def test_migrating_stores_keeps_them_up_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    told = StringIO()
    store = Store.objects.get(schema_name="bolt")
    before = store.upkeep_done
    Store.objects.filter(pk=store.pk).update(upkeep_done={**before, "pictures": "older"})
    try:
        call_command("migrate_stores", stdout=told)
        assert "pictures up to date" in told.getvalue()
        assert again(store).upkeep_done == dict(present_marks())
    finally:
        Store.objects.filter(pk=store.pk).update(upkeep_done=before)
