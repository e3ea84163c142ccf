"""Shipments."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.orders.models import Order, OrderLine


class Shipment(models.Model):
    """A parcel that has left; the customer has been told."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments")
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=80, blank=True)
    tracking_url = models.URLField(_("tracking page"), max_length=400, blank=True)
    shipped_at = models.DateTimeField(_("shipped"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["shipped_at", "pk"]
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")

    def __str__(self) -> str:
        return f"{self.order} {self.carrier} {self.tracking_number}".strip()


class ShipmentLine(models.Model):
    """So many of an order line."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="shipped")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(quantity__gt=0), name="shipments_are_of_something")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.order_line.sku}"
