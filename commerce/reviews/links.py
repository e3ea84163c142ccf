"""Addresses of reviews that mails carry: signed for this store, good for a year."""

from datetime import datetime, timedelta

from django.urls import reverse

from commerce.reviews.models import ReviewInvitation
from sites.tenants.signing import sign, unsign

PURPOSE = "review-invitation"
GOOD_FOR = timedelta(days=365)


def invitation_url(invitation: ReviewInvitation) -> str:
    """Where the customer writes about the whole order."""
    return reverse("reviews-of-order", args=[sign(str(invitation.pk), purpose=PURPOSE)])


def opt_out_url(invitation: ReviewInvitation) -> str:
    """Where the customer says: do not ask me again."""
    return reverse("reviews-opt-out", args=[sign(str(invitation.pk), purpose=PURPOSE)])


def invitation_of(token: str, *, at: datetime) -> ReviewInvitation | None:
    """The invitation of a signed address; None for a forged one, one of another store, and one that is too old."""
    pk = unsign(token, purpose=PURPOSE)
    if not pk or not pk.isdigit():
        return None
    return ReviewInvitation.objects.select_related("order").filter(pk=pk, sent_at__gt=at - GOOD_FOR).first()
