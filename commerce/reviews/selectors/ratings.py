"""How products are rated."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from commerce.reviews.models import ReviewTally
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.values import ReviewSection, ReviewView


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


def rating_facts(shown: ReviewSection | None) -> dict[str, Any]:
    """`aggregateRating` and the `review`s with words of what the page shows, as https://schema.org/Product has them; nothing
    without reviews.

    Names as they stand on the page, dates as ISO 8601, no e-mail addresses.
    """
    if shown is None or not shown.count:
        return {}
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": str(shown.average),
            "reviewCount": shown.count,
            "bestRating": 5,
            "worstRating": 1,
        },
        "review": [fact_of(review) for review in shown.reviews if review.text],
    }


def fact_of(review: ReviewView) -> dict[str, Any]:
    """One review for search engines."""
    fact: dict[str, Any] = {
        "@type": "Review",
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": 5, "worstRating": 1},
        "author": {"@type": "Person", "name": review.author},
        "datePublished": review.at.date().isoformat(),
        "reviewBody": review.text,
        "inLanguage": review.language,
    }
    return fact | ({"name": review.title} if review.title else {})
