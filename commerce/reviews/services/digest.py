"""Telling the store that something waits."""

from datetime import datetime, timedelta

from django.db.models import Q

from commerce.reviews.mails import send_digest
from commerce.reviews.models import ReviewSettings
from commerce.reviews.selectors.waiting import waiting
from sites.content.settings import StoreIdentity

# A job may come some minutes early; a whole day would then skip one.
LEAST = timedelta(hours=23)


def tell_store(*, at: datetime) -> bool:
    """Mail the store what waits to be read: at most once a day, not when nothing waits; whether it was sent."""
    counts, settings = waiting(), ReviewSettings.load()
    if not counts.total or not settings.digest_on or not StoreIdentity.load().email:
        return False
    untold = Q(digest_sent_at__isnull=True) | Q(digest_sent_at__lte=at - LEAST)
    if not ReviewSettings.objects.filter(untold, pk=settings.pk).update(digest_sent_at=at):
        return False
    send_digest(counts=counts)
    return True
