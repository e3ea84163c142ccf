"""Shipping methods, and when parcels leave."""

from datetime import time
from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from moneyed import Money
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from commerce.kernel.translated import TranslatedField, in_language
from sites.tenants.zones import known_time_zone

# An earlier migration names it here.
__all__ = ["DispatchDays", "Holiday", "ShippingMethod", "known_time_zone"]


class ShippingMethod(models.Model):
    """A way to deliver at one price, free from an order value on. Amounts are net or gross as the base prices are."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    labels = TranslatedField(_("name"))
    notes = TranslatedField(_("note"), blank=True, help_text=_("Such as “2 to 3 working days”."))
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.DecimalField(_("price"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))])
    free_from = models.DecimalField(
        _("free from"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )
    tax_class = models.SlugField(_("tax class"), max_length=40, default="standard")
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("shipping method")
        verbose_name_plural = _("shipping methods")

    def __str__(self) -> str:
        return in_language(self.labels) or self.code

    def price_for(self, goods: Money) -> Money:
        """What delivery of goods of this value costs."""
        is_free = self.free_from is not None and goods.amount >= self.free_from
        return Money(0 if is_free else self.amount, self.currency)


@register_setting(icon="date", order=200)
class DispatchDays(BaseGenericSetting):
    """When parcels leave: the days of the week, and the last moment to order on such a day, on the store's clock."""

    cut_off = models.TimeField(
        _("leaves the same day if ordered before"), default=time(15), help_text=_("On the store's own clock, such as 15:00.")
    )
    monday = models.BooleanField(_("Monday"), default=True)
    tuesday = models.BooleanField(_("Tuesday"), default=True)
    wednesday = models.BooleanField(_("Wednesday"), default=True)
    thursday = models.BooleanField(_("Thursday"), default=True)
    friday = models.BooleanField(_("Friday"), default=True)
    saturday = models.BooleanField(_("Saturday"), default=False)
    sunday = models.BooleanField(_("Sunday"), default=False)
    is_promised = models.BooleanField(
        _("tell shoppers when goods leave"), default=True, help_text=_("On the pages of products that are in stock.")
    )

    DAYS: ClassVar = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    panels: ClassVar = [
        FieldPanel("is_promised"),
        FieldPanel("cut_off"),
        MultiFieldPanel([FieldRowPanel([FieldPanel(day) for day in DAYS])], heading=_("Days on which parcels leave")),
    ]

    class Meta:
        verbose_name = _("dispatch days")
        verbose_name_plural = _("dispatch days")

    @property
    def weekdays(self) -> frozenset[int]:
        """The days on which parcels leave: 0 is Monday, 6 Sunday."""
        return frozenset(number for number, day in enumerate(self.DAYS) if getattr(self, day))


class Holiday(models.Model):
    """A day on which no parcel leaves, though its weekday says so."""

    date = models.DateField(_("date"), unique=True)
    names = TranslatedField(_("name"), blank=True, help_text=_("Such as Christmas Day; shoppers may read it."))

    class Meta:
        ordering: ClassVar = ["date"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {in_language(self.names)}".strip()
