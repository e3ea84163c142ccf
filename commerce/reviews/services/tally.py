"""Counting the stars of products anew."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count

from commerce.kernel.events import ProductsChanged, publish
from commerce.reviews.models import Question, Review, ReviewTally
from commerce.reviews.models.review import STARS
from commerce.reviews.states import Moderation
from sites.content.generation import bump_goods


@transaction.atomic
def recount(*, product_ids: Iterable[int]) -> None:
    """Count the approved reviews and questions of these products; listings are told of those whose stars have changed.

    Each tally is locked before it is counted, so of two who count at once the second sees what the first has changed.
    """
    changed = {product_id for product_id in sorted(set(product_ids)) if count_product(product_id)}
    bump_goods()
    if changed:
        publish(ProductsChanged(frozenset(changed)))


def count_product(product_id: int) -> bool:
    """Count one product; whether its stars are others than before."""
    ReviewTally.objects.get_or_create(product_id=product_id)
    tally = ReviewTally.objects.select_for_update().get(product_id=product_id)
    before = tally.by_stars
    approved = Review.objects.filter(product=product_id, status=Moderation.APPROVED)
    counts = dict(approved.order_by().values_list("stars").annotate(Count("pk")))
    for stars in STARS:
        setattr(tally, f"stars_{stars}", counts.get(stars, 0))
    tally.questions = Question.objects.filter(product=product_id, status=Moderation.APPROVED).count()
    tally.save()
    return tally.by_stars != before
