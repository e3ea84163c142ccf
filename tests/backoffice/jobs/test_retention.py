"""Jobs are forgotten ninety days after their end: rows, files and what undoes them, in their own store."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from commerce.backoffice.jobs import retention
from commerce.backoffice.jobs.models import KEPT, Job
from commerce.backoffice.jobs.retention import forget_jobs
from commerce.backoffice.jobs.states import JobStatus
from commerce.backoffice.models import Replaced
from commerce.backoffice.tasks import forget_old_jobs
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.schedule import registered_jobs
from tests.backoffice.bulk.test_undo import change, goods, undo
from tests.backoffice.sheets.sending import bring_in
from tests.backoffice.staff import staff

PRICES = [["sku", "price"], ["A", "12.00"]]


def age(job: Job, days: int, **values: Any) -> None:
    """Let the job have ended so many days ago."""
    then = timezone.now() - timedelta(days=days)
    Job.objects.filter(pk=job.pk).update(created_at=then, beat_at=then, finished_at=then, **values)


def test_an_import_is_forgotten_with_its_files_in_its_own_store(acme: Store, bolt: Store) -> None:
    names: dict[str, list[str]] = {}
    for store in (acme, bolt):
        goods(store)
        job = bring_in(staff(store), store, "prices", PRICES)
        with in_store(store):
            names[store.name] = [file.name for field in retention.FILES if (file := getattr(job, field))]
            assert len(names[store.name]) == 2
            age(job, KEPT.days + 1)
    with in_store(acme):
        assert forget_old_jobs() == 1
        assert not Job.objects.exists()
        assert not any(default_storage.exists(name) for name in names[acme.name])
        folder = default_storage.path(names[acme.name][0].rpartition("/")[0])
        assert not default_storage.exists(folder.removeprefix(default_storage.location).lstrip("/"))
    with in_store(bolt):
        assert Job.objects.count() == 1
        assert all(default_storage.exists(name) for name in names[bolt.name])


@pytest.mark.parametrize(
    ("status", "days", "stays"),
    [
        (JobStatus.DONE, KEPT.days - 1, True),
        (JobStatus.DONE, KEPT.days + 1, False),
        (JobStatus.FAILED, KEPT.days + 1, False),
        (JobStatus.CANCELLED, KEPT.days + 1, False),
        (JobStatus.READY, KEPT.days + 1, False),
        (JobStatus.APPLYING, KEPT.days + 1, True),
        (JobStatus.CHECKING, KEPT.days + 1, True),
    ],
)
def test_what_is_young_or_under_way_stays(acme: Store, bolt: Store, status: str, days: int, stays: bool) -> None:
    with in_store(acme):
        job = Job.objects.create(what=Job.What.EXPORT, kind="prices", title="prices.csv")
        age(job, days, status=status)
        assert forget_jobs(at=timezone.now()) == (not stays)
        assert Job.objects.exists() == stays


def test_a_change_can_be_undone_as_long_as_it_is_kept(acme: Store, bolt: Store) -> None:
    ids = goods(acme)
    owner = staff(acme)
    job = change(owner, acme, "status", ids, status="hidden")
    with in_store(acme):
        age(job, KEPT.days - 1)
        assert forget_jobs(at=timezone.now()) == 0
        assert "Possible until" in owner.get(f"/admin/jobs/{job.pk}/").content.decode()
        age(job, KEPT.days + 1)
        assert forget_jobs(at=timezone.now()) == 1
        assert not Replaced.objects.exists()
    assert owner.get(f"/admin/jobs/{job.pk}/undo/").status_code == 404


def test_what_was_undone_keeps_its_report_and_no_longer_what_it_replaced(acme: Store, bolt: Store) -> None:
    ids = goods(acme)
    owner = staff(acme)
    job = change(owner, acme, "status", ids, status="hidden")
    undoing = undo(owner, acme, job)
    with in_store(acme):
        assert undoing.status == JobStatus.DONE
        age(job, KEPT.days + 1)
        assert forget_jobs(at=timezone.now()) == 0
        assert not Replaced.objects.exists()
        assert Job.objects.count() == 2
        age(undoing, KEPT.days + 1)
        assert forget_jobs(at=timezone.now()) == 2
        assert not Job.objects.exists()


def test_many_rows_are_dropped_part_by_part(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    ids = goods(acme)
    job = change(staff(acme), acme, "status", ids, status="hidden")
    with in_store(acme):
        assert Replaced.objects.count() == 3
        age(job, KEPT.days + 1)
        assert forget_jobs(at=timezone.now()) == 1
        assert not Replaced.objects.exists()


def test_a_file_that_cannot_be_removed_keeps_nothing_back(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str) -> None:
        raise OSError("disk")

    with in_store(acme):
        job = Job(what=Job.What.EXPORT, kind="prices", title="prices.csv", status=JobStatus.DONE)
        job.result.save("prices.csv", ContentFile(b"sku"), save=False)
        job.save()
        age(job, KEPT.days + 1)
        monkeypatch.setattr(retention.default_storage, "delete", refuse)
        assert forget_jobs(at=timezone.now()) == 1
        assert not Job.objects.exists()


def test_every_store_does_so_each_night() -> None:
    assert registered_jobs()["commerce.backoffice.forget_jobs"].every == timedelta(days=1)
