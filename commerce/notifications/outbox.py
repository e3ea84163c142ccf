"""The verbs of the outbox: promise, send, send again. Why a mail survives a broker and a mail server that are away.

A mail is promised in the transaction of its event. It is sent at once by a task, and what no task has sent is sent by a
recurring job. Whoever sends claims the mail first, for longer than sending takes. A worker that dies between sending and
marking leaves a mail that is sent once more, never more than TRIES times in all.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from commerce.notifications.mails import MAILS, Mail, send_order_mail
from commerce.notifications.models import OrderMail

logger = logging.getLogger(__name__)

# 5, 10, 20 … minutes: the last try is some ten hours after the first.
TRIES = 8
FIRST_WAIT = timedelta(minutes=5)
BATCH = 200


def promise_mail(*, mail: Mail, order_id: int, shipment_id: int | None = None) -> OrderMail:
    """Write down that `mail` is to be sent. Call in the transaction of what it tells of."""
    return OrderMail.objects.create(kind=mail.template, order_id=order_id, shipment_id=shipment_id, next_try_at=timezone.now())


def mails_to_send(*, at: datetime) -> QuerySet[OrderMail]:
    """Promised, not sent, nobody's claim, not given up."""
    return OrderMail.objects.filter(sent_at=None, next_try_at__lte=at, tries__lt=TRIES)


def send_promised(*, mail_id: int, at: datetime) -> bool:
    """Send one mail, unless it was sent, is being sent or has to wait; whether it was sent now.

    A failure is kept on the row and logged; the mail waits twice as long as before, and is given up after TRIES.
    """
    promised = claim(mail_id=mail_id, at=at)
    if promised is None:
        return False
    try:
        send_order_mail(order=promised.order, mail=MAILS[promised.kind], shipment=promised.shipment)
    except Exception as error:
        promised.failure = f"{type(error).__name__}: {error}"[:300]
        promised.save(update_fields=["failure"])
        level = logging.ERROR if promised.tries >= TRIES else logging.WARNING
        logger.log(level, "The mail %s was not sent, try %s of %s", promised, promised.tries, TRIES, exc_info=True)
        return False
    promised.sent_at, promised.failure = timezone.now(), ""
    promised.save(update_fields=["sent_at", "failure"])
    return True


def claim(*, mail_id: int, at: datetime) -> OrderMail | None:
    """The mail, ours until its next try is due; None when it is not to be sent now. Two at once: one gets it."""
    found = mails_to_send(at=at).filter(pk=mail_id).first()
    if found is None:
        return None
    ours = mails_to_send(at=at).filter(pk=mail_id, tries=found.tries)
    if not ours.update(tries=F("tries") + 1, next_try_at=at + FIRST_WAIT * 2**found.tries):
        return None
    return OrderMail.objects.select_related("order", "shipment").get(pk=mail_id)


def send_what_is_left(*, at: datetime) -> int:
    """Send what no task has sent, oldest first, at most BATCH; how many were sent."""
    waiting = mails_to_send(at=at).values_list("pk", flat=True)[:BATCH]
    return sum(send_promised(mail_id=pk, at=at) for pk in list(waiting))
