"""Shipping methods."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from commerce.kernel.translated import TranslatedField, in_language


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
