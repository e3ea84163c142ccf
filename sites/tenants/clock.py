"""The store's clock: what time it is on its pages, in its mails, and for its parcels.

Stores keep moments in UTC. They are shown on the store's own clock; in the admin, a person's own choice wins.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sites.tenants.context import active_store
from sites.tenants.models import Store
from sites.tenants.zones import zone_of_country

# Who knows what a store has chosen stands on a higher floor, and says so here.
_asked: list[Callable[[], str]] = []


def ask_for_the_zone(answer: Callable[[], str]) -> None:
    """Register who knows the zone that the active store has chosen; it answers with nothing where none was chosen."""
    _asked[:] = [answer]


def store_zone() -> ZoneInfo:
    """The time zone of the active store: its own choice, else its country's. UTC on the platform."""
    store = active_store()
    if store is None:
        return ZoneInfo("UTC")
    # A store that is being made has no tables to ask yet.
    chosen = _asked[0]() if _asked and store.status != Store.Status.MAKING else ""
    return ZoneInfo(chosen or zone_of_country(store.country))


@contextmanager
def on_store_clock() -> Iterator[None]:
    """Run the block on the active store's clock, whatever clock the person at work goes by: mails to customers, exports."""
    with timezone.override(store_zone()):
        yield


class StoreClockMiddleware:
    """Answers on the store's clock. Stands inside the store's own middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the store's zone active; the one before comes back afterwards."""
        with on_store_clock():
            return self.get_response(request)
