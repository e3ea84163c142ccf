"""Staff decide what others may read, and reply."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.kernel.events import AnswerPublished, ReviewPublished, publish
from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Answer, Moderated, Review
from commerce.reviews.services.tally import recount
from commerce.reviews.states import Moderation, ModerationLife
from sites.content.generation import bump_goods


@transaction.atomic
def approve(*, entry: Moderated, at: datetime, by: Any = None) -> Moderated:
    """Let everyone read a review, question or answer. Raises NotAllowed where it is approved already.

    The first time it becomes public is kept. `by` is None where the store's own rule approved it.
    """
    entry = move(entry, Moderation.APPROVED, by=by)
    if entry.published_at is None:
        entry.published_at = at
        entry.save(update_fields=["published_at"])
    recount(product_ids=[product_of(entry)])
    if isinstance(entry, Review):
        publish(ReviewPublished(entry.pk))
    if isinstance(entry, Answer):
        publish(AnswerPublished(entry.question_id))
    return entry


@transaction.atomic
def reject(*, entry: Moderated, by: Any = None) -> Moderated:
    """Keep it from everyone but staff. Raises NotAllowed where it is rejected already."""
    entry = move(entry, Moderation.REJECTED, by=by)
    recount(product_ids=[product_of(entry)])
    return entry


@transaction.atomic
def reply(*, review: Review, text: str, at: datetime, by: Any = None) -> Review:
    """The store's words below a review; empty words take the reply away."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    review.reply = text.strip()
    review.replied_at, review.replied_by = (at, by) if review.reply else (None, None)
    review.save(update_fields=["reply", "replied_at", "replied_by"])
    bump_goods()
    return review


def move(entry: Moderated, after: Moderation, *, by: Any) -> Moderated:
    """Lock the row, and move it if the table allows it."""
    locked: Moderated = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
    if not ModerationLife.may(locked.status, after):
        raise NotAllowed(
            _("This %(thing)s is %(status)s already.")
            % {"thing": locked._meta.verbose_name, "status": locked.get_status_display()}  # type: ignore[attr-defined]
        )
    locked.status, locked.decided_by = after, by
    locked.save(update_fields=["status", "decided_by"])
    return locked


def product_of(entry: Moderated) -> int:
    """The product that it is about."""
    product_id: int = entry.question.product_id if isinstance(entry, Answer) else entry.product_id  # type: ignore[attr-defined]
    return product_id
