"""Being told when something is back: asked, confirmed, told once; nothing said about whether an address is known."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import Product, Variant
from commerce.notifications import tasks
from commerce.notifications.stock_alerts import send_alert, send_alerts, send_confirmations
from commerce.stock.models import StockAlert
from commerce.stock.services import set_on_hand
from commerce.stock.services.alerts import TRIES, ask_for_alert, confirm_alert, forget_old_alerts
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.kinds import bundle
from tests.commerce.shopping import text_of
from tests.shop import sell

ANN = "ann@example.com"


def ask(shopper: Client, variant: Variant, email: str = ANN, **more: str):
    return shopper.post("/alerts/", {"variant": variant.pk, "email": email, **more})


def links(message, kind: str) -> str:
    """The path of a link in a mail."""
    return re.search(rf"https?://[^/\s]+((?:/[a-z]{{2}})?/alerts/{kind}/\S+/)", message.body)[1]


def confirmed(variant: Variant, email: str = ANN, language: str = "en") -> StockAlert:
    alert = ask_for_alert(variant=variant, email=email, language=language, at=timezone.now())
    confirm_alert(alert_id=alert.pk, at=timezone.now())
    mail.outbox.clear()
    return alert


def test_from_the_form_to_the_mail_in_its_own_store(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(bolt):
        sell("LDS02", stock=0)
    with in_store(acme):
        variant = sell("LDS02", stock=0, name="Door sensor")
    assert 'id="alert-me"' in text_of(at_acme.get("/products/lds02/"))
    assert "look into your mailbox" in text_of(ask(at_acme, variant))
    [question] = mail.outbox
    assert (question.to, question.subject) == ([ANN], "Please confirm: Door sensor")
    assert question.alternatives
    path = links(question, "confirm")

    assert at_bolt.get(path).status_code == 404
    assert ANN in text_of(at_acme.get(path))
    with in_store(acme):
        assert StockAlert.objects.get().confirmed_at is None
    assert "Confirmed" in text_of(at_acme.post(path))

    with in_store(acme):
        set_on_hand(variant=variant, quantity=3)
        [_question, news] = mail.outbox
        assert (news.to, news.subject) == ([ANN], "Door sensor can be ordered")
        assert f"http://acme.test/products/lds02/?variant={variant.pk}" in news.body
        assert news.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "<table" in str(news.alternatives[0][0])
        set_on_hand(variant=variant, quantity=0)
        set_on_hand(variant=variant, quantity=9)
        assert send_alerts(at=timezone.now()) == 0
    assert len(mail.outbox) == 2
    with in_store(bolt):
        assert not StockAlert.objects.exists()


@pytest.mark.tenant("acme")
def test_nobody_is_told_who_has_not_confirmed() -> None:
    variant = sell("LDS02", stock=0)
    ask_for_alert(variant=variant, email=ANN, language="en", at=timezone.now())
    mail.outbox.clear()
    set_on_hand(variant=variant, quantity=5)
    assert send_alerts(at=timezone.now()) == 0
    assert mail.outbox == []


def test_the_mail_speaks_the_language_it_was_asked_in(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    at_acme.post("/de/alerts/", {"variant": variant.pk, "email": ANN})
    with in_store(acme):
        assert StockAlert.objects.get().language == "de"
    assert links(mail.outbox[-1], "confirm").startswith("/de/")


def test_the_answer_is_the_same_whoever_asks(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
        confirmed(variant, "known@example.com")
    answers = {text_of(ask(at_acme, variant, email)) for email in ("known@example.com", "new@example.com", "new@example.com")}
    assert len(answers) == 1
    assert [message.to for message in mail.outbox] == [["new@example.com"]]


def test_a_robot_gets_the_same_answer_and_nothing_happens(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    person = text_of(ask(at_acme, variant, "person@example.com"))
    assert text_of(ask(at_acme, variant, "robot@example.com", website_address="http://spam.example")) == person
    with in_store(acme):
        assert [alert.email for alert in StockAlert.objects.all()] == ["person@example.com"]


def test_too_many_tries_are_refused_and_an_address_is_not_flooded(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variants = [sell(f"LDS{number}", stock=0) for number in range(7)]
    for variant in variants:
        assert ask(at_acme, variant).status_code == 200
    assert len(mail.outbox) == 5
    for variant in variants[:3]:
        ask(at_acme, variant, "other@example.com")
    answer = ask(at_acme, variants[0], "third@example.com")
    assert answer.status_code == 422
    assert "Too many tries" in text_of(answer)
    with in_store(acme):
        assert not StockAlert.objects.filter(email="third@example.com").exists()


@pytest.mark.parametrize(
    "email", ["", "ann", "ann@", "a" * 300 + "@example.com", "ann@example.com\nBcc: x@example.com", "<b>@x.y"]
)
def test_bad_input_an_address_that_is_none_is_asked_for_again(acme: Store, at_acme: Client, email: str) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    answer = ask(at_acme, variant, email)
    assert answer.status_code == 422
    with in_store(acme):
        assert not StockAlert.objects.exists()
    assert mail.outbox == []


def test_bad_input_a_variant_that_is_not_on_sale_is_404(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(bolt):
        for number in range(5):
            foreign = sell(f"B{number}", stock=0)
    with in_store(acme):
        gone = sell("GONE", stock=0, status="archived")
    for pk in (foreign.pk + 1000, gone.pk, "", "x", "9" * 400):
        assert at_acme.post("/alerts/", {"variant": pk, "email": ANN}).status_code == 404


def test_another_site_cannot_ask_in_somebodys_name(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    form = {"variant": variant.pk, "email": ANN}
    assert at_acme.post("/alerts/", form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert mail.outbox == []


def test_whoever_unsubscribes_is_forgotten(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    ask(at_acme, variant)
    stop = re.search(r"<https?://[^/]+(/\S+)>", mail.outbox[0].extra_headers["List-Unsubscribe"])[1]
    at_bolt.post(stop, {"List-Unsubscribe": "One-Click"})
    at_acme.get(stop)
    with in_store(acme):
        assert StockAlert.objects.count() == 1
    answer = at_acme.post(stop, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "none"})
    assert answer.status_code == 200
    with in_store(acme):
        assert not StockAlert.objects.exists()
    assert at_acme.post(stop).content == answer.content


def test_a_link_for_one_purpose_is_nothing_for_the_other(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    ask(at_acme, variant)
    token = links(mail.outbox[0], "confirm").rstrip("/").rpartition("/")[2]
    at_acme.post(f"/alerts/stop/{token}/")
    with in_store(acme):
        assert StockAlert.objects.count() == 1


@pytest.mark.tenant("acme")
def test_of_two_who_send_at_once_one_sends() -> None:
    variant = sell("LDS02", stock=0)
    alert = confirmed(variant)
    now = timezone.now()
    Variant.objects.get(pk=variant.pk).stock_items.update(on_hand=5)
    assert (send_alert(alert_id=alert.pk, at=now), send_alert(alert_id=alert.pk, at=now)) == (True, False)
    assert len(mail.outbox) == 1


@pytest.mark.tenant("acme")
def test_a_mail_server_that_is_away_costs_a_delay_and_is_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    variant = sell("LDS02", stock=0)
    alert = confirmed(variant)
    variant.stock_items.update(on_hand=5)
    send = EmailMultiAlternatives.send

    def fail(_self: EmailMultiAlternatives, **_options: object) -> int:
        raise OSError("away")

    monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
    now = timezone.now()
    for _try in range(TRIES + 2):
        assert send_alerts(at=now) == 0
        now += timedelta(days=1)
    alert.refresh_from_db()
    assert (alert.tries, alert.sent_at) == (TRIES, None)
    StockAlert.objects.update(tries=1)
    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    assert send_alerts(at=now) == 1


def test_the_question_whether_it_was_you_is_not_lost_either(
    acme: Store, bolt: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailMultiAlternatives.send

    def fail(_self: EmailMultiAlternatives, **_options: object) -> int:
        raise smtplib.SMTPServerDisconnected("away")

    monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
    with in_store(acme):
        variant = sell("LDS02", stock=0)
    assert ask(at_acme, variant).status_code == 200
    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    with in_store(bolt):
        assert send_confirmations(at=timezone.now() + timedelta(hours=1)) == 0
    with in_store(acme):
        # Not while whoever tried before may still be at it.
        assert send_confirmations(at=timezone.now()) == 0
        assert (tasks.alert_left(), mail.outbox) == (0, [])
        soon = timezone.now() + timedelta(minutes=6)
        assert (send_confirmations(at=soon), send_confirmations(at=soon + timedelta(days=1))) == (1, 0)
    [question] = mail.outbox
    at_acme.post(links(question, "confirm"))
    with in_store(acme):
        # What asking has cost is not taken from the tries of the news.
        assert (StockAlert.objects.get().tries, StockAlert.objects.get().confirmed_at is not None) == (0, True)
        assert send_confirmations(at=soon + timedelta(days=1)) == 0


@pytest.mark.tenant("acme")
def test_who_cannot_be_asked_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: EmailMultiAlternatives, **_options: object) -> int:
        raise smtplib.SMTPServerDisconnected("away")

    monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
    ask_for_alert(variant=sell("LDS02", stock=0), email=ANN, language="en", at=timezone.now())
    now = timezone.now()
    for _try in range(TRIES + 2):
        now += timedelta(days=1)
        assert send_confirmations(at=now) == 0
    assert StockAlert.objects.get().tries == TRIES


def test_a_link_that_has_expired_says_so_and_offers_the_product(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        variant = sell("LDS02", stock=0, name="Door sensor")
    ask(at_acme, variant)
    path = links(mail.outbox[0], "confirm")
    with in_store(acme):
        confirm_alert(alert_id=StockAlert.objects.get().pk, at=timezone.now())
        StockAlert.objects.update(sent_at=timezone.now())
    sent = at_acme.get(path)
    with in_store(acme):
        StockAlert.objects.all().delete()
    gone = at_acme.get(path)
    assert sent.status_code == gone.status_code == at_acme.post(path).status_code == 410
    for page in (sent, gone):
        assert "This link has expired" in text_of(page) and "Door sensor" in text_of(page)
        assert f'href="/products/lds02/?variant={variant.pk}"' in page.content.decode()
        assert f'name="variant" value="{variant.pk}"' in page.content.decode()
        assert page["X-Robots-Tag"] == "noindex"
    with in_store(acme):
        assert not StockAlert.objects.exists()
        set_on_hand(variant=variant, quantity=3)
    assert 'id="alert-me"' not in at_acme.get(path).content.decode()
    with in_store(acme):
        Product.objects.update(status="archived")
    assert "/products/lds02/" not in at_acme.get(path).content.decode().partition("<main")[2]
    # A link of another store, or of nobody, says nothing.
    for client, address in ((at_bolt, path), (at_acme, "/alerts/confirm/1-1:x/")):
        assert client.get(address).status_code == 404


@pytest.mark.tenant("acme")
def test_a_launch_is_told_by_the_job_and_a_bundle_by_its_parts() -> None:
    awaited = sell("NEW", stock=5)
    Product.objects.filter(pk=awaited.product_id).update(available_from=timezone.now() + timedelta(days=1))
    part = sell("SENSOR", stock=1)
    kit = bundle("KIT", (part, 2))
    confirmed(awaited)
    confirmed(kit)
    assert send_alerts(at=timezone.now()) == 0
    set_on_hand(variant=part, quantity=2)
    assert [message.subject for message in mail.outbox] == ["KIT can be ordered"]
    Product.objects.filter(pk=awaited.product_id).update(available_from=timezone.now() - timedelta(minutes=1))
    assert send_alerts(at=timezone.now()) == 1


@pytest.mark.tenant("acme")
def test_after_the_mail_one_may_ask_again_and_what_is_old_is_forgotten() -> None:
    variant = sell("LDS02", stock=0)
    first = confirmed(variant)
    StockAlert.objects.filter(pk=first.pk).update(sent_at=timezone.now())
    second = ask_for_alert(variant=variant, email=ANN.upper(), language="en", at=timezone.now())
    assert (second.pk != first.pk, second.email) == (True, ANN)
    assert forget_old_alerts(at=timezone.now()) == 0
    assert forget_old_alerts(at=timezone.now() + timedelta(days=8)) == 1
    assert forget_old_alerts(at=timezone.now() + timedelta(days=91)) == 1
