"""Asking customers for reviews, some days after their parcel left."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from commerce.orders.models import Order
from commerce.orders.states import OrderStatus
from commerce.reviews.mails import send_invitation
from commerce.reviews.models import ReviewInvitation, ReviewOptOut
from commerce.reviews.selectors.purchases import left_to_review
from commerce.reviews.selectors.rules import review_rules

logger = logging.getLogger(__name__)

# 1, 2, 4 … hours: the last try is some three days after the first.
TRIES = 6
FIRST_WAIT = timedelta(hours=1)
BATCH = 200


@transaction.atomic
def invite(*, order_id: int, at: datetime) -> ReviewInvitation | None:
    """Write down that the customer of this order is to be asked; None where the store asks nobody.

    A further parcel of the order moves an invitation that was not sent yet.
    """
    rules = review_rules()
    if not rules.reviews_on or not rules.invitation_days:
        return None
    due_at = at + timedelta(days=rules.invitation_days)
    invitation, made = ReviewInvitation.objects.get_or_create(order_id=order_id, defaults={"due_at": due_at})
    if not made and invitation.sent_at is None and not invitation.tries:
        invitation.due_at, invitation.dropped_at = due_at, None
        invitation.save(update_fields=["due_at", "dropped_at"])
    return invitation


def invitations_to_send(*, at: datetime) -> QuerySet[ReviewInvitation]:
    """Due, not sent, not dropped, not given up."""
    return ReviewInvitation.objects.filter(sent_at=None, dropped_at=None, due_at__lte=at, tries__lt=TRIES)


def send_due_invitations(*, at: datetime) -> int:
    """Send what is due, oldest first, at most BATCH; how many were sent. Two at once send each mail once."""
    waiting = invitations_to_send(at=at).order_by("due_at").values_list("pk", flat=True)[:BATCH]
    return sum(send_one(pk, at=at) for pk in list(waiting))


def send_one(pk: int, *, at: datetime) -> bool:
    """Send one invitation, or drop it where there is nothing to ask; whether it was sent. A failure is tried again later."""
    found = invitations_to_send(at=at).filter(pk=pk).first()
    if found is None:
        return False
    ours = invitations_to_send(at=at).filter(pk=pk, tries=found.tries)
    if not ours.update(tries=F("tries") + 1, due_at=at + FIRST_WAIT * 2**found.tries):
        return False
    row = ReviewInvitation.objects.filter(pk=pk)
    if not is_wanted(found.order):
        row.update(dropped_at=at)
        return False
    try:
        send_invitation(invitation=found)
    except Exception:
        logger.exception("The invitation %s was not sent", found)
        return False
    row.update(sent_at=at)
    return True


def is_wanted(order: Order) -> bool:
    """Whether this customer may be asked, and there is something to ask for."""
    if not review_rules().reviews_on or order.status == OrderStatus.CANCELLED:
        return False
    return not ReviewOptOut.objects.filter(email__iexact=order.email).exists() and bool(left_to_review(order))


def opt_out(*, email: str) -> None:
    """Never ask this address again."""
    ReviewOptOut.objects.get_or_create(email=email.lower())
