"""When the next parcels leave: the table of docs/delivery-promise.md, and the calendar of a store."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commerce.shipping.dispatch import DispatchCalendar, next_dispatches
from commerce.shipping.models import DispatchDays, Holiday
from commerce.shipping.selectors import dispatch_calendar
from sites.content.settings import StoreIdentity
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.zones import MAIN_ZONES, zone_of_country

PAGE = Path(__file__).parents[2] / "docs" / "delivery-promise.md"
WEEK = frozenset(range(5))
HOLIDAYS = frozenset(
    {date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1), date(2027, 4, 2), date(2027, 4, 5)}
)


def cases() -> Iterator[tuple[str, ...]]:
    for line in PAGE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[1].count("/") and cells[1] in available_timezones():
            yield tuple(cells)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_table_is_read() -> None:
    assert len(list(cases())) == 21


@pytest.mark.parametrize(("case", "zone", "now", "leaves_on", "before"), list(cases()))
def test_the_next_dispatch_is_that_of_the_table(case: str, zone: str, now: str, leaves_on: str, before: str) -> None:
    calendar = DispatchCalendar(time(15), WEEK, HOLIDAYS, ZoneInfo(zone))
    [found] = next_dispatches(moment(now), calendar)
    assert (found.leaves_on.isoformat(), found.order_before) == (leaves_on, moment(before))


def test_now_may_be_told_in_any_zone() -> None:
    calendar = DispatchCalendar(time(15), WEEK, HOLIDAYS, ZoneInfo("Europe/London"))
    now = datetime(2026, 11, 24, 1, 30, tzinfo=ZoneInfo("Asia/Tokyo"))  # Monday 16:30 in London
    assert next_dispatches(now, calendar)[0].leaves_on == date(2026, 11, 24)


def test_a_cut_off_that_the_clock_skips_is_counted_as_before() -> None:
    calendar = DispatchCalendar(time(1, 30), frozenset(range(7)), frozenset(), ZoneInfo("Europe/London"))
    [found] = next_dispatches(moment("2027-03-28 00:00"), calendar)
    assert found.order_before == moment("2027-03-28 01:30")


def test_a_store_that_is_closed_for_long_promises_nothing() -> None:
    closed = frozenset(date(2026, 11, 1) + timedelta(days=day) for day in range(100))
    calendar = DispatchCalendar(time(15), WEEK, closed, ZoneInfo("Europe/London"))
    assert next_dispatches(moment("2026-11-23 09:00"), calendar, count=4) == []


@given(
    now=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC)),
    cut_off=st.times(),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(st.dates(date(2020, 1, 1), date(2035, 3, 1)), max_size=30),
    zone=st.sampled_from(["Europe/London", "Africa/Johannesburg", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]),
)
def test_dispatches_are_ahead_in_order_and_on_dispatch_days(
    now: datetime, cut_off: time, weekdays: frozenset[int], holidays: frozenset[date], zone: str
) -> None:
    calendar = DispatchCalendar(cut_off, weekdays, holidays, ZoneInfo(zone))
    found = next_dispatches(now, calendar, count=4)
    assert [each.order_before for each in found] == sorted({each.order_before for each in found})
    for each in found:
        assert each.order_before > now
        assert each.leaves_on.weekday() in weekdays
        assert each.leaves_on not in holidays
        assert abs(each.order_before.astimezone(calendar.zone).date() - each.leaves_on) <= timedelta(days=1)
    if found:
        # Nothing was passed over: no dispatch day lies between today and the first.
        day = now.astimezone(calendar.zone).date() + timedelta(days=1)
        while day < found[0].leaves_on:
            assert not calendar.is_dispatch_day(day)
            day += timedelta(days=1)


def test_each_store_goes_by_its_own_clock_days_and_holidays(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        days = DispatchDays(cut_off=time(12), saturday=True)
        days.save()
        Holiday.objects.create(date=date(2099, 12, 25))
        calendar = dispatch_calendar()
        assert calendar is not None
        assert (calendar.zone.key, calendar.cut_off) == ("Europe/London", time(12))
        assert calendar.weekdays == frozenset(range(6))
        assert calendar.holidays == {date(2099, 12, 25)}
    with in_store(bolt):
        calendar = dispatch_calendar()
        assert calendar is not None
        assert (calendar.zone.key, calendar.cut_off, calendar.weekdays) == ("Africa/Johannesburg", time(15), WEEK)
        assert calendar.holidays == frozenset()


@pytest.mark.tenant("acme")
def test_a_change_counts_at_once() -> None:
    assert dispatch_calendar() is not None
    days = DispatchDays()
    days.save()
    StoreIdentity.objects.update_or_create(defaults={"time_zone": "Europe/Berlin"})
    calendar = dispatch_calendar()
    assert calendar is not None
    assert calendar.zone.key == "Europe/Berlin"
    holiday = Holiday.objects.create(date=date(2099, 1, 1))
    assert dispatch_calendar().holidays == {date(2099, 1, 1)}
    holiday.delete()
    assert dispatch_calendar().holidays == frozenset()
    days.is_promised = False
    days.save()
    assert dispatch_calendar() is None


@pytest.mark.tenant("acme")
def test_bad_input_a_time_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        StoreIdentity(name="Acme", time_zone="Europe/Atlantis").full_clean()
    assert set(refused.value.message_dict) == {"time_zone"}
    StoreIdentity(name="Acme", time_zone="").full_clean()
    StoreIdentity(name="Acme", time_zone="Europe/London").full_clean()


def test_the_clock_of_a_country_is_one_that_exists() -> None:
    assert (zone_of_country("GB"), zone_of_country("ZA"), zone_of_country("XX")) == (
        "Europe/London",
        "Africa/Johannesburg",
        "UTC",
    )
    assert set(MAIN_ZONES.values()) <= available_timezones()
