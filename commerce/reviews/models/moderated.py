"""What reviews, questions and answers have in common: words of a person outside, checked before others read them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.reviews.states import Moderation

# Names and e-mail addresses as long as an order's; a text is two printed pages at most.
NAME_LENGTH, TEXT_LENGTH = 80, 4000


class Moderated(models.Model):
    """Words of a shopper. The e-mail address is for staff and mails; it is never on a page."""

    language = models.CharField(_("language"), max_length=10)
    author_name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    author_email = models.EmailField(_("e-mail"), blank=True)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    # What the text says, without case, blanks and punctuation: the same words sent again are known by it.
    text_mark = models.CharField(max_length=40, blank=True, db_index=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Moderation.choices, default=Moderation.PENDING)
    spam_score = models.PositiveSmallIntegerField(
        _("spam score"), default=0, help_text=_("0 looks like a customer, 100 like advertising.")
    )
    spam_reasons: Any = models.JSONField(_("why"), default=list, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        abstract = True

    @property
    def is_approved(self) -> bool:
        """Whether others may read it."""
        return self.status == Moderation.APPROVED
