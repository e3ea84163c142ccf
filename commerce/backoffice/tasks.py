"""Background work of the back office."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.backoffice.bulk.run import run_bulk
from commerce.backoffice.bulk.undo import run_undo
from commerce.backoffice.jobs.retention import forget_jobs
from commerce.backoffice.sheets.run import run_apply, run_check, run_export
from sites.tenants.queues import SLOW
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.backoffice.check_sheet", lane=SLOW)
def check_sheet(job_id: int) -> None:
    """Compare an upload with what stands."""
    run_check(job_id)


@shared_task(base=StoreTask, name="commerce.backoffice.apply_sheet", lane=SLOW)
def apply_sheet(job_id: int) -> None:
    """Apply an upload."""
    run_apply(job_id)


@shared_task(base=StoreTask, name="commerce.backoffice.export_sheet", lane=SLOW)
def export_sheet(job_id: int) -> None:
    """Write an export."""
    run_export(job_id)


@shared_task(base=StoreTask, name="commerce.backoffice.change_many", lane=SLOW)
def change_many(job_id: int) -> None:
    """Change many products."""
    run_bulk(job_id)


@shared_task(base=StoreTask, name="commerce.backoffice.undo_many", lane=SLOW)
def undo_many(job_id: int) -> None:
    """Undo a change of many products."""
    run_undo(job_id)


@shared_task(base=StoreTask, name="commerce.backoffice.forget_jobs")
def forget_old_jobs() -> int:
    """Delete what is past its time."""
    return forget_jobs(at=timezone.now())


register_job(task="commerce.backoffice.forget_jobs", every=timedelta(days=1))
