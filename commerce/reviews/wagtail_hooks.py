"""What reviews add to the admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from commerce.reviews.models import Answer, Question, Review
from commerce.reviews.policies import ModeratedPolicy
from commerce.reviews.viewsets import ReviewsViewSetGroup

for _model in (Review, Question, Answer):
    register_permission_policy(_model, ModeratedPolicy(_model), exact_class=True)


@hooks.register("register_admin_viewset")
def reviews() -> ReviewsViewSetGroup:
    """Reviews, questions, answers."""
    return ReviewsViewSetGroup()
