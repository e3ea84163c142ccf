"""Was this review helpful?"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Review, ReviewVote
from commerce.reviews.states import Moderation


@dataclass(frozen=True, slots=True)
class Votes:
    """How many found a review helpful, and how many did not."""

    helpful: int
    unhelpful: int


@transaction.atomic
def vote(*, review_id: int, voter: str, is_helpful: bool) -> Votes:
    """Count one browser's answer; a second one of the same browser takes the place of the first.

    Raises NotAllowed for a review that nobody can read. Pages show new counts within ten minutes (`show_votes`): a vote does
    not make the whole store's pages anew.
    """
    review = Review.objects.select_for_update().filter(pk=review_id, status=Moderation.APPROVED).first()
    if review is None:
        raise NotAllowed(_("There is no such review."))
    before = review.votes.filter(voter=voter).values_list("is_helpful", flat=True).first()
    if before != is_helpful:
        ReviewVote.objects.update_or_create(review=review, voter=voter, defaults={"is_helpful": is_helpful})
        # Counted on from what stands there: a review that came from another shop has brought its counts along.
        if before is not None:
            _add(review, is_helpful=before, by=-1)
        _add(review, is_helpful=is_helpful, by=1)
        review.save(update_fields=["helpful", "unhelpful"])
    return Votes(review.helpful, review.unhelpful)


def _add(review: Review, *, is_helpful: bool, by: int) -> None:
    """One more or one less, never below none."""
    if is_helpful:
        review.helpful = max(0, review.helpful + by)
    else:
        review.unhelpful = max(0, review.unhelpful + by)
