"""Questions that shoppers ask about a product, and what others and the store answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Product
from commerce.reviews.models.moderated import Moderated
from commerce.reviews.states import Moderation


class Question(Moderated):
    """A question about a product. Who left an e-mail address is told of the first answer."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="questions", verbose_name=_("product"))
    told_at = models.DateTimeField(_("asker told"), null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes: ClassVar = [
            models.Index(
                fields=["product", "-created_at"],
                name="questions_of_product",
                condition=models.Q(status=Moderation.APPROVED),
            ),
            models.Index(fields=["status", "-created_at"], name="questions_queue"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Answer(Moderated):
    """An answer: of the store where `by` is set, else of another shopper."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers", verbose_name=_("question"))
    is_from_store = models.BooleanField(_("from the store"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    class Meta:
        ordering: ClassVar = ["-is_from_store", "created_at", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return self.text[:80]
