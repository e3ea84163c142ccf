"""Telling who asked, once, that there is an answer."""

import logging
from datetime import datetime, timedelta

from django.core.cache import cache

from commerce.catalogue.selectors import copies_in_language
from commerce.reviews.mails import send_answered
from commerce.reviews.models import Question
from commerce.reviews.states import Moderation
from sites.content.suppliers import supply
from sites.tenants.addresses import base_url

logger = logging.getLogger(__name__)

BATCH = 200
# 5, 10, 20 … minutes: the last try is some ten hours after the first.
TRIES = 8
FIRST_WAIT = timedelta(minutes=5)
# As long as failures are counted.
COUNTED = timedelta(days=2)


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
    """Tell one; marked first, so that two who tell at once send one mail. Whether it was sent.

    A mail server that refuses takes the mark away again: the job tries once more after a while, and gives up after TRIES. How
    often it was is counted in the cache; should that forget, it is tried more often.
    """
    name = f"reviews.untold.{question.pk}"
    tries, next_at = cache.get(name, (0, at))
    if next_at > at:
        return False
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
        tries += 1
        level = logging.ERROR if tries >= TRIES else logging.WARNING
        logger.log(level, "Who asked question %s was not told, try %s of %s", question.pk, tries, TRIES, exc_info=True)
        if tries < TRIES:
            cache.set(name, (tries, at + FIRST_WAIT * 2 ** (tries - 1)), COUNTED.total_seconds())
            Question.objects.filter(pk=question.pk).update(told_at=None)
        return False
    return True
