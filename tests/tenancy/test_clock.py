"""The store's clock: its own choice, else its country's; a person's own choice in the admin; never the platform's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from commerce.notifications.mails import PLACED, send_order_mail
from commerce.orders.models import Order
from sites.content.settings import StoreIdentity
from sites.tenants.clock import on_store_clock, store_zone
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.tasks import HEADER
from sites.users.models import User
from tests.backoffice.staff import person
from tests.tenancy.jobs import what_time_is_it
from tests.tenancy.orders import place

# Summer: 23:30 on 1 July in London, half past midnight on 2 July in Johannesburg.
MOMENT = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


def order_at(store: Store) -> tuple[Order, str]:
    """An order of that moment, and the address of its page."""
    with in_store(store):
        address = place("Anna")
        order = Order.objects.get()
        Order.objects.filter(pk=order.pk).update(placed_at=MOMENT)
        order.refresh_from_db()
        return order, address


def set_zone(store: Store, zone: str) -> None:
    with in_store(store):
        identity = StoreIdentity.load()
        identity.time_zone = zone
        identity.save()


def at_work(store: Store, zone: str = "") -> Client:
    """The owner, with a time zone of their own or none."""
    client = Client(headers={"host": store.domains.get(is_primary=True).domain})
    with in_store(store):
        user = User.objects.filter(email="owner@staff.test").first() or person("Owner")
        if zone:
            UserProfile.objects.update_or_create(user=user, defaults={"current_time_zone": zone})
        client.force_login(user)
    return client


def test_the_clock_is_the_stores_own_else_its_countrys(acme: Store, bolt: Store) -> None:
    assert store_zone().key == "UTC"
    for store, zone in ((acme, "Europe/London"), (bolt, "Africa/Johannesburg")):
        with in_store(store):
            assert StoreIdentity.load().time_zone == zone, "seeded"
            assert store_zone().key == zone
    set_zone(bolt, "")
    set_zone(acme, "Europe/Berlin")
    with in_store(bolt):
        assert store_zone().key == "Africa/Johannesburg"
    with in_store(acme):
        assert store_zone().key == "Europe/Berlin"
        with on_store_clock():
            assert timezone.localtime(MOMENT).hour == 0
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.parametrize("path", ["admin", "shop"])
def test_an_order_says_when_it_was_placed_on_the_stores_clock(acme: Store, bolt: Store, path: str) -> None:
    for store, day, hour in ((acme, "1", "23:30"), (bolt, "2", "00:30")):
        order, address = order_at(store)
        if path == "admin":
            page = at_work(store).get(f"/admin/orders/inspect/{order.pk}/").content.decode()
            assert hour in page
        else:
            page = Client(headers={"host": f"{store.schema_name}.test"}).get(address).content.decode()
            assert f"{day} Ju" in page


def test_a_persons_own_time_zone_wins_in_the_admin_and_nowhere_else(acme: Store) -> None:
    order, address = order_at(acme)
    client = at_work(acme, "Asia/Tokyo")
    page = client.get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    assert "07:30" in page
    assert "23:30" not in page
    assert "1 July" in client.get(address).content.decode()


def test_the_admin_offers_the_stores_own_time_zone(acme: Store) -> None:
    page = at_work(acme).get("/admin/account/").content.decode()
    assert "The store&#x27;s own" in page or "The store's own" in page
    assert "server time zone" not in page


def test_a_mail_goes_by_the_stores_clock_whoever_sends_it(acme: Store, bolt: Store) -> None:
    for store, day in ((acme, "1"), (bolt, "2")):
        order, _address = order_at(store)
        with in_store(store), timezone.override("Pacific/Auckland"):
            send_order_mail(order=order, mail=PLACED)
            assert timezone.get_current_timezone_name() == "Pacific/Auckland"
        assert f"{day} Ju" in str(mail.outbox[-1].body)


def test_a_task_runs_on_its_stores_clock_and_gives_the_callers_back(acme: Store, bolt: Store, tmp_path: Any) -> None:
    notes = tmp_path / "notes"
    with in_store(bolt), timezone.override("Asia/Tokyo"):
        what_time_is_it.delay(str(notes))
        what_time_is_it.apply_async((str(notes),), headers={HEADER: acme.code})
        assert timezone.get_current_timezone_name() == "Asia/Tokyo"
    assert notes.read_text().split() == ["Africa/Johannesburg", "Europe/London"]


def test_a_new_zone_is_seen_at_once_also_on_kept_pages(acme: Store, kept_pages: None) -> None:
    _order, address = order_at(acme)
    client = Client(headers={"host": "acme.test"})
    assert "1 July" in client.get(address).content.decode()
    set_zone(acme, "Asia/Tokyo")
    assert "2 July" in client.get(address).content.decode()


def test_bad_input_a_zone_that_does_not_exist_is_refused(acme: Store) -> None:
    client = at_work(acme)
    with in_store(acme):
        pk = StoreIdentity.load().pk
    page = client.post(f"/admin/settings/content/storeidentity/{pk}/", {"name": "Acme", "time_zone": "Europe/Atlantis"})
    assert page.status_code == 200
    assert "Select a valid choice" in page.content.decode()
    with in_store(acme):
        assert StoreIdentity.load().time_zone == "Europe/London"
