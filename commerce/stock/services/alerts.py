"""Telling people that something is back: they ask, confirm by a link, and get one mail.

Whoever asks gets the same answer, whether the address is known, confirmed or new: it says nothing about anybody.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from commerce.catalogue.models import Variant
from commerce.kernel.events import StockAlertAsked, publish
from commerce.stock.models import StockAlert
from commerce.stock.selectors import NOTHING, availability

# Nobody is asked to confirm the same again within this time, however often the form is sent.
ASK_AGAIN = timedelta(hours=12)
# What nobody confirmed is forgotten; what was sent is kept a while, so that it can be seen what was.
KEEP_UNCONFIRMED, KEEP_SENT = timedelta(days=7), timedelta(days=90)
# 5, 10, 20, 40 minutes.
TRIES = 5
FIRST_WAIT = timedelta(minutes=5)
BATCH = 200


@transaction.atomic
def ask_for_alert(*, variant: Variant, email: str, language: str, at: datetime) -> StockAlert:
    """Note that `email` wants to know, in `language`. A mail asking for confirmation leaves after the commit, unless the
    alert is confirmed already or was asked for a moment ago. Nothing else is ever mailed to an address that did not confirm.
    """
    address = email.strip().lower()
    StockAlert.objects.bulk_create([StockAlert(variant=variant, email=address, language=language)], ignore_conflicts=True)
    alert = StockAlert.objects.select_for_update().get(variant=variant, email=address, sent_at=None)
    lately = alert.asked_at is not None and alert.asked_at > at - ASK_AGAIN
    if alert.confirmed_at is None and not lately:
        alert.asked_at, alert.language = at, language
        alert.next_try_at, alert.tries = at, 0
        alert.save(update_fields=["asked_at", "language", "next_try_at", "tries"])
        publish(StockAlertAsked(alert.pk))
    return alert


@transaction.atomic
def confirm_alert(*, alert_id: int, at: datetime) -> StockAlert | None:
    """The link of the mail was followed: from now on the alert counts. None where there is no such alert any more."""
    alert = StockAlert.objects.select_for_update().filter(pk=alert_id).first()
    if alert is not None and alert.confirmed_at is None:
        alert.confirmed_at = alert.next_try_at = at
        alert.tries = 0
        alert.save(update_fields=["confirmed_at", "next_try_at", "tries"])
    return alert


def forget_alert(*, alert_id: int) -> bool:
    """Nothing more to this address about this variant, and the address is deleted; whether there was one."""
    return StockAlert.objects.filter(pk=alert_id).delete()[0] > 0


def waiting(*, at: datetime) -> Q:
    """Confirmed, not sent, nobody's claim, not given up."""
    return Q(confirmed_at__isnull=False, sent_at=None, next_try_at__lte=at, tries__lt=TRIES)


def unasked(*, at: datetime) -> Q:
    """Asked for, and the mail that asks for confirmation has not left: nobody's claim, not given up."""
    return Q(confirmed_at=None, sent_at=None, next_try_at__lte=at, tries__lt=TRIES)


def confirmations_due(*, at: datetime) -> list[int]:
    """The ids of alerts whose asker is still to be asked for confirmation, oldest first, at most BATCH."""
    return list(StockAlert.objects.filter(unasked(at=at)).order_by("pk").values_list("pk", flat=True)[:BATCH])


def alerts_due(*, at: datetime, product_ids: Iterable[int] | None = None) -> list[int]:
    """The ids of alerts whose variant can be bought now, oldest first, at most BATCH; of these products, or of all."""
    alerts = StockAlert.objects.filter(waiting(at=at), variant__is_active=True).select_related("variant__product")
    if product_ids is not None:
        alerts = alerts.filter(variant__product__in=list(product_ids))
    sold = [alert for alert in alerts.order_by("pk") if alert.variant.product.is_sold]
    stocks = availability({alert.variant_id for alert in sold})
    return [alert.pk for alert in sold if stocks.get(alert.variant_id, NOTHING).covers(1)][:BATCH]


def claim_alert(*, alert_id: int, at: datetime) -> StockAlert | None:
    """The alert, ours until its next try is due; None when it is not to be sent now. Two at once: one gets it."""
    return _claim(alert_id, waiting(at=at), at=at)


def claim_confirmation(*, alert_id: int, at: datetime) -> StockAlert | None:
    """As `claim_alert`, for the mail that asks for confirmation."""
    return _claim(alert_id, unasked(at=at), at=at)


def _claim(alert_id: int, due: Q, *, at: datetime) -> StockAlert | None:
    found = StockAlert.objects.filter(due, pk=alert_id).first()
    if found is None:
        return None
    ours = StockAlert.objects.filter(due, pk=alert_id, tries=found.tries)
    if not ours.update(tries=F("tries") + 1, next_try_at=at + FIRST_WAIT * 2**found.tries):
        return None
    return StockAlert.objects.select_related("variant__product").get(pk=alert_id)


def note_asked(*, alert: StockAlert) -> None:
    """The mail that asks for confirmation has left: nothing more is sent before the alert is confirmed."""
    StockAlert.objects.filter(pk=alert.pk, confirmed_at=None).update(next_try_at=None)


def note_sent(*, alert: StockAlert, at: datetime) -> None:
    """The mail has left: this alert is done."""
    StockAlert.objects.filter(pk=alert.pk).update(sent_at=at)


def forget_old_alerts(*, at: datetime) -> int:
    """Delete what nobody confirmed within a week, and what was sent three months ago; how many."""
    unconfirmed = Q(confirmed_at=None, created_at__lt=at - KEEP_UNCONFIRMED)
    return StockAlert.objects.filter(unconfirmed | Q(sent_at__lt=at - KEEP_SENT)).delete()[0]
