"""Price lists and prices."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from commerce.catalogue.models import Variant


class PriceList(models.Model):
    """Prices of one currency, net or gross, for some or all buyers, for ever or a while."""

    class Kind(models.TextChoices):
        BASE = "base", _("base prices")
        OWN = "own", _("own prices")
        PERCENT_OFF = "percent_off", _("percentage off the base")
        AMOUNT_OFF = "amount_off", _("amount off the base")

    class Basis(models.TextChoices):
        NET = "net", _("without tax")
        GROSS = "gross", _("with tax")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        LIVE = "live", _("live")
        ENDED = "ended", _("ended")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OWN)
    basis = models.CharField(_("prices are"), max_length=5, choices=Basis.choices)
    currency = models.CharField(_("currency"), max_length=3)
    priority = models.IntegerField(_("priority"), default=0, help_text=_("Among lists for the same buyers the higher wins."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    valid_from = models.DateTimeField(_("from"), null=True, blank=True)
    valid_until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["currency"], condition=models.Q(kind="base"), name="one_base_list_per_currency")
        ]

    def __str__(self) -> str:
        return self.name


class Price(models.Model):
    """What a variant costs in a list, from a quantity on; in the list's currency and tax basis."""

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="prices", verbose_name=_("price list"))
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="prices", verbose_name=_("variant"))
    min_quantity = models.PositiveIntegerField(_("from quantity"), default=1, validators=[MinValueValidator(1)])
    # Six places, as PrestaShop keeps them: a cable at 0.018519 a piece is sold by the hundred.
    amount = models.DecimalField(_("price"), max_digits=16, decimal_places=6, validators=[MinValueValidator(Decimal(0))])
    compare_at = models.DecimalField(
        _("former price"), max_digits=16, decimal_places=6, null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["price_list", "variant", "min_quantity"], name="one_price_per_list_variant_and_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant}: {self.amount.normalize():f} {self.price_list.currency}"

    @property
    def money(self) -> Money:
        """The amount in the list's currency."""
        return Money(self.amount, self.price_list.currency)
