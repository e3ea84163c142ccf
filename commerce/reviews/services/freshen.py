"""Showing new votes to everyone, now and then."""

from datetime import datetime, timedelta

from commerce.reviews.models import ReviewVote
from sites.content.generation import bump_goods

EVERY = timedelta(minutes=10)
# The job may come late: a vote is rather shown twice than not.
OVERLAP = timedelta(minutes=5)


def show_votes(*, at: datetime) -> bool:
    """Have pages made anew where somebody has voted lately; whether that was so."""
    voted = ReviewVote.objects.filter(at__gte=at - EVERY - OVERLAP).exists()
    if voted:
        bump_goods()
    return voted
