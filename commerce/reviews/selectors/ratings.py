"""How products are rated."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from commerce.reviews.models import Review, ReviewTally
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.states import Moderation
from sites.content.generation import cached

FACT_REVIEWS = 5


def average_of(by_stars: dict[int, int]) -> Decimal:
    """The average of so many reviews by number of stars: two places, rounded half up; 0 without reviews."""
    count = sum(by_stars.values())
    total = sum(stars * number for stars, number in by_stars.items())
    return (Decimal(total) / count).quantize(Decimal("0.01"), ROUND_HALF_UP) if count else Decimal("0.00")


def ratings(product_ids: Iterable[int]) -> dict[int, tuple[Decimal, int]]:
    """(average of two places, number of reviews) by product, of approved reviews; products without any are left out.

    One query. Empty where the store has switched reviews off.
    """
    if not review_rules().reviews_on:
        return {}
    tallies = ReviewTally.objects.filter(product__in=list(product_ids))
    return {tally.product_id: (average_of(tally.by_stars), tally.count) for tally in tallies if tally.count}


def rating_facts(product_id: int) -> dict[str, Any] | None:
    """`aggregateRating` and up to five `review`s of a product as https://schema.org/Product has them; None without reviews.

    Names as they stand on the page, dates as ISO 8601, no e-mail addresses. Cached until something is published.
    """
    found: dict[str, Any] | None = cached(f"reviews.facts.{product_id}", lambda: read_facts(product_id))
    return found


def read_facts(product_id: int) -> dict[str, Any] | None:
    """As `rating_facts`, from the rows; two queries."""
    rated = ratings([product_id]).get(product_id)
    if rated is None:
        return None
    newest = Review.objects.filter(product=product_id, status=Moderation.APPROVED).order_by("-created_at", "-pk")
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": str(rated[0]),
            "reviewCount": rated[1],
            "bestRating": 5,
            "worstRating": 1,
        },
        "review": [fact_of(review) for review in newest.exclude(text="")[:FACT_REVIEWS]],
    }


def fact_of(review: Review) -> dict[str, Any]:
    """One review for search engines."""
    fact: dict[str, Any] = {
        "@type": "Review",
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": 5, "worstRating": 1},
        "datePublished": review.created_at.date().isoformat(),
        "reviewBody": review.text,
        "inLanguage": review.language,
    }
    if review.title:
        fact["name"] = review.title
    if review.author_name:
        fact["author"] = {"@type": "Person", "name": review.author_name}
    return fact
