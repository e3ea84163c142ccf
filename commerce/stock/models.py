"""Stock rows, reservations, movements."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Variant


class Location(models.Model):
    """A place where goods lie."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stock location")
        verbose_name_plural = _("stock locations")

    def __str__(self) -> str:
        return self.name


class StockItem(models.Model):
    """How many of a variant lie at a location. `on_hand` may be negative: that is sold and not yet come in."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="stock_items", verbose_name=_("variant"))
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="items", verbose_name=_("location"))
    on_hand = models.IntegerField(_("on hand"), default=0)
    backorder = models.BooleanField(_("sold when out of stock"), default=False)

    class Meta:
        verbose_name = _("stock")
        verbose_name_plural = _("stock")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["variant", "location"], name="one_stock_row_per_variant_and_location")
        ]

    def __str__(self) -> str:
        return f"{self.variant}: {self.on_hand}"


class Reservation(models.Model):
    """Goods promised to someone. `holder` names who ("order:42"): carts and orders stand above this floor."""

    item = models.ForeignKey(StockItem, on_delete=models.CASCADE, related_name="reservations")
    quantity = models.PositiveIntegerField()
    holder = models.CharField(max_length=40, db_index=True)
    # None: until released. Orders hold for good, carts for a while.
    expires_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "holder"], name="one_reservation_per_holder_and_row")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.item_id} for {self.holder}"


class Movement(models.Model):
    """Why `on_hand` changed: append-only, the sum of them is the stock."""

    class Reason(models.TextChoices):
        COUNT = "count", _("counted")
        IMPORT = "import", _("imported")
        SHIPMENT = "shipment", _("shipped")

    item = models.ForeignKey(StockItem, on_delete=models.CASCADE, related_name="movements")
    change = models.IntegerField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    reference = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.change:+d} {self.reason}"


class StockAlert(models.Model):
    """Somebody wants a mail when a variant can be had again. Asked for, then confirmed by a link, then sent once.

    It holds an address and nothing else of the person. What was never confirmed is deleted after a while, and whoever
    unsubscribes is deleted at once (`commerce.stock.services.alerts`).
    """

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="alerts", verbose_name=_("variant"))
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    # When the last mail asking for confirmation was promised: nobody is asked again and again.
    asked_at = models.DateTimeField(_("asked to confirm"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Whoever sends moves this on first, so that nobody else sends the same meanwhile.
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("back-in-stock alert")
        verbose_name_plural = _("back-in-stock alerts")
        # Counts are for everyone who may see alerts; whose addresses they are is not.
        permissions: ClassVar = [("see_people_stockalert", "Can see who waits for what")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["variant", "email"], name="one_open_alert", condition=models.Q(sent_at__isnull=True)
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["variant"],
                name="alerts_waiting",
                condition=models.Q(sent_at__isnull=True, confirmed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.email}"
