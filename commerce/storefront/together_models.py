"""What is bought together: counted from orders every night, thrown away and made again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Product


class BoughtTogether(models.Model):
    """So many orders of the last year held both products. Each pair has two rows, one from either side."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    orders = models.PositiveIntegerField(_("orders with both"))

    class Meta:
        verbose_name = _("bought together")
        verbose_name_plural = _("bought together")
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "other"], name="one_count_per_pair")]

    def __str__(self) -> str:
        return f"{self.product_id} and {self.other_id}: {self.orders}"
