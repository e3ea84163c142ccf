"""The ledger."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.append_only import AppendOnly
from commerce.orders.models import AMOUNT, Order


class LedgerEntry(models.Model):
    """Money that moved for an order; never changed, never deleted. Amounts are positive, the kind says which way."""

    class Kind(models.TextChoices):
        CAPTURED = "captured", _("received")
        REFUNDED = "refunded", _("refunded")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = models.DecimalField(**AMOUNT)
    currency = models.CharField(max_length=3)
    provider = models.CharField(max_length=40)
    reference = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AppendOnly.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="entries_are_positive")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append; raises TypeError on a second save."""
        if self.pk:
            raise TypeError("Ledger entries are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Raises TypeError: entries stay."""
        raise TypeError("Ledger entries are append-only.")
