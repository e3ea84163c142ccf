"""Questions about a product, and answers."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.catalogue.models import Product
from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Answer, Question
from commerce.reviews.services.moderate import approve
from commerce.reviews.services.submit import Author, look_at
from commerce.reviews.spam import mark_of
from commerce.reviews.states import Moderation


@transaction.atomic
def ask(*, product: Product, author: Author, text: str, at: datetime) -> Question:
    """Keep a question, waiting to be read by staff."""
    looks = look_at(text)
    return Question.objects.create(
        product=product,
        language=author.language,
        author_name=author.name,
        author_email=author.email,
        text=text,
        text_mark=mark_of(text),
        spam_score=looks.points,
        spam_reasons=list(looks.reasons),
        created_at=at,
    )


@transaction.atomic
def answer(*, question: Question, text: str, at: datetime, author: Author | None = None, by: Any = None) -> Answer:
    """Answer a question: staff (`by`) at once, and a waiting question is approved with it; a shopper (`author`) has to wait.

    Raises NotAllowed where a shopper answers what is not public, and where staff answer what was rejected.
    """
    question = Question.objects.select_for_update().get(pk=question.pk)
    if question.status == Moderation.REJECTED or (by is None and not question.is_approved):
        raise NotAllowed(_("This question cannot be answered."))
    looks = look_at(text) if by is None else None
    given = Answer.objects.create(
        question=question,
        is_from_store=by is not None,
        by=by,
        language=author.language if author else question.language,
        author_name=author.name if author else "",
        author_email=author.email if author else "",
        text=text,
        text_mark=mark_of(text),
        spam_score=looks.points if looks else 0,
        spam_reasons=list(looks.reasons) if looks else [],
        created_at=at,
    )
    if by is not None:
        if not question.is_approved:
            approve(entry=question, at=at, by=by)
        given = approve(entry=given, at=at, by=by)  # type: ignore[assignment]
    return given
