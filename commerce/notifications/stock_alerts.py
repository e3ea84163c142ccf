"""Mails about back-in-stock alerts: the question whether it was really you, and the news, once."""

import logging
from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commerce.catalogue.selectors import copies_in_language
from commerce.stock.models import StockAlert
from commerce.stock.services.alerts import (
    alerts_due,
    claim_alert,
    claim_confirmation,
    confirmations_due,
    note_asked,
    note_sent,
)
from commerce.storefront.alerts import CONFIRM, STOP, alert_url
from commerce.storefront.context import shop_view
from commerce.storefront.links import product_url
from sites.content.settings import StoreIdentity
from sites.tenants.addresses import base_url

logger = logging.getLogger(__name__)


def send_confirmation(*, alert_id: int, at: datetime) -> bool:
    """Ask whoever asked whether it was them, unless they were asked, are being asked or have confirmed meanwhile; whether a mail
    left now. A failure is tried again, as that of an alert is.
    """
    alert = claim_confirmation(alert_id=alert_id, at=at)
    if alert is None or not leaves(alert, "confirm_alert", gettext_lazy("Please confirm: %(name)s")):
        return False
    note_asked(alert=alert)
    return True


def send_confirmations(*, at: datetime) -> int:
    """Ask everybody whom no task has asked; how many were asked."""
    return sum(send_confirmation(alert_id=pk, at=at) for pk in confirmations_due(at=at))


def send_alert(*, alert_id: int, at: datetime) -> bool:
    """Tell one person that it is back, unless they were told, are being told or have to wait; whether they were told now.

    Whoever sends claims the alert first: a worker that dies between sending and noting it sends once more, never more than
    TRIES times in all (`commerce.stock.services.alerts`).
    """
    alert = claim_alert(alert_id=alert_id, at=at)
    if alert is None or not leaves(alert, "back_in_stock", gettext_lazy("%(name)s can be ordered")):
        return False
    note_sent(alert=alert, at=timezone.now())
    return True


def send_alerts(*, at: datetime, product_ids: list[int] | None = None) -> int:
    """Tell everybody who waits for something that can be bought now; how many were told."""
    return sum(send_alert(alert_id=pk, at=at) for pk in alerts_due(at=at, product_ids=product_ids))


def leaves(alert: StockAlert, template: str, subject: Promise) -> bool:
    """Whether a mail of this kind was sent, in the language of whoever asked; what kept it is logged."""
    try:
        with translation.override(alert.language):
            compose(alert, template, subject=str(subject)).send()
    except Exception:
        logger.warning("The mail %s of alert %s was not sent, try %s", template, alert.pk, alert.tries, exc_info=True)
        return False
    return True


def compose(alert: StockAlert, template: str, *, subject: str) -> EmailMultiAlternatives:
    """The message in the active language, text and HTML in the store's look, not sent yet."""
    identity, shop = StoreIdentity.objects.first() or StoreIdentity(), shop_view()
    variant, language = alert.variant, alert.language
    copy = copies_in_language([variant.product_id], language).get(variant.product_id)
    name = copy.name if copy else variant.product.name
    stop = base_url() + alert_url(alert, purpose=STOP)
    context: dict[str, Any] = {
        "shop": shop,
        "base_url": base_url(),
        "name": name,
        "options": variant.label(),
        "product_url": f"{base_url()}{product_url(copy.slug)}?variant={variant.pk}" if copy else base_url(),
        "confirm_url": base_url() + alert_url(alert, purpose=CONFIRM),
        "stop_url": stop,
    }
    message = EmailMultiAlternatives(
        subject=" ".join((subject % {"name": name}).split()),
        body=render_to_string(f"shop/mail/{template}.txt", context),
        to=[alert.email],
        reply_to=[identity.email] if identity.email else None,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    message.attach_alternative(render_to_string(f"shop/mail/{template}.html", context), "text/html")
    return message
