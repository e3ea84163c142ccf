"""The life of what a shopper wrote: a review, a question, an answer."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.lifecycle import Lifecycle


class Moderation(models.TextChoices):
    """Whether others may read it."""

    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")


class ModerationLife(Lifecycle):
    """Pending: written, seen by staff only, counts for nothing. Approved: on the product page, its stars count.
    Rejected: kept, so that the same words are known again, and seen by staff only. Both decisions can be turned round.
    """

    moves: ClassVar = {
        Moderation.PENDING: frozenset({Moderation.APPROVED, Moderation.REJECTED}),
        Moderation.APPROVED: frozenset({Moderation.REJECTED}),
        Moderation.REJECTED: frozenset({Moderation.APPROVED}),
    }
