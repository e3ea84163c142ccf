"""Invitations, answers and the daily mail: in the right language, of the right store, once."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commerce.fulfilment.services import ship
from commerce.orders.services import cancel_order
from commerce.reviews import tasks
from commerce.reviews.models import Question, ReviewInvitation, ReviewOptOut, ReviewSettings
from commerce.reviews.services import answer, approve, ask, send_due_invitations
from commerce.reviews.services.digest import tell_store
from commerce.reviews.services.invite import TRIES
from commerce.reviews.services.tell import TRIES as ASKER_TRIES
from commerce.reviews.services.tell import tell_askers
from sites.content.settings import StoreIdentity
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.schedule import registered_jobs
from tests.backoffice.staff import person, staff
from tests.commerce.shopping import buy, cart_with
from tests.reviews.talk import author, bought, product_of, written
from tests.shop import sell


def invitations() -> list[Any]:
    """Mails that ask for a review."""
    return [message for message in mail.outbox if "/reviews/order/" in message.body]


def shipped(*, language: str = "en", sku: str = "LDS02", email: str = "ann@example.com") -> Any:
    """An order whose parcel has left."""
    order = bought(sell(sku, name="Door sensor"), language=language, email=email)
    ship(order=order, at=timezone.now())
    return order


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_sent_when_due_in_the_language_of_the_order_by_its_own_store_once(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, language: str
) -> None:
    with in_store(bolt):
        shipped(language="af")
    with in_store(acme):
        order = shipped(language=language)
        due = ReviewInvitation.objects.get().due_at
        assert timedelta(days=6, hours=23) < due - timezone.now() < timedelta(days=7, hours=1)
        assert send_due_invitations(at=due - timedelta(seconds=1)) == 0
        assert send_due_invitations(at=due) == 1
        assert send_due_invitations(at=due + timedelta(days=30)) == 0
    [message] = invitations()
    assert message.to == [order.email] and order.number in message.subject
    assert "Door sensor" in message.body and "http://bolt.test" not in message.body
    prefix = "http://acme.test/de/reviews/order/" if language == "de" else "http://acme.test/reviews/order/"
    [link] = [word for word in message.body.split() if word.startswith(prefix) and not word.endswith("/stop/")]
    with in_store(acme):
        ReviewInvitation.objects.update(sent_at=timezone.now())
    path = link.removeprefix("http://acme.test")
    assert at_acme.get(path).status_code == 200
    assert at_bolt.get(path).status_code == 404
    with in_store(bolt):
        assert ReviewInvitation.objects.get().sent_at is None


def test_a_further_parcel_moves_it(acme: Store) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        order = buy(cart_with((variant, 2)))
        line = order.lines.get()
        ship(order=order, at=timezone.now(), quantities={line.pk: 1})
        ReviewInvitation.objects.update(due_at=timezone.now() - timedelta(days=1))
        ship(order=order, at=timezone.now(), quantities={line.pk: 1})
        assert ReviewInvitation.objects.get().due_at > timezone.now()


def test_it_is_written_in_the_transaction_of_the_parcel(acme: Store) -> None:
    with in_store(acme):
        order = bought(sell("LDS02"))
        with transaction.atomic():
            ship(order=order, at=timezone.now())
            assert ReviewInvitation.objects.exists()
            transaction.set_rollback(True)
        assert not ReviewInvitation.objects.exists()


@pytest.mark.parametrize("settings", [{"invitation_days": 0}, {"reviews_on": False}])
def test_a_store_may_ask_nobody(acme: Store, bolt: Store, settings: dict[str, Any]) -> None:
    with in_store(acme):
        ReviewSettings.objects.create(**settings)
        shipped()
        assert not ReviewInvitation.objects.exists()
    with in_store(bolt):
        shipped()
        assert ReviewInvitation.objects.exists()


def drop(case: str, order: Any) -> None:
    """Make an invitation pointless."""
    if case == "cancelled":
        order.status = "cancelled"
        order.save()
    elif case == "reviewed":
        written(order.lines.get().variant.product, email=order.email)
    elif case == "refused":
        ReviewOptOut.objects.create(email=order.email)
    elif case == "off":
        ReviewSettings.objects.create(reviews_on=False)
    elif case == "archived":
        product = order.lines.get().variant.product
        product.status = "archived"
        product.save()


@pytest.mark.parametrize(
    ("case", "sent"), [("", 1), ("cancelled", 0), ("reviewed", 0), ("refused", 0), ("off", 0), ("archived", 0)]
)
def test_what_is_pointless_by_then_is_dropped(acme: Store, case: str, sent: int) -> None:
    with in_store(acme):
        drop(case, shipped())
        assert send_due_invitations(at=timezone.now() + timedelta(days=8)) == sent == len(invitations())
        row = ReviewInvitation.objects.get()
        assert (row.sent_at is not None, row.dropped_at is not None) == (bool(sent), not sent)


def test_who_says_no_is_not_asked_again_and_opening_the_link_alone_says_nothing(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        shipped(email="Ann@Example.com")
        send_due_invitations(at=timezone.now() + timedelta(days=8))
    [stop] = [word for word in invitations()[0].body.split() if word.endswith("/stop/")]
    headers = invitations()[0].extra_headers
    assert headers == {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with in_store(acme):
        ReviewInvitation.objects.update(sent_at=timezone.now())
        # A store that has given reviews up still hears who wants no mail.
        ReviewSettings.objects.create(reviews_on=False)
    path = stop.removeprefix("http://acme.test")
    assert at_bolt.post(path).status_code == 404
    assert at_acme.get(path).status_code == 200
    with in_store(acme):
        assert not ReviewOptOut.objects.exists()
    # As a mail program sends it: without a cookie, from no page of the store.
    program = Client(headers={"host": "acme.test", "Sec-Fetch-Site": "cross-site"}, enforce_csrf_checks=True)
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    with in_store(acme):
        assert [refusal.email for refusal in ReviewOptOut.objects.all()] == ["ann@example.com"]
        ReviewSettings.objects.update(reviews_on=True)
        shipped(sku="MORE", email="ann@example.com")
        assert send_due_invitations(at=timezone.now() + timedelta(days=8)) == 0
    with in_store(bolt):
        assert not ReviewOptOut.objects.exists()


def test_a_mail_server_that_is_away_is_tried_again_and_given_up(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any) -> int:
        raise smtplib.SMTPServerDisconnected("away")

    with in_store(acme):
        shipped()
        mail.outbox.clear()
        monkeypatch.setattr(EmailBackend, "send_messages", refuse)
        at = timezone.now() + timedelta(days=8)
        assert send_due_invitations(at=at) == 0
        assert send_due_invitations(at=at + timedelta(minutes=30)) == 0
        assert ReviewInvitation.objects.get().tries == 1
        for _each in range(TRIES + 2):
            at += timedelta(days=3)
            send_due_invitations(at=at)
        assert ReviewInvitation.objects.get().tries == TRIES
        monkeypatch.undo()
        assert send_due_invitations(at=at + timedelta(days=3)) == 0


def test_who_asked_is_told_once_and_in_their_language(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        item = sell("LDS02", name="Door sensor").product
        for email, language in (("grace@example.com", "de"), ("", "en")):
            question = ask(
                product=item, author=author(email=email, language=language), text="Hält es draußen?", at=timezone.now()
            )
            answer(
                question=question,
                text="Ja, bis −20 °C.",
                at=timezone.now(),
                by=person("Owner", email=f"o{language}@staff.test"),
            )
        silent = ask(product=item, author=author(email="b@example.com"), text="And indoors?", at=timezone.now())
        approve(entry=silent, at=timezone.now())
        [message] = mail.outbox
        assert tell_askers(at=timezone.now()) == 0
        # As if no worker had been there.
        Question.objects.filter(author_email="grace@example.com").update(told_at=None)
        assert tasks.tell.delay().get() == 1
        assert tell_askers(at=timezone.now()) == 0
    assert [each.body for each in mail.outbox] == [message.body] * 2
    assert message.to == ["grace@example.com"] and "Ja, bis −20 °C." in message.body
    assert "http://acme.test/de/products/" in message.body or "http://acme.test/products/" in message.body
    with in_store(bolt):
        assert tell_askers(at=timezone.now()) == 0


ANSWERED = {"acme": ("de", "Ihre Frage zu", "Ja, bis −20 °C."), "bolt": ("af", "Door sensor", "Ja, tot −20 °C.")}


def test_staff_answer_and_who_asked_is_told_at_once_by_their_store(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        language, word, text = ANSWERED[store.schema_name]
        item, mine = product_of(store, name="Door sensor"), f"grace@{store.schema_name}.example"
        with in_store(store):
            asked, silent = (
                ask(product=item, author=author(email=email, language=language), text="Outdoors?", at=timezone.now())
                for email in (mine, "")
            )
        client = staff(store, "Order desk")
        mail.outbox.clear()
        for number, (question, told) in enumerate(((asked, True), (asked, False), (silent, False))):
            address = f"/admin/questions/answer/{question.pk}/"
            page = client.post(address, {"answer": f"{text} {number}"}, follow=True).content.decode()
            with translation.override("en" if store == acme else "af"):
                assert (_("The answer is shown. Who asked is told by e-mail.") in page) == told
        [message] = mail.outbox
        assert message.to == [mine] and word in message.subject
        assert f"{text} 0" in message.body and f"{text} 0" in str(message.alternatives[0][0])
        [link] = [part for part in message.body.split() if part.endswith("#questions")]
        host = store.domains.get(is_primary=True).domain
        assert link.startswith(f"http://{host}/") and client.get(link.removeprefix(f"http://{host}")).status_code == 200


def test_who_asked_is_told_although_the_mail_server_was_away_and_given_up_in_the_end(
    acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: Any) -> int:
        raise smtplib.SMTPServerDisconnected("away")

    def asked_and_answered(store: Store) -> Question:
        item = product_of(store)
        with in_store(store):
            question = ask(product=item, author=author(email="grace@example.com"), text="Outdoors?", at=timezone.now())
            answer(question=question, text="Yes.", at=timezone.now(), by=person("Owner"))
            return question

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    hopeful, hopeless = asked_and_answered(acme), asked_and_answered(bolt)
    assert "was not told, try 1 of 8" in caplog.text
    with in_store(bolt):
        at = timezone.now()
        for _each in range(ASKER_TRIES):
            at += timedelta(hours=12)
            assert tell_askers(at=at) == 0
        assert Question.objects.get(pk=hopeless.pk).told_at is not None
    monkeypatch.undo()
    levels = [record.levelno for record in caplog.records if "was not told" in record.message]
    assert levels == [logging.WARNING] * ASKER_TRIES + [logging.ERROR]
    with in_store(acme):
        soon = timezone.now()
        assert (tell_askers(at=soon), mail.outbox) == (0, [])
        assert [tell_askers(at=soon + timedelta(minutes=number)) for number in (6, 60)] == [1, 0]
        assert Question.objects.get(pk=hopeful.pk).told_at is not None
    [message] = mail.outbox
    assert "http://acme.test/" in message.body


def test_an_answer_that_is_rolled_back_tells_nobody(acme: Store) -> None:
    item = product_of(acme)
    with in_store(acme):
        question = ask(product=item, author=author(email="grace@example.com"), text="Outdoors?", at=timezone.now())
        with transaction.atomic():
            answer(question=question, text="Yes.", at=timezone.now(), by=person("Owner"))
            assert not mail.outbox
            transaction.set_rollback(True)
    assert not mail.outbox


def test_the_store_is_told_once_a_day_what_waits(acme: Store, bolt: Store) -> None:
    item, twin = product_of(acme), product_of(bolt)
    now = timezone.now()
    with in_store(bolt):
        written(twin)
    with in_store(acme):
        StoreIdentity.objects.update_or_create(pk=1, defaults={"name": "Acme", "email": "shop@acme.example"})
        assert not tell_store(at=now)
        written(item)
        ask(product=item, author=author(), text="Does it work outdoors?", at=now)
        assert tell_store(at=now)
        assert not tell_store(at=now + timedelta(hours=3))
        assert tell_store(at=now + timedelta(hours=24))
        ReviewSettings.objects.update(digest_on=False)
        assert not tell_store(at=now + timedelta(days=9))
    assert [message.to for message in mail.outbox] == [["shop@acme.example"]] * 2
    assert "1 review" in mail.outbox[0].body and "1 question" in mail.outbox[0].body
    assert "http://acme.test/admin/reviews/?status=pending" in mail.outbox[0].body


def test_every_store_runs_the_jobs() -> None:
    jobs = registered_jobs()
    assert jobs[tasks.send_invitations.name].every <= timedelta(hours=1)
    assert jobs[tasks.digest.name].every == timedelta(days=1)
    assert jobs[tasks.freshen.name].every == timedelta(minutes=10)
    assert tasks.tell.name in jobs


def test_an_order_that_is_cancelled_before_the_parcel_asks_nobody(acme: Store) -> None:
    with in_store(acme):
        cancel_order(order=bought(sell("LDS02")), reason="", at=timezone.now())
        assert not ReviewInvitation.objects.exists()
