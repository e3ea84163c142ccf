"""What the store wants of reviews."""

from dataclasses import dataclass

from commerce.reviews.models import ReviewSettings
from sites.content.generation import cached


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """The store's settings; `spam_limit` from 0 to 100."""

    reviews_on: bool
    questions_on: bool
    invitation_days: int
    approve_verified: bool
    spam_limit: int


def review_rules() -> ReviewRules:
    """The active store's rules, cached until they are saved."""
    found: ReviewRules = cached("reviews.rules", read_rules, frame=True)
    return found


def read_rules() -> ReviewRules:
    """The rules as they are kept; one query."""
    settings = ReviewSettings.objects.first() or ReviewSettings()
    return ReviewRules(**{name: getattr(settings, name) for name in ReviewRules.__dataclass_fields__})
