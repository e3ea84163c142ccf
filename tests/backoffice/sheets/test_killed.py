"""A job whose worker was killed says so, and goes on where it stopped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.backoffice.jobs.models import Job
from commerce.backoffice.sheets import apply as applying
from commerce.backoffice.sheets.run import run_apply
from commerce.stock.models import Movement, StockItem
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import job_of, send
from tests.backoffice.staff import staff
from tests.shop import sell


class Killed(BaseException):
    """No handler sees it, as none sees a worker that is killed."""


def test_a_killed_job_goes_on_where_it_stopped_and_applies_nothing_twice(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = staff(acme)
    with in_store(acme):
        for number in range(5):
            sell(f"S{number}", stock=10)
    send(owner, "stock", [["sku", "on_hand"], *[[f"S{number}", "3"] for number in range(5)]])
    monkeypatch.setattr(applying, "CHUNK", 2)
    shown: list[int] = []

    def die_at_the_second(ids: object) -> None:
        shown.append(1)
        if len(shown) == 3:
            raise Killed

    monkeypatch.setattr(applying, "show", die_at_the_second)
    job = job_of(acme)
    with in_store(acme), pytest.raises(Killed):
        Job.objects.filter(pk=job.pk).update(status="applying")
        run_apply(job.pk)
    with in_store(acme):
        assert (job_of(acme).status, job_of(acme).position) == ("applying", 4)
        assert StockItem.objects.filter(on_hand=3).count() == 4
        Job.objects.update(beat_at=timezone.now() - timedelta(minutes=6))
        movements = Movement.objects.count()
    page = owner.get(f"/admin/jobs/{job.pk}/").content.decode()
    assert "4 of 5 were applied." in page
    assert job_of(acme).status == "failed"
    owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "valid"})
    job = job_of(acme)
    assert (job.status, job.counts["applied"]) == ("done", 5)
    with in_store(acme):
        assert StockItem.objects.filter(on_hand=3).count() == 5
        assert Movement.objects.count() == movements + 1


def test_a_task_that_comes_twice_changes_nothing_the_second_time(acme: Store) -> None:
    owner = staff(acme)
    with in_store(acme):
        sell("A")
    send(owner, "stock", [["sku", "on_hand"], ["A", "3"]])
    job = job_of(acme)
    owner.post(f"/admin/jobs/{job.pk}/apply/", {"choice": "valid"})
    with in_store(acme):
        movements = Movement.objects.count()
        run_apply(job.pk)
        assert Movement.objects.count() == movements
    assert job_of(acme).status == "done"
