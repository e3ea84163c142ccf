"""Demo stores of before get links to their brands; a large store does not keep the start waiting."""

from typing import Any

import pytest
from kombu.exceptions import OperationalError
from wagtail.models import Locale

from commerce.catalogue.models import BrandIndexPage
from sites.content.menus import Menu
from sites.provisioning import start, tasks
from sites.provisioning.demo.apply.menus import leads_to, link_brands
from sites.provisioning.start import LATER, keep_up_at_start
from sites.provisioning.tasks import keep_store_up
from sites.provisioning.upkeep import present_marks
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


def make_older() -> None:
    """Menus as they were before there were brand pages."""
    for menu in Menu.objects.all():
        index = BrandIndexPage.objects.get(locale=menu.locale_id)
        for item in menu.items:
            if item.block_type == "group":
                links = item.value["links"]
                for link in [link for link in links if link["page"] and link["page"].pk == index.pk]:
                    links.remove(link)
        menu.save()


def linked() -> dict[tuple[str, str], int]:
    """(language, place) -> how many links lead to the brands page in that language."""
    found = {}
    for menu in Menu.objects.select_related("locale"):
        index = BrandIndexPage.objects.get(locale=menu.locale_id)
        text = str(menu.items.get_prep_value())
        found[menu.locale.language_code, menu.place] = text.count(f"'page': {index.pk},")
    return found


def test_every_menu_gets_one_link_to_the_brands_of_its_language(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            make_older()
            assert set(linked().values()) == {0}
            link_brands()
            link_brands()
            assert len(linked()) == 2 * Locale.objects.count()
            assert set(linked().values()) == {1}
            menu = Menu.objects.get(place="footer", locale=Locale.get_default())
            assert menu.items[0].value["links"][-1].text == BrandIndexPage.objects.get(locale=menu.locale_id).title
            assert leads_to(
                menu.latest_revision.as_object().items.get_prep_value(), menu.items[0].value["links"][-1]["page"].pk
            )


def test_a_draft_of_a_menu_is_left_alone(acme: Store) -> None:
    with in_store(acme):
        make_older()
        menu = Menu.objects.get(place="footer", locale=Locale.get_default())
        menu.save_revision()
        link_brands()
        assert linked()["en", "footer"] == 0


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of stores for which a task was sent, instead of running it."""
    kept: list[int] = []
    monkeypatch.setattr(keep_store_up, "delay", kept.append)
    monkeypatch.setattr(start, "SOON_DONE", 1)
    return kept


def older(store: Store, *, products: int) -> Store:
    """A store whose shelf an older version made."""
    with in_store(store):
        for number in range(products):
            sell(f"P{number}")
    store.upkeep_done = {**present_marks(), "shelf": "older"}
    store.save()
    return store


def test_a_large_store_is_brought_up_to_date_later_and_a_small_one_at_once(acme: Store, bolt: Store, sent: list[int]) -> None:
    assert keep_up_at_start(older(acme, products=2)) == {"shelf": LATER}
    assert keep_up_at_start(older(bolt, products=1)) == {"shelf": ""}
    assert sent == [acme.pk]
    assert Store.objects.get(pk=acme.pk).upkeep_done["shelf"] == "older"
    keep_store_up(acme.pk)
    assert Store.objects.get(pk=acme.pk).upkeep_done == dict(present_marks())
    assert keep_up_at_start(Store.objects.get(pk=acme.pk)) == {}
    assert sent == [acme.pk]


def test_without_a_broker_it_is_done_at_once(acme: Store, sent: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_pk: int) -> None:
        raise OperationalError

    monkeypatch.setattr(keep_store_up, "delay", fail)
    assert keep_up_at_start(older(acme, products=2)) == {"shelf": ""}


def test_two_tasks_for_one_store_do_its_work_once(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    def work(store: Store) -> dict[str, Any]:
        done.append(store.pk)
        keep_store_up(store.pk)
        return {}

    monkeypatch.setattr(tasks, "keep_up", work)
    keep_store_up(acme.pk)
    assert done == [acme.pk]
    keep_store_up(acme.pk)
    assert done == [acme.pk, acme.pk]
    Store.objects.filter(pk=acme.pk).update(status=Store.Status.SUSPENDED)
    keep_store_up(acme.pk)
    assert done == [acme.pk, acme.pk]
