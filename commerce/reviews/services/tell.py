"""Telling who asked, once, that there is an answer."""

import logging
from datetime import datetime

from commerce.catalogue.selectors import copies_in_language
from commerce.reviews.mails import send_answered
from commerce.reviews.models import Question
from commerce.reviews.states import Moderation
from sites.content.suppliers import supply
from sites.tenants.addresses import base_url

logger = logging.getLogger(__name__)

BATCH = 200


def tell_askers(*, at: datetime, question_id: int | None = None) -> int:
    """Mail those whose approved question (only this one, if it is named) has an approved answer and who were not told yet; how
    many were told.
    """
    untold = Question.objects.filter(told_at=None, status=Moderation.APPROVED, answers__status=Moderation.APPROVED)
    if question_id is not None:
        untold = untold.filter(pk=question_id)
    waiting = untold.exclude(author_email="").distinct().order_by("pk")[:BATCH]
    return sum(tell_asker(question, at=at) for question in list(waiting))


def tell_asker(question: Question, *, at: datetime) -> bool:
    """Tell one; marked first, so that a mail is rather lost than sent twice. Whether it was sent."""
    if not Question.objects.filter(pk=question.pk, told_at=None).update(told_at=at):
        return False
    copy = copies_in_language([question.product_id], question.language).get(question.product_id)
    path = supply("product address", copy) if copy else None
    if copy is None or path is None:
        return False
    address = path if path.startswith("http") else base_url() + path
    try:
        send_answered(question=question, product_name=copy.name, address=f"{address}#questions")
    except Exception:
        logger.exception("Who asked question %s could not be told", question.pk)
        return False
    return True
