"""What bulk changes have replaced."""

from typing import ClassVar

from django.db import models

from commerce.backoffice.jobs.models import Job
from commerce.catalogue.models import Product


class Replaced(models.Model):
    """What a bulk change found in one product and what it wrote, part by part, so that it can be undone.

    What the parts are called and how their values are written is the change's own (`BulkChange.standing`): plain JSON, equal
    where nothing has changed since.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="replaced")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["job", "product"], name="replaced_once_by_a_job")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.before} → {self.after}"
