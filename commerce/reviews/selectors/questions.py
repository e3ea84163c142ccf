"""The questions and answers of a product page."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.reviews.models import Answer, Question, ReviewTally
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.selectors.section import tally_of
from commerce.reviews.states import Moderation
from commerce.reviews.values import AnswerView, QuestionSection, QuestionView
from sites.content.pagination import paginate

PAGE_SIZE = 5
ANSWER = ("text", "author_name", "created_at", "language", "is_from_store")


def question_section(product_id: int, language: str, *, number: int = 1) -> QuestionSection | None:
    """A page of approved questions with their approved answers, the newest first; None where they are switched off.

    At most two queries. The first page, as the product's own page shows it, is that of `product_talk`.
    """
    return read_questions(tally_of(product_id), language, number=number) if review_rules().questions_on else None


def read_questions(tally: ReviewTally, language: str, *, number: int = 1) -> QuestionSection:
    """As `question_section`, of a product whose tally was read."""
    product_id, total = tally.product_id, tally.questions
    with translation.override(language):
        base = reverse("questions", args=[product_id])
        pagination = paginate(
            total=total, size=PAGE_SIZE, number=number, url=lambda page: f"{base}?page={page}" if page > 1 else base
        )
        first = (pagination.number - 1) * PAGE_SIZE
        return QuestionSection(
            product_id=product_id,
            count=total,
            questions=tuple(view_of(row) for row in rows_of(product_id)[first : first + PAGE_SIZE]) if total else (),
            pagination=pagination,
            ask_url=reverse("question-new", args=[product_id]),
        )


def rows_of(product_id: int) -> QuerySet[Question]:
    """Approved questions with approved answers, lazily; one query."""
    answers = Answer.objects.filter(question=OuterRef("pk"), status=Moderation.APPROVED).order_by(
        "-is_from_store", "created_at", "pk"
    )
    as_json = JSONObject(**{name: name for name in ANSWER})
    questions = Question.objects.filter(product=product_id, status=Moderation.APPROVED)
    return questions.order_by("-created_at", "-pk").annotate(shown=ArraySubquery(answers.values(as_json=as_json)))


def view_of(question: Question) -> QuestionView:
    """The question as a template wants it."""
    shown: list[dict[str, Any]] = question.shown  # type: ignore[attr-defined]
    return QuestionView(
        id=question.pk,
        text=question.text,
        author=question.author_name or _("A customer"),
        at=question.created_at,
        language=question.language,
        answers=tuple(
            AnswerView(
                row["text"],
                row["author_name"] or _("A customer"),
                datetime.fromisoformat(row["created_at"]),
                row["language"],
                row["is_from_store"],
            )
            for row in shown
        ),
        answer_url=reverse("answer-new", args=[question.pk]),
    )
