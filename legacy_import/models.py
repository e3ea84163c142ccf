"""What came from where, and how each run went."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# Rows of these kinds hold the old id of what an inactive product was replaced by.
REPLACEMENTS = {"product": "instead_product", "category": "instead_category"}


class LegacyId(models.Model):
    """A record of the old shop and our row made of it. Kept for good: redirects, orders and later runs need it."""

    kind = models.CharField(max_length=20)
    legacy_id = models.BigIntegerField()
    object_id = models.BigIntegerField()
    # What the record said when it was last imported; an equal one is not written again, so edits made here stay.
    fingerprint = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "legacy_id"], name="one_row_per_legacy_record")]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="legacy_by_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.legacy_id}"


class ImportRun(models.Model):
    """One run of the importer."""

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    source = models.CharField(_("source"), max_length=300)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.RUNNING)
    dry_run = models.BooleanField(_("dry run"), default=False)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        ordering: ClassVar = ["-started_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"
