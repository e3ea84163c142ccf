"""All models of the reviews app, gathered for Django."""

from commerce.reviews.models.invitation import ReviewInvitation, ReviewOptOut
from commerce.reviews.models.moderated import Moderated
from commerce.reviews.models.question import Answer, Question
from commerce.reviews.models.review import Review, ReviewPicture, ReviewTally, ReviewVote
from commerce.reviews.models.settings import ReviewSettings

__all__ = [
    "Answer",
    "Moderated",
    "Question",
    "Review",
    "ReviewInvitation",
    "ReviewOptOut",
    "ReviewPicture",
    "ReviewSettings",
    "ReviewTally",
    "ReviewVote",
]
