"""Addresses of reviews, below the language."""

from django.urls import path

from commerce.reviews.views import order, reading, voting, writing

urlpatterns = [
    path("<int:product_id>/", reading.reviews, name="reviews"),
    path("<int:product_id>/new/", writing.new_review, name="review-new"),
    path("<int:product_id>/thanks/", writing.thanks, name="review-thanks"),
    path("<int:product_id>/questions/", reading.questions, name="questions"),
    path("<int:product_id>/ask/", writing.new_question, name="question-new"),
    path("answer/<int:question_id>/", writing.new_answer, name="answer-new"),
    path("vote/<int:review_id>/", voting.vote_on, name="review-vote"),
    path("order/<str:token>/", order.order, name="reviews-of-order"),
    path("order/<str:token>/stop/", order.stop, name="reviews-opt-out"),
]
