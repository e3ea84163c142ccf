"""Mails that outlive a broker or a mail server that is away, in their own store and not more often than they must."""

import logging
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from moneyed import Money

from commerce.fulfilment.services import ship
from commerce.notifications import mails, outbox, subscribers
from commerce.notifications.models import OrderMail
from commerce.notifications.outbox import FIRST_WAIT, TRIES, claim, send_promised, send_what_is_left
from commerce.notifications.tasks import send_left, send_mail
from commerce.orders.models import Order
from commerce.orders.services import cancel_order
from commerce.payments.services import mark_payment_received
from sites.tenants.context import in_store
from sites.tenants.models import Store, StoreJob
from sites.tenants.schedule import registered_jobs, run_due_jobs
from tests.commerce.shopping import worked_order


@pytest.fixture
def broker_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Nothing can be handed to a worker, until this is undone."""

    def refuse(*_args: Any, **_options: Any) -> None:
        raise OperationalError("Connection refused")

    with monkeypatch.context() as away:
        away.setattr(send_mail, "apply_async", refuse)
        yield away


@pytest.fixture
def post_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The mail server is away, until this is undone."""

    def refuse(*_args: Any) -> int:
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", refuse)
        yield away


def subjects() -> list[str]:
    """What has been sent."""
    return [str(message.subject) for message in mail.outbox]


def test_a_mail_survives_a_broker_that_is_away_and_is_sent_once_in_its_own_store(
    acme: Store, bolt: Store, broker_down: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    orders = {}
    for store in (acme, bolt):
        with in_store(store):
            orders[store.schema_name] = worked_order(language=store.default_language)
            assert Order.objects.count() == OrderMail.objects.filter(sent_at=None).count() == 1
    assert subjects() == []
    assert caplog.text.count("could not be handed over and waits in the outbox") == 2
    broker_down.undo()
    with in_store(acme):
        assert send_left.delay().get() == 1
    [message] = mail.outbox
    assert str(orders["acme"].number) in str(message.subject)
    assert "http://acme.test/" in message.body
    assert "bolt.test" not in message.body
    with in_store(acme):
        assert send_left.delay().get() == 0
        assert OrderMail.objects.get().tries == 1
    with in_store(bolt):
        assert OrderMail.objects.get().sent_at is None
        assert send_left.delay().get() == 1
    assert len(mail.outbox) == 2
    assert "http://bolt.test/" in mail.outbox[1].body


def test_every_live_store_sends_what_is_left_every_few_minutes(
    acme: Store, bolt: Store, broker_down: pytest.MonkeyPatch
) -> None:
    assert registered_jobs()[send_left.name].every <= timedelta(minutes=10)
    for store in (acme, bolt):
        with in_store(store):
            worked_order()
    broker_down.undo()
    now = timezone.now()
    StoreJob.objects.bulk_create(
        StoreJob(store=store, job=job, next_run_at=now if job == send_left.name else now + timedelta(days=1))
        for store in (acme, bolt)
        for job in registered_jobs()
    )
    run_due_jobs()
    assert len(mail.outbox) == 2
    assert {"acme" in message.from_email.lower() for message in mail.outbox} == {True, False}


def test_all_four_kinds_are_promised_and_sent(acme: Store, broker_down: pytest.MonkeyPatch) -> None:
    with in_store(acme):
        first, second = worked_order(), worked_order_again()
        mark_payment_received(order=first, amount=Money("1.00", "GBP"), at=timezone.now())
        shipment = ship(order=first, at=timezone.now(), tracking_number="1Z999")
        assert OrderMail.objects.get(kind="order_shipped").shipment == shipment
        cancel_order(order=second, reason="", at=timezone.now())
        broker_down.undo()
        assert send_what_is_left(at=timezone.now()) == 5
    assert sum("cancelled" in subject for subject in subjects()) == 1
    assert sum("on its way" in subject for subject in subjects()) == 1


def worked_order_again() -> Order:
    """Another order, of goods of its own."""
    from tests.commerce.shopping import buy, cart_with
    from tests.shop import sell

    return buy(cart_with((sell("MORE"), 1)))


def test_the_promise_is_written_in_the_transaction_of_the_event(acme: Store) -> None:
    with in_store(acme):
        with transaction.atomic():
            worked_order()
            assert OrderMail.objects.count() == 1
            assert subjects() == []
            transaction.set_rollback(True)
        assert not OrderMail.objects.exists()
    assert subjects() == []


def test_an_order_whose_mail_cannot_be_promised_is_not_placed(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_given: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(subscribers, "promise_mail", fail)
    with in_store(acme):
        with pytest.raises(ZeroDivisionError):
            worked_order()
        assert not Order.objects.exists()


def test_a_mail_server_that_is_away_is_tried_again_after_a_while_and_not_before(
    acme: Store, bolt: Store, post_down: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with in_store(bolt):
        worked_order()
    with in_store(acme):
        worked_order()
        promised = OrderMail.objects.get()
        assert (promised.sent_at, promised.tries) == (None, 1)
        assert "SMTPServerDisconnected" in promised.failure
        assert "was not sent, try 1 of 8" in caplog.text
        post_down.undo()
        soon = timezone.now()
        assert not send_promised(mail_id=promised.pk, at=soon)
        assert send_what_is_left(at=soon + FIRST_WAIT) == 1
        promised.refresh_from_db()
        assert (promised.tries, promised.failure) == (2, "")
        assert promised.sent_at is not None
    assert len(mail.outbox) == 1
    with in_store(bolt):
        assert OrderMail.objects.get().sent_at is None


def test_it_is_given_up_in_the_end_and_said_so(
    acme: Store, post_down: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with in_store(acme):
        worked_order()
        at = timezone.now()
        for _each in range(TRIES + 3):
            at += timedelta(days=1)
            send_what_is_left(at=at)
        assert OrderMail.objects.get().tries == TRIES
        post_down.undo()
        assert send_what_is_left(at=at + timedelta(days=1)) == 0
    assert [record.levelno for record in caplog.records if "was not sent" in record.message].count(logging.ERROR) == 1


def test_a_worker_that_dies_after_sending_sends_once_more_and_not_for_ever(
    acme: Store, broker_down: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = mails.send_order_mail

    def send_then_die(**given: Any) -> None:
        send(**given)
        raise SystemExit

    with in_store(acme):
        worked_order()
        broker_down.undo()
        monkeypatch.setattr(outbox, "send_order_mail", send_then_die)
        at = timezone.now()
        for _each in range(TRIES + 3):
            promised = OrderMail.objects.get()
            at = max(at, promised.next_try_at)
            if promised.tries < TRIES:
                with pytest.raises(SystemExit):
                    send_promised(mail_id=promised.pk, at=at)
            else:
                assert not send_promised(mail_id=promised.pk, at=at)
    assert len(mail.outbox) == TRIES


def test_two_who_send_the_same_mail_send_it_once(acme: Store, bolt: Store, broker_down: pytest.MonkeyPatch) -> None:
    with in_store(acme):
        worked_order()
        promised = OrderMail.objects.get()
        at = timezone.now()
        assert claim(mail_id=promised.pk, at=at) is not None
        assert claim(mail_id=promised.pk, at=at) is None
        assert not send_promised(mail_id=promised.pk, at=at)
    with in_store(bolt):
        assert claim(mail_id=promised.pk, at=at) is None
    assert subjects() == []
