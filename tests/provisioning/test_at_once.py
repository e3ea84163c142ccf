"""Two processes at the same store: one makes it, the other is told so and has changed nothing."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from threading import Barrier, Event, Thread
from typing import Any

import psycopg
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from commerce.kernel.lifecycle import NotAllowed
from pricing.models import PriceList
from sites.provisioning import create
from sites.provisioning.create import ProvisioningFailed, create_store, resume_store
from sites.provisioning.lifecycle import delete_store
from sites.provisioning.maker import BeingMade, only_maker
from sites.provisioning.order import StoreOrder
from sites.provisioning.schemas import schema_exists
from sites.tenants.context import in_store
from sites.tenants.models import Domain, Store
from sites.users.models import User

pytestmark = pytest.mark.usefixtures("real")
Order = Callable[..., StoreOrder]
SECONDS = 30


class Maker(Thread):
    """Somebody who calls a verb with a connection of their own, and keeps what came of it."""

    def __init__(self, verb: Callable[[], Any]) -> None:
        super().__init__()
        self.verb = verb
        self.result: Any = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Call it."""
        try:
            self.result = self.verb()
        except Exception as error:  # noqa: BLE001 - told to the test
            self.error = error
        finally:
            connection.close()

    def end(self) -> "Maker":
        """Wait until it is done."""
        self.join(SECONDS)
        assert not self.is_alive()
        return self


@pytest.fixture
def failed(bare: None, order: Order, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose seed failed; there would be nothing in it either."""
    return fail_at_seed(order, monkeypatch)


def fail_at_seed(order: Order, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose seed fails this once."""

    def fail(_store: Store) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(create, "seed", fail)
        with pytest.raises(ProvisioningFailed):
            create_store(order=order())
    return Store.objects.get(schema_name="cove")


class Seeding:
    """A seed that waits to be let on, counts, and does what the seed before it did."""

    def __init__(self, seed: Callable[[Store], None]) -> None:
        self.seed, self.begun, self.go_on, self.count = seed, Event(), Event(), 0

    def __call__(self, store: Store) -> None:
        """Wait, then seed."""
        self.count += 1
        self.begun.set()
        assert self.go_on.wait(SECONDS)
        self.seed(store)


@pytest.fixture
def seeding(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seeding]:
    """The seed step, held."""
    held = Seeding(create.seed)
    monkeypatch.setattr(create, "seed", held)
    yield held
    held.go_on.set()


def test_of_two_who_resume_a_store_one_makes_it_and_the_other_is_told(
    order: Order, seeding: Seeding, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = fail_at_seed(order, monkeypatch)
    together = Barrier(2)
    told = Event()

    def resume() -> Store:
        mine = Store.objects.get(pk=failed.pk)
        together.wait(SECONDS)
        try:
            return resume_store(store=mine)
        except NotAllowed:
            told.set()
            raise

    both = [Maker(resume) for _each in range(2)]
    # The one that seeds is held until the other has been refused, however the two are scheduled.
    assert told.wait(SECONDS)
    seeding.go_on.set()
    [made] = [one.result for one in both if one.end().error is None]
    [refused] = [one.error for one in both if one.error]
    assert isinstance(refused, BeingMade)
    assert refused.message == "Cove is being made or removed by another process."
    assert (made.status, made.failure, made.steps_done) == ("live", "", ["schema", "seed", "owner"])
    assert seeding.count == 1
    assert len(mail.outbox) == 1
    with in_store(made):
        assert (PriceList.objects.count(), User.objects.count()) == (1, 1)
    with pytest.raises(NotAllowed, match="nothing to go on with"):
        resume_store(store=failed)


def test_without_the_lock_both_would_make_it(failed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    together = Barrier(2, timeout=SECONDS)
    monkeypatch.setattr(create, "only_maker", nullcontext)
    monkeypatch.setattr(create, "seed", lambda _store: together.wait())
    both = [Maker(lambda: resume_store(store=Store.objects.get(pk=failed.pk))) for _each in range(2)]
    # Were there one seeding only, the barrier would break and the step with it.
    assert [one.end() for one in both]
    assert not together.broken


def test_every_door_says_that_a_store_is_being_made(failed: Store, seeding: Seeding) -> None:
    one = Maker(lambda: resume_store(store=Store.objects.get(pk=failed.pk)))
    assert seeding.begun.wait(SECONDS)
    operator = Client(headers={"host": "platform.test"})
    operator.force_login(User.objects.create_superuser("root@platform.test", "x"))
    page = operator.post(f"/console/tenants/store/{failed.pk}/resume/", follow=True).content.decode()
    assert "Cove is being made or removed by another process." in page
    with pytest.raises(CommandError, match="Cove is being made or removed by another process"):
        call_command("create_store", resume=failed.code)
    with pytest.raises(BeingMade):
        delete_store(store=failed, confirmed="Cove")
    assert schema_exists("cove")
    assert seeding.count == 1
    seeding.go_on.set()
    assert one.end().result.status == "live"


def test_the_lock_of_one_store_holds_up_no_other(failed: Store, order: Order) -> None:
    with only_maker(failed):
        assert create_store(order=order(name="Dune", domain="dune.test"), invite=False).status == "live"


def test_a_maker_that_dies_leaves_no_lock(failed: Store) -> None:
    with pytest.raises(ZeroDivisionError), only_maker(failed):
        raise ZeroDivisionError
    assert resume_store(store=failed).status == "live"


def test_a_store_that_was_deleted_meanwhile_is_not_made(failed: Store) -> None:
    delete_store(store=Store.objects.get(pk=failed.pk), confirmed="Cove")
    with pytest.raises(NotAllowed, match="Cove was deleted meanwhile"):
        resume_store(store=failed)
    assert not schema_exists("cove")


@pytest.fixture
def both_find_it_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two orders are checked before either is written."""
    checked, check = Barrier(2), create.check_order

    def check_then_wait(order: StoreOrder) -> None:
        check(order)
        checked.wait(SECONDS)

    monkeypatch.setattr(create, "check_order", check_then_wait)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({}, "schema", "There is a schema cove already: choose another name."),
        ({"domain": "bay.test"}, "schema", "There is a schema cove already: choose another name."),
        ({"schema": "bay", "name": "Bay"}, "domain", "cove.test belongs to the store Cove already."),
    ],
    ids=["the same order", "the same name", "the same host"],
)
def test_of_two_who_order_the_same_one_gets_it_and_the_other_is_told_that_it_is_taken(
    bare: None, order: Order, both_find_it_free: None, changes: dict[str, str], field: str, sentence: str
) -> None:
    both = [Maker(lambda given=given: create_store(order=given)) for given in (order(), order(**changes))]  # type: ignore[misc]
    [made] = [one.result for one in both if one.end().error is None]
    [refused] = [one.error for one in both if one.error]
    assert isinstance(refused, ValidationError)
    loser = refused.message_dict[field]
    assert loser == [sentence if made.name == "Cove" else sentence.replace("store Cove", "store Bay")]
    assert list(Store.objects.exclude(schema_name__in=("acme", "bolt"))) == [made]
    assert Domain.objects.exclude(domain__in=("acme.test", "bolt.test")).get().tenant_id == made.pk
    assert [name for name in ("cove", "bay") if schema_exists(name)] == [made.schema_name]
    assert len(mail.outbox) == 1


def test_the_console_says_so_at_the_field_too(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    form = {
        "name": "Cove", "domain": "cove.test", "theme": "base", "country": "de", "currency": "eur", "tax_display": "included",
        "default_language": "de", "languages": ["en"], "owner_email": "owner@cove.test", "schema": "bay",
    }  # fmt: skip
    operator = Client(headers={"host": "platform.test"})
    operator.force_login(User.objects.create_superuser("root@platform.test", "x"))

    def somebody_was_quicker(given: StoreOrder) -> Store:
        monkeypatch.setattr("sites.provisioning.console.views.register", create.register)
        create.register(order())
        return create.register(given)

    monkeypatch.setattr("sites.provisioning.console.views.register", somebody_was_quicker)
    answer = operator.post("/console/tenants/store/new/", form)
    assert answer.status_code == 422
    assert "cove.test belongs to the store Cove already." in answer.content.decode()
    assert not Store.objects.filter(schema_name="bay").exists()


def test_a_maker_that_has_ended_is_in_nobodys_way(failed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # PostgreSQL hears of a line that is cut only a moment later.
    lines: list[psycopg.Connection] = []
    with monkeypatch.context() as slowly:
        slowly.setattr(psycopg.Connection, "close", lambda line: lines.append(line))
        for _maker in range(2):
            with only_maker(failed):
                pass
    for line in lines:
        line.close()
    assert len(lines) == 2
