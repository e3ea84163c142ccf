"""The background side of every job: whatever happens, the job says so."""

import logging
from collections.abc import Callable

from django.utils.translation import gettext as _

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.jobs.running import Cancelled, end
from commerce.backoffice.jobs.states import UNDER_WAY, JobStatus

logger = logging.getLogger(__name__)


class Refused(Exception):
    """A job cannot go on, for a reason that a person can do something about. `message` says which."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def carry_on(job_id: int, status: str, step: Callable[[Job], None]) -> None:
    """Do the step of a job that is in `status`, and end the job where it goes wrong. A job in another state is left alone,
    so a task may come twice.
    """
    job = Job.objects.filter(pk=job_id, status=status).first()
    if job is None:
        return
    try:
        step(job)
    except Cancelled:
        finish(job_id, JobStatus.CANCELLED, "")
    except Refused as refused:
        finish(job_id, JobStatus.FAILED, refused.message)
    except Exception:
        logger.exception("Job %s failed", job_id)
        finish(job_id, JobStatus.FAILED, _("Something went wrong on our side. What was applied until then stays applied."))


def finish(job_id: int, status: str, failure: str) -> None:
    """End a job, unless it is over already or somebody else has taken it on."""
    job = Job.objects.get(pk=job_id)
    if job.status in UNDER_WAY:
        end(job, status, failure=failure)
