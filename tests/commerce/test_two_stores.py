"""What happens to an order in one store leaves the other alone."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from moneyed import Money

from commerce.fulfilment.models import Shipment
from commerce.fulfilment.services import ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import Order, OrderEvent
from commerce.orders.services import cancel_order
from commerce.payments.models import LedgerEntry
from commerce.payments.services import mark_payment_received
from commerce.stock.models import Movement, Reservation, StockItem
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import worked_order

TOUCHED = (Order, OrderEvent, LedgerEntry, Shipment, Reservation, StockItem, Movement)


def test_paying_and_shipping_in_one_store_leaves_the_other_alone(acme: Store, bolt: Store) -> None:
    with in_store(bolt):
        theirs = worked_order()
        before = [list(model.objects.order_by("pk").values()) for model in TOUCHED]
    with in_store(acme):
        order = worked_order()
        mark_payment_received(order=order, amount=Money("116.16", "GBP"), at=timezone.now())
        ship(order=order, at=timezone.now())
        order.refresh_from_db()
        assert order.status == "completed"
    with in_store(bolt):
        assert [list(model.objects.order_by("pk").values()) for model in TOUCHED] == before
        with pytest.raises(NotAllowed):
            mark_payment_received(order=theirs, amount=Money("3167.70", "GBP"), at=timezone.now())
        cancel_order(order=theirs, reason="", at=timezone.now())
        assert not Reservation.objects.exists()


def test_mails_are_in_the_language_of_the_order_with_name_and_links_of_their_own_store(acme: Store, bolt: Store) -> None:
    expected = {
        "acme": ("de", "http://acme.test/de/orders/", "116,16\xa0£", "Acme"),
        "bolt": ("af", "http://bolt.test/orders/", "R3\xa0167,70", "Bolt"),
    }
    for store in (acme, bolt):
        language, link, total, name = expected[store.schema_name]
        other = "bolt" if store.schema_name == "acme" else "acme"
        mail.outbox.clear()
        with in_store(store):
            order = worked_order(language=language)
            mark_payment_received(order=order, amount=Money("1.00", store.currency), at=timezone.now())
            ship(order=order, at=timezone.now(), quantities={order.lines.first().pk: 1}, tracking_number="1Z999")  # type: ignore[union-attr]
        assert len(mail.outbox) == 3
        for message in mail.outbox:
            [(markup, kind)] = message.alternatives  # type: ignore[attr-defined]
            assert kind == "text/html"
            assert f'<html lang="{language}">' in markup
            assert ("background-color:#c8301a" in markup) == (name == "Bolt"), (
                "the colour of the theme, which the store left as it is"
            )
            assert message.to == ["ann@example.com"]
            assert message.from_email.startswith(f'"{name}" <')
            assert str(order.number) in message.subject
            for text in (message.body, markup):
                assert link in text
                assert total in text
                assert f"{other}.test" not in text
                assert 'href="/' not in text


def test_a_cancelled_orders_mail_asks_for_no_money(acme: Store) -> None:
    with in_store(acme):
        order = worked_order()
        mail.outbox.clear()
        cancel_order(order=order, reason="Out of range", at=timezone.now())
    [message] = mail.outbox
    assert message.subject == f"Your order {order.number} was cancelled"
    assert "Reference" not in message.body


def test_nothing_is_sent_for_an_order_that_was_not_committed(acme: Store) -> None:
    with in_store(acme):
        with transaction.atomic():
            worked_order()
            assert mail.outbox == []
            transaction.set_rollback(True)
        assert not Order.objects.exists()
    assert mail.outbox == []
