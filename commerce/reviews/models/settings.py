"""How a store handles reviews."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="pick", order=140)
class ReviewSettings(BaseGenericSetting):
    """Whether there are reviews and questions, when customers are asked, and what shows without being read first."""

    reviews_on = models.BooleanField(
        _("reviews"), default=True, help_text=_("Shown on product pages, and shoppers may write them.")
    )
    questions_on = models.BooleanField(_("questions and answers"), default=True)
    invitation_days = models.PositiveSmallIntegerField(
        _("ask for a review after"),
        default=7,
        validators=[MaxValueValidator(180)],
        help_text=_("Days after the parcel left. 0: never."),
    )
    approve_verified = models.BooleanField(
        _("show verified reviews at once"),
        default=False,
        help_text=_("Without being read first: those of buyers, with a spam score below the limit."),
    )
    spam_limit = models.PositiveSmallIntegerField(
        _("limit of the spam score"),
        default=20,
        validators=[MaxValueValidator(100)],
        help_text=_("From 0 to 100. What scores less may show at once."),
    )
    digest_on = models.BooleanField(
        _("mail when something waits"), default=True, help_text=_("To the store's e-mail address, at most once a day.")
    )
    digest_sent_at = models.DateTimeField(null=True, editable=False)

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("reviews_on"), FieldPanel("questions_on")], heading=_("On the product page")),
        MultiFieldPanel([FieldPanel("invitation_days")], heading=_("Invitations")),
        MultiFieldPanel(
            [FieldPanel("approve_verified"), FieldPanel("spam_limit"), FieldPanel("digest_on")], heading=_("Checking")
        ),
    ]

    class Meta:
        verbose_name = _("reviews and questions")
