"""When the goods leave, as a page can say it that is kept for hours: by moments, not by "in 2 hours"."""

from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format

from commerce.shipping.dispatch import Dispatch, DispatchCalendar, next_dispatches
from commerce.shipping.selectors import dispatch_calendar
from commerce.storefront.values import DispatchView
from sites.content.generation import cached

# A page that is kept longer than so many days tells nothing instead of something wrong.
DAYS_AHEAD = 4


def dispatch_views(now: datetime) -> tuple[list[DispatchView], str]:
    """(the next dispatches in words, the store's time zone); nothing where the store promises nothing. The script of the page
    takes the first whose moment has not passed.
    """
    calendar = dispatch_calendar()
    if calendar is None:
        return [], ""
    first = next(iter(next_dispatches(now, calendar)), None)
    if first is None:
        return [], ""
    language = translation.get_language()
    key = f"dispatches.{language}.{first.order_before:%Y%m%d%H%M}"
    found: list[DispatchView] = cached(
        key, lambda: [view_of(each, calendar) for each in next_dispatches(now, calendar, count=DAYS_AHEAD)]
    )
    return found, calendar.zone.key


def view_of(dispatch: Dispatch, calendar: DispatchCalendar) -> DispatchView:
    """One parcel day, in the active language."""
    return DispatchView(
        before=int(dispatch.order_before.timestamp()),
        date=dispatch.leaves_on.isoformat(),
        day=f"{date_format(dispatch.leaves_on, 'l')} {date_format(dispatch.leaves_on, 'MONTH_DAY_FORMAT')}",
        until=date_format(dispatch.order_before.astimezone(calendar.zone), "H:i"),
    )
