"""One piece of long work, and how far it has come."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.backoffice.jobs.states import UNDER_WAY, JobStatus

# So long after their end jobs are kept, with their files and what undoes them.
KEPT = timedelta(days=90)


def private_name(_job: "Job", name: str) -> str:
    """A name that the media address refuses to serve, and that nobody guesses."""
    return f"private/jobs/{uuid4().hex}/{name}"


class Job(models.Model):
    """An import, an export, a bulk change of the store, or the undoing of one."""

    class What(models.TextChoices):
        IMPORT = "import", _("import")
        EXPORT = "export", _("export")
        BULK = "bulk", _("bulk change")
        UNDO = "undo", _("bulk change undone")

    class Choice(models.TextChoices):
        VALID = "valid", _("apply what is valid, skip the rows with errors")
        ALL = "all", _("all or nothing")

    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    # A sheet ("prices") or a bulk change ("brand").
    kind = models.CharField(_("kind"), max_length=30)
    status = models.CharField(_("status"), max_length=10, choices=JobStatus.choices, default=JobStatus.CHECKING)
    choice = models.CharField(_("with errors"), max_length=5, choices=Choice.choices, default=Choice.VALID)
    title = models.CharField(_("title"), max_length=255)
    # What came in: the uploaded file, or the ids of the products to change.
    source = models.FileField(upload_to=private_name, max_length=255, blank=True)
    # One line a row, what would change.
    differences = models.FileField(upload_to=private_name, max_length=255, blank=True)
    # What came out: the exported file.
    result = models.FileField(upload_to=private_name, max_length=255, blank=True)
    # The bulk change that this one puts back.
    undoes = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    # How many rows of the present step are dealt with; while applying they are committed together with the changes.
    position = models.PositiveIntegerField(default=0)
    failure = models.TextField(_("failure"), blank=True)
    cancel_asked = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    # When it last gave a sign of life.
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        # One that was stopped half-way may be begun again.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["undoes"], condition=~models.Q(status=JobStatus.CANCELLED), name="undone_once")
        ]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether something is happening to it in the background."""
        return self.status in UNDER_WAY

    @property
    def kept_until(self) -> datetime:
        """When it is forgotten; what is under way is not."""
        return (self.finished_at or self.beat_at or self.created_at) + KEPT

    @property
    def percent(self) -> int:
        """How far the present step is, 0 to 100."""
        return min(100, self.position * 100 // self.total) if self.total else 0
