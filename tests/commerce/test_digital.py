"""Files and services: neither stock nor parcel; files are had once they are paid."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from moneyed import Money

from commerce.catalogue.models import Product
from commerce.fulfilment.services import ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.downloads import MOST_DOWNLOADS, downloads_of, take_download
from commerce.orders.models import Download, Order
from commerce.orders.services import cancel_order
from commerce.payments.services import mark_payment_received
from commerce.stock.models import Reservation
from commerce.storefront.downloads import download_links
from commerce.storefront.orders import order_url, order_view
from commerce.storefront.shelf.rebuild import rebuild_shelf
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.kinds import bundle, manual, of_kind
from tests.commerce.shopping import buy, cart_with, delivery, text_of
from tests.shop import sell


def pay(order: Order) -> Order:
    """All of it comes in."""
    order.refresh_from_db()
    mark_payment_received(order=order, amount=order.due, at=timezone.now())
    order.refresh_from_db()
    return order


def urls(order: Order) -> list[str]:
    return [link.url for link in download_links(order)]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.tenant("acme")
def test_files_and_services_are_never_out_of_stock_and_reserve_nothing() -> None:
    order = buy(cart_with((manual(), 3), (of_kind("HOUR", "service"), 40)))
    assert not Reservation.objects.exists()
    assert [line.kind for line in order.lines.all()] == ["digital", "service"]


def test_delivery_is_paid_only_where_something_is_sent(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            delivery("4.95")
            light = buy(cart_with((manual(), 1)))
            assert (light.shipping_gross, light.shipping_name, light.fulfilment_state) == (0, "", "not_needed")
            heavy = buy(cart_with((manual("M2"), 1), (sell("LDS02"), 1)))
            assert heavy.shipping_gross > 0
            assert (heavy.fulfilment_state, bool(heavy.shipping_name)) == ("unfulfilled", True)


@pytest.mark.tenant("acme")
def test_files_can_be_ordered_where_nothing_is_delivered() -> None:
    from commerce.shipping.models import ShippingMethod

    ShippingMethod.objects.update(is_active=False)
    assert buy(cart_with((manual(), 1))).fulfilment_state == "not_needed"


@pytest.mark.tenant("acme")
def test_an_order_of_files_is_complete_once_it_is_paid() -> None:
    order = buy(cart_with((manual(), 1)))
    with pytest.raises(NotAllowed) as refused:
        ship(order=order, at=timezone.now())
    assert refused.value.message == f"Order {order.number} has nothing that is shipped."
    assert pay(order).status == "completed"


@pytest.mark.tenant("acme")
def test_a_mixed_order_ships_the_goods_and_is_complete_then() -> None:
    order = buy(cart_with((manual(), 1), (of_kind("HOUR", "service"), 2), (sell("LDS02"), 1)))
    pay(order)
    assert order.status == "placed"
    ship(order=order, at=timezone.now())
    order.refresh_from_db()
    assert (order.fulfilment_state, order.status) == ("shipped", "completed")
    assert [line.order_line.sku for line in order.shipments.get().lines.all()] == ["LDS02"]


@pytest.mark.tenant("acme")
def test_an_unpaid_order_of_files_can_be_cancelled() -> None:
    order = buy(cart_with((manual(), 1)))
    cancel_order(order=order, reason="", at=timezone.now())
    order.refresh_from_db()
    assert (order.status, download_links(order)) == ("cancelled", [])


@pytest.mark.tenant("acme")
def test_a_file_that_costs_nothing_is_had_at_once() -> None:
    order = buy(cart_with((manual(price="0.00"), 1)))
    assert order.status == "completed"
    assert all(urls(order))


def test_a_file_is_had_after_payment_in_its_own_store_only(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        order = buy(cart_with((manual(content=b"chapter one"), 1)))
        assert urls(order) == [""]
        page = order_url(order)
    assert "Available after payment." in text_of(at_acme.get(page))
    with in_store(acme):
        pay(order)
        [url] = urls(order)
    assert url in text_of(at_acme.get(page))
    answer = at_acme.get(url)
    assert (answer.status_code, body(answer)) == (200, b"chapter one")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "private" in answer["Cache-Control"]
    assert at_bolt.get(url).status_code == 404
    assert at_acme.get(url[:-3] + "xx/").status_code == 404


@pytest.mark.tenant("acme")
def test_the_mail_of_the_payment_brings_the_links() -> None:
    order = buy(cart_with((manual(), 1)))
    assert "Available after payment." in mail.outbox[-1].body
    pay(order)
    sent = mail.outbox[-1]
    assert "/downloads/" not in mail.outbox[0].body
    assert re.search(r"http://acme\.test/downloads/\S+", sent.body)
    assert "/downloads/" in str(sent.alternatives[0][0])
    assert "parcel" not in sent.body


def test_a_link_that_leaked_before_payment_gives_nothing(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        order = pay(buy(cart_with((manual(), 1))))
        [url] = urls(order)
        Order.objects.filter(pk=order.pk).update(payment_state="unpaid")
    answer = at_acme.get(url)
    assert answer.status_code == 403
    assert "once the order is paid" in text_of(answer)
    with in_store(acme):
        assert not Download.objects.filter(count__gt=0).exists()


@pytest.mark.tenant("acme")
def test_downloads_are_counted_and_limited() -> None:
    order = pay(buy(cart_with((manual(), 1))))
    [each] = downloads_of(order)
    now = timezone.now()
    for _time in range(MOST_DOWNLOADS):
        take_download(order_id=order.pk, line_id=each.line.pk, file_id=each.file.pk, at=now)
    with pytest.raises(NotAllowed) as refused:
        take_download(order_id=order.pk, line_id=each.line.pk, file_id=each.file.pk, at=now)
    assert "10 times" in str(refused.value.message)
    assert Download.objects.get().count == MOST_DOWNLOADS
    assert (downloads_of(order)[0].left, urls(order)) == (0, [""])


@pytest.mark.tenant("acme")
def test_a_download_that_is_taken_up_again_counts_once() -> None:
    order = pay(buy(cart_with((manual(), 1))))
    [each] = downloads_of(order)
    named = {"order_id": order.pk, "line_id": each.line.pk, "file_id": each.file.pk}
    now = timezone.now()
    take_download(**named, at=now)
    take_download(**named, at=now + timedelta(minutes=30), resumes=True)
    assert Download.objects.get().count == 1
    take_download(**named, at=now + timedelta(hours=2), resumes=True)
    assert Download.objects.get().count == 2


@pytest.mark.tenant("acme")
def test_bad_input_a_file_of_another_order_or_product_is_refused() -> None:
    order = pay(buy(cart_with((manual("ONE"), 1), (sell("LDS02"), 1))))
    other = pay(buy(cart_with((manual("TWO", content=b"secret"), 1))))
    [own], [theirs] = downloads_of(order), downloads_of(other)
    goods = order.lines.get(kind="goods")
    for line, file, of in (
        (own.line.pk, theirs.file.pk, order.pk),
        (theirs.line.pk, theirs.file.pk, order.pk),
        (goods.pk, own.file.pk, order.pk),
        (0, 0, 0),
    ):
        with pytest.raises(NotAllowed):
            take_download(order_id=of, line_id=line, file_id=file, at=timezone.now())
    assert not Download.objects.filter(count__gt=0).exists()


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=2-99", 206, b"23456789"),
        ("bytes=10-", 416, b""),
        ("bytes=5-2", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("pages=1-2", 200, b"0123456789"),
        ("bytes=" + "9" * 5000 + "-", 200, b"0123456789"),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(acme: Store, at_acme: Client, asked: str, status: int, expected: bytes) -> None:
    with in_store(acme):
        [url] = urls(pay(buy(cart_with((manual(content=b"0123456789"), 1)))))
    answer = at_acme.get(url, headers={"Range": asked})
    assert answer.status_code == status
    assert (body(answer) if answer.streaming else answer.content) == expected


@pytest.mark.tenant("acme")
def test_the_file_is_not_at_a_public_address() -> None:
    name = manual().product.files.get().file.name
    assert "/private/" in name
    assert Client(headers={"host": "acme.test"}).get(f"/media/{name}").status_code == 404


@pytest.mark.tenant("acme")
def test_the_order_keeps_what_was_sold_though_the_product_changes() -> None:
    variant = manual()
    order = buy(cart_with((variant, 1)))
    Product.objects.filter(pk=variant.product_id).update(kind="goods")
    order.refresh_from_db()
    assert order.lines.get().kind == "digital"
    view = order_view(order)
    assert (view.needs_parcel, view.shipping, len(view.downloads)) == (False, "", 1)
    assert order.gross == Decimal("24.00") and Money(24, "GBP") == order.total


def test_a_card_says_of_files_and_services_what_their_page_says(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        shopper = Client(headers={"host": f"{store.schema_name}.test"})
        with in_store(store):
            manual(), of_kind("HOUR", "service"), bundle("BOX", (manual("M2"), 1)), sell("LDS02")
            rebuild_shelf()
        cards = {card.url: card.availability for card in shopper.get("/products/?stock=now").context["cards"]}
        assert len(cards) == 5, "all can be had now"
        for url, availability in cards.items():
            assert availability == shopper.get(url).context["product"].variant.availability, url
        assert len({availability.label for availability in cards.values()}) == 3, "to download, available, in stock"
