"""The outbox: mails that were promised, in the same transaction as what they tell of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.fulfilment.models import Shipment
from commerce.orders.models import Order


class OrderMail(models.Model):
    """A mail about an order. It holds no address and no text: both are read from the order when it is sent."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=40)
    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(_("promised"), auto_now_add=True)
    # Whoever sends moves this on first, so that nobody else sends the same meanwhile.
    next_try_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failure = models.CharField(_("failure"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="mails_to_send", condition=models.Q(sent_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.order_id}"
