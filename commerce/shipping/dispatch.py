"""When the next parcels leave. Pure: the days come in, moments go out. Worked cases: docs/delivery-promise.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

# A store whose calendar has no dispatch day for so long promises nothing.
FAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class DispatchCalendar:
    """The days on which a store's parcels leave. `weekdays`: 0 is Monday. `cut_off` is on the clock of `zone`."""

    cut_off: time
    weekdays: frozenset[int]
    holidays: frozenset[date]
    zone: ZoneInfo

    def is_dispatch_day(self, day: date) -> bool:
        """Whether parcels leave on that day: its weekday says so, and it is no holiday."""
        return day.weekday() in self.weekdays and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What is ordered before `order_before` (UTC) leaves on `leaves_on`, a day of the store's own calendar."""

    leaves_on: date
    order_before: datetime


def dispatches(now: datetime, calendar: DispatchCalendar) -> Iterator[Dispatch]:
    """The dispatches that can still be reached at `now` (an aware moment), the next one first, within FAR.

    An order at the cut-off itself is too late. A cut-off that the clock skips in spring is counted as
    if it had not been put forward yet; of one that strikes twice in autumn the first counts.
    """
    day = now.astimezone(calendar.zone).date()
    last = day + FAR
    while day <= last:
        # Local to UTC before comparing: two moments of one zone would be compared by their clocks, not by time.
        before = datetime.combine(day, calendar.cut_off, tzinfo=calendar.zone).astimezone(UTC)
        if calendar.is_dispatch_day(day) and now < before:
            yield Dispatch(day, before)
        day += timedelta(days=1)


def next_dispatches(now: datetime, calendar: DispatchCalendar, *, count: int = 1) -> list[Dispatch]:
    """The next `count` dispatches; fewer where the calendar is closed for long."""
    return list(islice(dispatches(now, calendar), count))
