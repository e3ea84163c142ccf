"""Reviews: stars and words about a product, pictures, votes, and the tally of a product's stars."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from commerce.catalogue.models import Product
from commerce.orders.models import OrderLine
from commerce.reviews.models.moderated import NAME_LENGTH, Moderated
from commerce.reviews.states import Moderation

STARS = (5, 4, 3, 2, 1)


class Review(Moderated):
    """What a customer thinks of a product. Verified: we know the line of the order with which it was bought."""

    class Source(models.TextChoices):
        SITE = "site", _("written here")
        IMPORT = "import", _("imported")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="reviews", verbose_name=_("product"))
    stars = models.PositiveSmallIntegerField(_("stars"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    title = models.CharField(_("title"), max_length=120, blank=True)
    is_verified = models.BooleanField(_("verified purchase"), default=False)
    order_line = models.ForeignKey(
        OrderLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews", verbose_name=_("bought with")
    )
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.SITE)
    # Which record of which other system it was: the same one imported again is the same review.
    source_key = models.CharField(_("number in the source"), max_length=80, blank=True)
    reply = models.TextField(_("reply of the store"), max_length=2000, blank=True)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replied by"),
    )
    # Counted from the votes whenever one is given or changed.
    helpful = models.PositiveIntegerField(_("found it helpful"), default=0)
    unhelpful = models.PositiveIntegerField(_("found it not helpful"), default=0)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes: ClassVar = [
            models.Index(
                fields=["product", "-created_at"],
                name="reviews_of_product",
                condition=models.Q(status=Moderation.APPROVED),
            ),
            models.Index(fields=["status", "-created_at"], name="reviews_queue"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"),
            models.UniqueConstraint(fields=["order_line"], name="one_review_per_order_line"),
            models.UniqueConstraint(
                fields=["source_key"], condition=~models.Q(source_key=""), name="one_review_per_imported_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stars}/5 {self.title or self.text[:40]}"


class ReviewPicture(models.Model):
    """A picture that a customer sent with a review: drawn anew from the upload, without what a camera notes."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("picture"))

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("picture of a review")
        verbose_name_plural = _("pictures of reviews")

    def __str__(self) -> str:
        return f"{self.review_id}: {self.image_id}"


class ReviewVote(models.Model):
    """One browser's answer to “Was this helpful?”. `voter` is a random name in a signed cookie; it says nothing else."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    voter = models.CharField(max_length=32)
    is_helpful = models.BooleanField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "voter"], name="one_vote_per_browser")]

    def __str__(self) -> str:
        return f"{self.review_id}: {'+' if self.is_helpful else '-'}"


class ReviewTally(models.Model):
    """How many approved reviews of each number of stars a product has, and how many approved questions.

    Counted anew from the rows, under a lock, in the transaction of whatever changes them; never added to.
    """

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="review_tally")
    stars_1 = models.PositiveIntegerField(default=0)
    stars_2 = models.PositiveIntegerField(default=0)
    stars_3 = models.PositiveIntegerField(default=0)
    stars_4 = models.PositiveIntegerField(default=0)
    stars_5 = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tally of reviews")
        verbose_name_plural = _("tallies of reviews")

    def __str__(self) -> str:
        return f"{self.product_id}: {self.count}"

    @property
    def by_stars(self) -> dict[int, int]:
        """Number of reviews by number of stars, five first."""
        return {stars: getattr(self, f"stars_{stars}") for stars in STARS}

    @property
    def count(self) -> int:
        """How many approved reviews there are."""
        return sum(self.by_stars.values())


__all__ = ["NAME_LENGTH", "STARS", "Review", "ReviewPicture", "ReviewTally", "ReviewVote"]
