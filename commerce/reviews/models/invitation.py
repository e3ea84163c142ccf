"""Asking customers for a review, once per order, unless they said no."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.orders.models import Order


class ReviewInvitation(models.Model):
    """A mail that asks for reviews of what was bought; written with the parcel, sent when due."""

    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="review_invitation", verbose_name=_("order"))
    # Whoever sends moves this on first, so that nobody else sends the same meanwhile.
    due_at = models.DateTimeField(_("due"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Not sent for good: cancelled meanwhile, no longer wanted, or nothing left to review.
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-due_at"]
        verbose_name = _("invitation to review")
        verbose_name_plural = _("invitations to review")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="invitations_to_send",
                condition=models.Q(sent_at__isnull=True, dropped_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}"


class ReviewOptOut(models.Model):
    """Somebody who does not want to be asked for reviews again."""

    email = models.EmailField(_("e-mail"), unique=True)
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("refusal of invitations")
        verbose_name_plural = _("refusals of invitations")

    def __str__(self) -> str:
        return self.email
