"""What became of a job."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.states import JobStatus


@dataclass(frozen=True, slots=True)
class ReportView:
    """Counts with their labels, what was refused and why, whether it can go on, whether there is a file."""

    counts: tuple[tuple[str, int], ...]
    refused: tuple[tuple[str, str], ...]
    more_refused: int
    can_go_on: bool
    has_file: bool
    has_errors: bool


def report_of(job: Job) -> ReportView:
    """The report of a job that is over."""
    words = {
        "applied": _("changed"),
        "put_back": _("put back"),
        "left": _("changed since, left alone"),
        "exported": _("rows exported"),
        "new": _("new rows in the file"),
        "changed": _("changed rows in the file"),
        "unchanged": _("unchanged"),
        "errors": _("rows with errors, skipped"),
        "refused": _("refused while applying"),
    }
    counts = tuple((word, int(job.counts[name])) for name, word in words.items() if name in job.counts)
    refused = tuple((str(name), str(why)) for name, why in job.options.get("refused", {}).items())
    return ReportView(
        counts=counts,
        refused=refused[:100],
        more_refused=max(0, int(job.counts.get("refused", 0)) + int(job.counts.get("left", 0)) - len(refused[:100])),
        can_go_on=job.status == JobStatus.FAILED and bool(job.total),
        has_file=bool(job.result),
        has_errors=bool(job.differences) and bool(job.counts.get("errors")),
    )
