"""Tasks carry their store and fail closed."""

from pathlib import Path
from typing import Any

import pytest
from celery import chain, current_app, group
from django.db import connection, transaction
from wagtail.models import ReferenceIndex

from sites.content.images import StoreImage
from sites.content.pages import HomePage, StandardPage
from sites.tenants.background import CeleryTaskBackend, pack, run_job, run_task, unpack
from sites.tenants.context import active_store, in_store, on_platform
from sites.tenants.models import Store
from sites.tenants.tasks import HEADER, StoreMissing, StoreTask
from sites.tenants.theming import BASE
from tests.tenancy.jobs import breaks, on_the_platform, where_am_i
from tests.tenancy.pictures import picture


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Where tasks write."""
    return tmp_path / "notes"


def lines(notes: Path) -> list[str]:
    """What was written."""
    return notes.read_text().splitlines() if notes.exists() else []


def test_a_task_runs_in_the_store_that_sent_it(acme: Store, bolt: Store, notes: Path) -> None:
    for store in (acme, bolt):
        with in_store(store):
            where_am_i.delay(str(notes))
    assert lines(notes) == [f":{acme.code}:acme", f":{bolt.code}:bolt"]


def test_a_task_sent_from_elsewhere_with_a_header_runs_there_and_gives_the_caller_back_theirs(
    acme: Store, bolt: Store, notes: Path
) -> None:
    with in_store(bolt):
        where_am_i.apply_async((str(notes),), headers={HEADER: acme.code})
        assert active_store() == bolt
    assert lines(notes) == [f":{acme.code}:acme"]


def test_the_caller_is_back_in_its_store_after_a_failure_too(acme: Store, bolt: Store) -> None:
    with in_store(bolt):
        with pytest.raises(ZeroDivisionError):
            breaks.apply_async(headers={HEADER: acme.code})
        assert active_store() == bolt


@pytest.mark.parametrize("send", ["delay", "apply_async", "apply", "chain", "group", "signature"])
def test_every_way_of_sending_keeps_the_store(bolt: Store, notes: Path, send: str) -> None:
    path = str(notes)
    ways: dict[str, Any] = {
        "delay": lambda: where_am_i.delay(path),
        "apply_async": lambda: where_am_i.apply_async((path,)),
        "apply": lambda: where_am_i.apply((path,)),
        "chain": lambda: chain(where_am_i.si(path), where_am_i.si(path)).apply_async(),
        "group": lambda: group(where_am_i.si(path), where_am_i.si(path)).apply_async(),
        "signature": lambda: where_am_i.s(path).delay(),
    }
    with in_store(bolt):
        ways[send]()
        assert active_store() == bolt
    assert set(lines(notes)) == {f":{bolt.code}:bolt"}
    assert len(lines(notes)) == (2 if send in ("chain", "group") else 1)


def test_a_task_without_a_store_fails_and_touches_nothing(db: None, notes: Path) -> None:
    with pytest.raises(StoreMissing, match="does not exist"):
        where_am_i.delay(str(notes))
    assert lines(notes) == []
    assert active_store() is None


@pytest.mark.parametrize("code", ["nonesuch", "", "platform"])
def test_a_task_for_a_store_that_is_no_more_fails_and_touches_nothing(acme: Store, notes: Path, code: str) -> None:
    with in_store(acme):
        with pytest.raises(StoreMissing):
            where_am_i.apply_async((str(notes),), headers={HEADER: code})
        assert active_store() == acme
    assert lines(notes) == []


@pytest.mark.parametrize("status", ["suspended", "failed", "archived"])
def test_a_task_for_a_store_that_is_not_open_fails_and_touches_nothing(bolt: Store, notes: Path, status: str) -> None:
    bolt.status = status
    bolt.save()
    with pytest.raises(StoreMissing, match=r"for Bolt, which is"):
        where_am_i.apply_async((str(notes),), headers={HEADER: bolt.code})
    assert lines(notes) == []


def test_a_task_of_a_store_that_is_being_made_runs(bolt: Store, notes: Path) -> None:
    bolt.status = Store.Status.MAKING
    bolt.save()
    where_am_i.apply_async((str(notes),), headers={HEADER: bolt.code})
    assert lines(notes) == [f":{bolt.code}:bolt"]


def test_a_platform_task_runs_in_public_wherever_it_is_sent(acme: Store, notes: Path) -> None:
    with in_store(acme):
        on_the_platform.delay(str(notes))
        assert active_store() == acme
    assert lines(notes) == [":None:public"]


def test_every_task_of_ours_is_a_store_task() -> None:
    ours = [
        task
        for name, task in current_app.tasks.items()
        if name.startswith(("sites.", "commerce.", "pricing.", "legacy_import."))
    ]
    assert len(ours) > 5
    assert [task.name for task in ours if not isinstance(task, StoreTask)] == []


def test_work_sent_in_a_transaction_leaves_with_the_commit_and_not_at_all_without(acme: Store, notes: Path) -> None:
    with in_store(acme):
        with transaction.atomic():
            transaction.on_commit(lambda: where_am_i.delay(str(notes)))
            assert lines(notes) == []
        assert lines(notes) == [f":{acme.code}:acme"]
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            transaction.on_commit(lambda: where_am_i.delay(str(notes)))
            raise ZeroDivisionError
    assert len(lines(notes)) == 1


class Worker:
    """A queue that a worker of another place empties later: what was sent is run from `public`, by its header alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[tuple[Any, Any, Any, Any]] = []
        for task in (run_task, run_job):
            monkeypatch.setattr(task, "apply_async", self.keeper(task))

    def keeper(self, task: Any) -> Any:
        """As StoreTask.apply_async, but kept."""

        def keep(args: Any = None, kwargs: Any = None, **options: Any) -> None:
            store = active_store()
            self.sent.append((task, args, kwargs, store.code if store else "platform"))

        return keep

    def run(self) -> None:
        """Run what was sent."""
        while self.sent:
            task, args, kwargs, code = self.sent.pop(0)
            with on_platform():
                task.apply(args, kwargs, headers={HEADER: code})


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker of another place."""
    return Worker(monkeypatch)


def test_deleting_a_picture_through_a_worker_leaves_the_other_stores_file(acme: Store, bolt: Store, worker: Worker) -> None:
    files = {}
    for store in (acme, bolt):
        with in_store(store):
            files[store.schema_name] = picture("same", pk=900).file
    worker.run()
    with in_store(acme):
        StoreImage.objects.get(pk=900).delete()
    with in_store(bolt):
        worker.run()
        assert files["bolt"].storage.exists(files["bolt"].name)
        assert StoreImage.objects.filter(pk=900).exists()
    with in_store(acme):
        assert not files["acme"].storage.exists(files["acme"].name)


def test_the_reference_index_is_built_by_a_worker_in_its_own_store(acme: Store, bolt: Store, worker: Worker) -> None:
    counts = {}
    for store in (acme, bolt):
        with in_store(store):
            counts[store.schema_name] = ReferenceIndex.objects.count()
    with in_store(acme):
        home = HomePage.objects.first()
        assert home is not None
        ReferenceIndex.objects.all().delete()
        home.save()
    worker.run()
    with in_store(acme):
        assert set(ReferenceIndex.objects.values_list("object_id", flat=True)) <= {str(home.pk)}
    with in_store(bolt):
        assert ReferenceIndex.objects.count() == counts["bolt"]


def test_our_backend_is_the_one_wagtail_uses() -> None:
    from django_tasks import task_backends
    from wagtail_localize.tasks import background

    assert isinstance(task_backends["default"], CeleryTaskBackend)
    assert type(background).__module__ == "sites.tenants.background"


def test_translating_a_page_through_a_worker_makes_it_in_its_own_store(acme: Store, bolt: Store, worker: Worker) -> None:
    from wagtail.models import Locale
    from wagtail_localize.tasks import background

    before = {}
    for store in (acme, bolt):
        with in_store(store):
            before[store.schema_name] = StandardPage.objects.count()
    with in_store(acme):
        page = StandardPage.objects.filter(locale=Locale.get_default()).first()
        assert page is not None
        background.enqueue(rename, [page], {"pages": [page], "title": "acme-secret"})
    with in_store(bolt):
        worker.run()
    with in_store(acme):
        assert StandardPage.objects.filter(title="acme-secret").count() == 1
    with in_store(bolt):
        assert not StandardPage.objects.filter(title="acme-secret").exists()
        assert StandardPage.objects.count() == before["bolt"]


def rename(page: Any, *, pages: list[Any], title: str) -> None:
    """A job that takes rows, as wagtail-localize's do."""
    assert pages == [page]
    page.title = title
    page.save()


def test_rows_travel_as_ids_and_are_read_again(acme: Store) -> None:
    with in_store(acme):
        home = HomePage.objects.first()
        packed = pack([home, HomePage.objects.all(), ("x", 1), None])
        assert packed[0] == {"__model__": "content.HomePage", "pk": str(home.pk)}  # type: ignore[union-attr]
        assert unpack(packed)[0] == home
        assert unpack(packed)[2] == ["x", 1]
        with pytest.raises(HomePage.DoesNotExist):
            unpack({"__model__": "content.HomePage", "pk": "123456"})


def test_mail_of_two_stores_in_one_worker_is_each_in_its_own_theme(acme: Store, bolt: Store) -> None:
    from sites.tenants.templates import active_theme

    seen = []
    for store in (acme, bolt):
        with in_store(store):
            seen.append(active_theme())
    assert seen == [acme.theme, bolt.theme]
    assert active_theme() == BASE
    assert connection.schema_name == "public"
