"""What shoppers say, as a product page shows it."""

from dataclasses import dataclass

from commerce.reviews.models import ReviewTally
from commerce.reviews.selectors.questions import read_questions
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.selectors.section import read_section, tally_of
from commerce.reviews.values import QuestionSection, ReviewSection
from sites.content.generation import cached


@dataclass(frozen=True, slots=True)
class Talk:
    """The first page of reviews and of questions; None for what the store has switched off."""

    reviews: ReviewSection | None
    questions: QuestionSection | None


def product_talk(product_id: int, language: str, *, tally: ReviewTally | None = None) -> Talk:
    """The talk about a product, cached until something is published.

    Otherwise a query for its `tally`, unless that is given; one where it has reviews, one where it has questions, one or two
    where reviews on the page have pictures.
    """
    found: Talk = cached(f"talk.{product_id}.{language}", lambda: read_talk(tally or tally_of(product_id), language))
    return found


def read_talk(tally: ReviewTally, language: str) -> Talk:
    """As `product_talk`, from the rows."""
    rules = review_rules()
    return Talk(
        reviews=read_section(tally, language) if rules.reviews_on else None,
        questions=read_questions(tally, language) if rules.questions_on else None,
    )
