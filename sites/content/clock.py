"""Which clock the store has chosen, in its identity."""

from sites.content.generation import cached
from sites.content.settings import StoreIdentity


def chosen_zone() -> str:
    """The name of the zone, such as Europe/London; empty where the store goes by its country's. Cached."""
    name: str = cached("time-zone", _chosen, frame=True)
    return name


def _chosen() -> str:
    # Never makes the row: looking changes nothing.
    return StoreIdentity.objects.values_list("time_zone", flat=True).first() or ""
