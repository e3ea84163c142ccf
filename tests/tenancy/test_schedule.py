"""One beat for all stores: what is due is sent once, to live stores only."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sites.tenants import schedule
from sites.tenants.context import in_store
from sites.tenants.jobs import COMMANDS
from sites.tenants.models import Store, StoreJob
from sites.tenants.schedule import plan_new_stores, registered_jobs, run_due_jobs, take_due_batch
from tests.tenancy.jobs import where_am_i

NAME = where_am_i.name


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """(store id, task) of what is sent, instead of running it; one job for all stores."""
    kept: list[tuple[str, str]] = []

    def keep(args: Any = None, kwargs: Any = None, **options: Any) -> None:
        kept.append((options["headers"]["uplink_store"], NAME))
        assert 0 <= options["countdown"] <= schedule.JITTER_SECONDS

    monkeypatch.setattr(where_am_i, "apply_async", keep)
    monkeypatch.setattr(schedule, "_jobs", {NAME: schedule.Job(task=NAME, every=timedelta(hours=1))})
    return kept


def test_due_work_is_sent_once_to_each_store_and_twice_is_not_double(acme: Store, bolt: Store, sent: list[Any]) -> None:
    assert run_due_jobs.apply().get() == 2
    assert sorted(sent) == sorted([(acme.code, NAME), (bolt.code, NAME)])
    assert run_due_jobs.apply().get() == 0
    assert len(sent) == 2
    assert StoreJob.objects.filter(next_run_at__gt=timezone.now() + timedelta(minutes=59)).count() == 2


def test_work_is_due_again_when_its_time_has_come(acme: Store, bolt: Store, sent: list[Any]) -> None:
    run_due_jobs()
    StoreJob.objects.filter(store=acme).update(next_run_at=timezone.now() - timedelta(seconds=1))
    run_due_jobs()
    assert [code for code, _task in sent].count(acme.code) == 2
    assert [code for code, _task in sent].count(bolt.code) == 1


@pytest.mark.parametrize("status", ["suspended", "failed", "archived", "making"])
def test_only_live_stores_are_sent_work(acme: Store, bolt: Store, sent: list[Any], status: str) -> None:
    plan_new_stores(now=timezone.now())
    bolt.status = status
    bolt.save()
    run_due_jobs()
    assert sent == [(acme.code, NAME)]


def test_a_job_that_is_no_longer_registered_is_left_alone(acme: Store, bolt: Store, sent: list[Any]) -> None:
    StoreJob.objects.create(store=acme, job="gone.with.an.app", next_run_at=timezone.now())
    assert run_due_jobs() == 2


def test_a_batch_is_bounded_and_all_is_sent_all_the_same(
    acme: Store, bolt: Store, sent: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "BATCH", 1)
    plan_new_stores(now=timezone.now())
    assert len(take_due_batch(now=timezone.now())) == 1
    assert run_due_jobs() == 1
    assert len(sent) == 1


def test_each_store_runs_its_own_housekeeping(acme: Store, bolt: Store) -> None:
    assert {f"sites.tenants.command.{command}" for command in COMMANDS} <= set(registered_jobs())
    run_due_jobs()
    for store in (acme, bolt):
        assert set(StoreJob.objects.filter(store=store).values_list("job", flat=True)) == set(registered_jobs())


def test_a_scheduled_page_goes_live_in_its_own_store_only(acme: Store, bolt: Store) -> None:
    from sites.content.pages import StandardPage

    for store in (acme, bolt):
        with in_store(store):
            page = StandardPage.objects.order_by("pk").first()
            assert page is not None
            page.unpublish()
    with in_store(acme):
        page = StandardPage.objects.order_by("pk").first()
        assert page is not None
        page.go_live_at = timezone.now() - timedelta(minutes=1)
        page.save_revision(approved_go_live_at=page.go_live_at)
    run_due_jobs()
    live = []
    for store in (acme, bolt):
        with in_store(store):
            live.append(StandardPage.objects.order_by("pk").first().live)  # type: ignore[union-attr]
    assert live == [True, False]
