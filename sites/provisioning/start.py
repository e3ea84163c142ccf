"""Bringing stores up to date when everything is started, without keeping anybody waiting for the large ones."""

import logging

from kombu.exceptions import OperationalError

from commerce.catalogue.models import Product
from sites.provisioning.tasks import keep_store_up
from sites.provisioning.upkeep import due, keep_up
from sites.tenants.context import in_store
from sites.tenants.models import Store

logger = logging.getLogger(__name__)

# The shelf and the index of so many products are made in a few seconds.
SOON_DONE = 2_000
LATER = "is brought up to date in the background"


def keep_up_at_start(store: Store) -> dict[str, str]:
    """As `keep_up`; what is due in a store of more than `SOON_DONE` products is left to a task of its own, and told as `LATER`.

    Where no task can be sent it is done here and now. A store that is current costs no query.
    """
    waiting = [chore.name for chore in due(store)]
    if not waiting or not is_large(store):
        return keep_up(store)
    try:
        keep_store_up.delay(store.pk)
    except OperationalError:
        logger.warning("No task could be sent for %s: it is brought up to date now.", store.name)
        return keep_up(store)
    logger.info("In the background, a task for %s: %s", store.name, ", ".join(waiting))
    return dict.fromkeys(waiting, LATER)


def is_large(store: Store) -> bool:
    """Whether bringing it up to date would take more than a few seconds. One query."""
    with in_store(store):
        return Product.objects.count() > SOON_DONE
