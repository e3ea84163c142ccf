"""What waits to be read by staff."""

from dataclasses import dataclass

from commerce.reviews.models import Answer, Question, Review
from commerce.reviews.states import Moderation


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of each wait."""

    reviews: int
    questions: int
    answers: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.reviews + self.questions + self.answers


def waiting() -> Waiting:
    """Counted in the active store."""
    counts = [model.objects.filter(status=Moderation.PENDING).count() for model in (Review, Question, Answer)]
    return Waiting(*counts)
