"""Reads: the rules of the store, ratings, the sections of a product page, what was bought, what waits."""

from commerce.reviews.selectors.questions import question_section
from commerce.reviews.selectors.ratings import rating_facts, ratings
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.selectors.section import review_section
from commerce.reviews.selectors.talk import product_talk

__all__ = ["product_talk", "question_section", "rating_facts", "ratings", "review_rules", "review_section"]
