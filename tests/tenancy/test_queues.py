"""Which work goes to which queue: nobody's mail, and no new store, waits behind work on a whole shop."""

import shlex
from collections.abc import Iterator

import pytest
from celery import current_app
from kombu import Connection

from commerce.storefront.shelf.rebuild import LARGE_BATCH
from commerce.storefront.tasks import reshelve_later
from sites.run import LANES, processes
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.queues import DEFAULT, PLATFORM, QUEUES, SLOW
from sites.tenants.tasks import StoreTask

LONG_WORK = {
    "commerce.backoffice.apply_sheet",
    "commerce.backoffice.change_many",
    "commerce.backoffice.check_sheet",
    "commerce.backoffice.export_sheet",
    "commerce.backoffice.index_for_staff",
    "commerce.backoffice.undo_many",
    "commerce.reviews.prepare_pictures",
    "commerce.storefront.count_together",
    "commerce.storefront.make_card_pictures",
    "commerce.storefront.rebuild",
    "sites.content.make_modern_renditions",
    "sites.content.make_renditions",
    "sites.provisioning.keep_up",
    "sites.tenants.command.purge_revisions",
    "sites.tenants.command.rebuild_references_index",
    "sites.tenants.command.update_index",
}


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """Tasks are sent, to a broker in memory, instead of run."""
    connection = Connection("memory://")
    send = StoreTask.apply_async
    monkeypatch.setattr(StoreTask, "apply_async", lambda *given, **more: send(*given, connection=connection, **more))
    eager, current_app.conf.task_always_eager = current_app.conf.task_always_eager, False
    yield connection
    current_app.conf.task_always_eager = eager


def waiting(broker: Connection) -> dict[str, int]:
    """How many messages lie in each queue that has some; they are taken out."""
    found = {}
    for name in QUEUES:
        queue = broker.SimpleQueue(current_app.amqp.queues[name])
        if count := queue.qsize():
            found[name] = count
        queue.clear()
    return found


def test_each_task_lies_in_the_queue_of_its_kind(
    broker: Connection, acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    current_app.loader.import_default_modules()
    names = {name for name in current_app.tasks if name.partition(".")[0] in ("sites", "commerce", "legacy_import")}
    assert names >= LONG_WORK | {"sites.provisioning.make", "commerce.notifications.send"}
    for name in names:
        # Where it lies does not hang on what it is given.
        monkeypatch.setattr(type(current_app.tasks[name]), "typing", False)
    for store in (acme, bolt):
        with in_store(store):
            for name in sorted(names):
                current_app.tasks[name].apply_async()
                kind = SLOW if name in LONG_WORK else PLATFORM if name == "sites.provisioning.make" else DEFAULT
                assert waiting(broker) == {kind: 1}, name


def test_a_few_products_are_shelved_soon_and_many_behind_other_long_work(broker: Connection, acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            reshelve_later(list(range(LARGE_BATCH)))
            assert waiting(broker) == {DEFAULT: 1}
            reshelve_later(list(range(LARGE_BATCH + 1)))
            assert waiting(broker) == {SLOW: 1}


def test_make_run_works_off_every_queue_and_keeps_long_work_apart() -> None:
    commands = [shlex.split(command) for command in processes(8000, dev=False).values()]
    consumed = [words[words.index("--queues") + 1].split(",") for words in commands if "worker" in words]
    assert sorted(name for queues in consumed for name in queues) == sorted(QUEUES)
    assert [queues for queues in consumed if SLOW in queues] == [[SLOW]]
    assert len(consumed) == len(LANES) == 2, "memory: one process for each"
