"""Tax classes and rates."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class TaxClass(ClusterableModel):
    """How goods are taxed: standard, reduced, zero. Products name it by its code."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("tax class")
        verbose_name_plural = _("tax classes")

    def __str__(self) -> str:
        return self.name


class TaxRate(models.Model):
    """The rate of a class in a country, from a day on; the latest day that has come counts."""

    tax_class = ParentalKey(TaxClass, on_delete=models.CASCADE, related_name="rates")
    country = models.CharField(_("country"), max_length=2)
    rate = models.DecimalField(
        _("rate in percent"), max_digits=6, decimal_places=3, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    valid_from = models.DateField(_("from"), default="2000-01-01")

    class Meta:
        ordering = ["country", "-valid_from"]
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tax_class", "country", "valid_from"], name="one_rate_per_class_country_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.rate.normalize():f} %"
