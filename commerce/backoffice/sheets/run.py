"""The background side of sheets."""

from commerce.backoffice.jobs.carry import carry_on
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.sheets.apply import apply
from commerce.backoffice.sheets.check import check
from commerce.backoffice.sheets.export import export


def run_check(job_id: int) -> None:
    """Compare an upload with what stands."""
    carry_on(job_id, JobStatus.CHECKING, check)


def run_apply(job_id: int) -> None:
    """Apply an upload, from where it stands. May run twice: a chunk is applied once."""
    carry_on(job_id, JobStatus.APPLYING, apply)


def run_export(job_id: int) -> None:
    """Write an export."""
    carry_on(job_id, JobStatus.APPLYING, export)
