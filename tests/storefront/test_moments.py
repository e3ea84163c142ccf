"""What changes by the clock: a kept page never outlives the moment, and the shop is brought past it at once."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import Product, Variant
from commerce.catalogue.states import ProductStatus
from commerce.storefront.models import ShelfItem
from commerce.tax.models import TaxRate
from commerce.tax.selectors import next_change_of_rates, tax_day
from pricing.models import PriceList
from pricing.selectors import next_change_of_lists
from pricing.services import keep_list_dates, set_price
from sites.content import page_cache, tasks
from sites.content.moments import next_moment, pass_moments, seconds_until_next
from sites.tenants.context import current_store, in_store
from sites.tenants.models import Store
from tests.shop import base_list, sell

pytestmark = pytest.mark.usefixtures("kept_pages")
MINUTE = timedelta(minutes=1)


class Clock:
    """A clock that is moved by hand; what is kept in the cache of pages grows old with it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        self.kept: dict[str, tuple[Store, datetime]] = {}
        real = page_cache.cache.set

        def note(key: str, value: Any, seconds: int | None = None, **more: Any) -> None:
            self.kept[f"{current_store().code} {key}"] = current_store(), self.now + timedelta(seconds=seconds or 0)
            real(key, value, seconds, **more)

        monkeypatch.setattr(timezone, "now", lambda: self.now)
        monkeypatch.setattr(page_cache, "cache", KeptIn(note))

    def move(self, step: timedelta) -> None:
        """So much later: pages whose time is over are gone."""
        self.now += step
        for name, (store, until) in list(self.kept.items()):
            if until <= self.now:
                del self.kept[name]
                with in_store(store):
                    cache.delete(name.partition(" ")[2])


class KeptIn:
    """The cache, seen through a hole in its `set`."""

    def __init__(self, note: Any) -> None:
        self.set = note
        self.get_many, self.add, self.delete = cache.get_many, cache.add, cache.delete


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that is moved by hand."""
    return Clock(monkeypatch)


def offer(sku: str, price: str, *, status: str = PriceList.Status.LIVE, **window: datetime) -> PriceList:
    """A list with one price, in the base list's currency and basis."""
    base = base_list()
    listed = PriceList.objects.create(
        code="autumn", name="Autumn", kind=PriceList.Kind.OWN, basis=base.basis, currency=base.currency, status=status, **window
    )
    set_price(price_list=listed, variant=Variant.objects.get(sku=sku), amount=Decimal(price))
    return listed


def shelf_prices() -> set[Decimal | None]:
    """What the shelf says that the fork costs, in every language."""
    return set(ShelfItem.objects.filter(product__name="FORK").values_list("price", flat=True))


@pytest.mark.parametrize("status", [PriceList.Status.LIVE, PriceList.Status.SCHEDULED])
@pytest.mark.parametrize("path", ["/products/", "/products/fork/", "/"])
def test_a_price_list_is_on_kept_pages_from_its_first_moment_to_its_last(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, clock: Clock, status: str, path: str
) -> None:
    for store in (acme, bolt):
        with in_store(store):
            sell("FORK", price="11.00")
    with in_store(acme):
        offer("FORK", "7.00", status=status, valid_from=clock.now + 5 * MINUTE, valid_until=clock.now + 8 * MINUTE)

    def shown(client: Client) -> set[str]:
        page = client.get(path).content.decode()
        return {price for price in ("11.00", "7.00") if f"£{price}" in page}

    # Twice each time: made, then kept. Between the moments nothing is made anew.
    for step, expected in ((MINUTE, "11.00"), (3.9 * MINUTE, "11.00"), (0.2 * MINUTE, "7.00"), (2.5 * MINUTE, "7.00")):
        clock.move(step)
        assert shown(at_acme) == shown(at_acme) == {expected}, clock.now
    clock.move(0.5 * MINUTE)
    assert shown(at_acme) == shown(at_acme) == {"11.00"}
    with in_store(acme):
        assert PriceList.objects.get(code="autumn").status == PriceList.Status.ENDED
        assert shelf_prices() == {11}
    with in_store(bolt):
        assert next_moment() is None
    assert "7.00" not in at_bolt.get(path).content.decode()


def test_a_page_is_kept_to_the_next_moment_and_not_longer(acme: Store, at_acme: Client, clock: Clock) -> None:
    with in_store(acme):
        sell("FORK", price="11.00")
        assert seconds_until_next(most=600) == 600
        offer("FORK", "7.00", valid_from=clock.now + timedelta(seconds=90))
        assert seconds_until_next(most=600) == 90
    at_acme.get("/products/fork/")
    assert [until for _store, until in clock.kept.values()] == [clock.now + timedelta(seconds=90)]
    clock.move(timedelta(seconds=89, milliseconds=500))
    at_acme.get("/products/")
    assert len(clock.kept) == 1, "half a second is not worth keeping, and must not become a whole one"


def test_a_launch_and_a_withdrawal_are_seen_at_their_moment(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, clock: Clock
) -> None:
    for store in (acme, bolt):
        with in_store(store):
            product = sell("FORK").product
            if store == acme:
                product.available_from, product.withdrawn_at = clock.now + 3 * MINUTE, clock.now + 6 * MINUTE
                product.save()
    path = "/products/fork/"
    before = [client.get(path).content for client in (at_acme, at_bolt)]
    clock.move(2.9 * MINUTE)
    assert [client.get(path).content for client in (at_acme, at_bolt)] == before
    clock.move(0.2 * MINUTE)
    sold = at_acme.get(path).content
    assert sold != before[0]
    assert at_acme.get("/products/").status_code == 200
    with in_store(acme):
        assert not ShelfItem.objects.filter(available_from__isnull=False).exists()
    clock.move(3 * MINUTE)
    assert at_acme.get(path).content != sold
    with in_store(acme):
        assert Product.objects.get(name="FORK").status == ProductStatus.DISCONTINUED
    assert at_bolt.get(path).content == before[1]


def test_without_a_visitor_the_job_waits_for_the_moment(acme: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[datetime] = []
    monkeypatch.setattr(tasks.pass_moment, "apply_async", lambda *, eta: sent.append(eta))
    with in_store(acme):
        sell("FORK", price="11.00")
        begins = clock.now + 4 * MINUTE
        offer("FORK", "7.00", valid_from=begins)
        assert tasks.keep_moments() is False
        assert sent == []
        clock.move(2 * MINUTE)
        assert tasks.keep_moments() is False
        assert sent == [begins]
        clock.move(2 * MINUTE)
        assert tasks.pass_moment() is True
        assert tasks.pass_moment() is False
        assert shelf_prices() == {7}


def test_what_fails_is_tried_again_and_nothing_old_is_kept_meanwhile(
    acme: Store, at_acme: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from sites.content import moments

    with in_store(acme):
        sell("FORK", price="11.00")
        offer("FORK", "7.00", valid_from=clock.now + MINUTE)
    clock.move(2 * MINUTE)

    def fail(_since: datetime, _now: datetime) -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as broken:
        broken.setitem(moments._watches, "price lists", moments.Watch(next_change_of_lists, fail))
        assert at_acme.get("/products/fork/").status_code == 200
    assert "tried again" in caplog.text
    assert clock.kept == {}
    with in_store(acme):
        assert pass_moments() is False, "within a minute nobody else tries"
        cache.delete(moments.LOCK)
        assert pass_moments() is True
        assert shelf_prices() == {7}


def test_two_lists_that_change_places_move_only_their_products(acme: Store) -> None:
    at = datetime(2030, 1, 1, tzinfo=UTC)
    with in_store(acme):
        sell("FORK")
        sell("SPOON")
        offer("FORK", "7.00", status=PriceList.Status.SCHEDULED, valid_from=at)
        assert next_change_of_lists(at - MINUTE) == at
        assert keep_list_dates(since=at - MINUTE, now=at - MINUTE / 2) == frozenset()
        fork = Product.objects.get(name="FORK").pk
        assert keep_list_dates(since=at - MINUTE, now=at) == {fork}
        assert next_change_of_lists(at) is None
        assert keep_list_dates(since=at, now=at + MINUTE) == frozenset()


def test_a_tax_rate_begins_at_midnight_on_the_stores_clock(acme: Store, bolt: Store) -> None:
    for store, midnight in ((acme, datetime(2029, 12, 31, 0, tzinfo=UTC)), (bolt, datetime(2029, 12, 30, 22, tzinfo=UTC))):
        with in_store(store):
            rate = TaxRate.objects.filter(country=store.country).first()
            assert rate is not None
            TaxRate.objects.create(tax_class=rate.tax_class, country=store.country, rate=30, valid_from=date(2029, 12, 31))
            assert next_change_of_rates(midnight - MINUTE) == midnight
            assert next_change_of_rates(midnight) is None
            assert (tax_day(midnight - MINUTE), tax_day(midnight)) == (date(2029, 12, 30), date(2029, 12, 31))
