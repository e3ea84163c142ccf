"""A parcel that has left: its carrier and tracking number in the mail and on the customer's page, with a link to follow it."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from commerce.fulfilment.carriers import tracking_page
from commerce.fulfilment.models import Shipment
from commerce.fulfilment.services import ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import Order
from commerce.storefront.orders import order_url
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.commerce.shopping import buy, cart_with, text_of
from tests.shop import sell

PAGE = "https://parcels.example/track/AB-1"


@pytest.fixture
def orders(acme: Store, bolt: Store) -> dict[str, Order]:
    """The same order in both stores: two sensors and a gateway."""
    made = {}
    for store in (acme, bolt):
        with in_store(store):
            made[store.schema_name] = buy(cart_with((sell("SENSOR"), 2), (sell("GATEWAY"), 1)))
    mail.outbox.clear()
    return made


def both_bodies() -> list[str]:
    """The text and the HTML of the one mail."""
    [message] = mail.outbox
    return [str(message.body), str(message.alternatives[0][0])]


def test_the_mail_names_the_carrier_the_number_and_the_page(acme: Store, bolt: Store, orders: dict[str, Order]) -> None:
    with in_store(acme):
        ship(order=orders["acme"], at=timezone.now(), carrier="Van", tracking_number="AB-1", tracking_url=PAGE)
        address = order_url(orders["acme"])
    for body in both_bodies():
        assert "Van" in body
        assert "AB-1" in body
        assert PAGE in body
        assert "another parcel" not in body
        assert address in body, "the order can still be looked at"
    page = text_of(Client(headers={"host": "acme.test"}).get(address))
    assert f'<a href="{PAGE}" rel="noreferrer">Follow the parcel AB-1</a>' in page
    with in_store(bolt):
        assert not Shipment.objects.exists()


def test_a_part_of_an_order_says_what_is_inside_and_that_more_comes(acme: Store, orders: dict[str, Order]) -> None:
    with in_store(acme):
        line = orders["acme"].lines.get(sku="SENSOR")
        ship(order=orders["acme"], at=timezone.now(), quantities={line.pk: 1})
    text, html = both_bodies()
    assert "1 × SENSOR" in text.split("Your whole order")[0]
    assert "GATEWAY" not in text.split("Your whole order")[0]
    for body in (text, html):
        assert "The rest of your order follows in another parcel." in body
        assert "Carrier" not in body
        assert "Tracking number" not in body


def test_known_carriers_bring_their_page_and_others_none(acme: Store, bolt: Store, orders: dict[str, Order]) -> None:
    assert tracking_page("ups ", " 1Z 9/9 ") == "https://www.ups.com/track?tracknum=1Z%209%2F9"
    assert tracking_page("UPS", "  ") == tracking_page("Van", "1") == ""
    for store in (acme, bolt):
        with in_store(store):
            ship(order=orders[store.schema_name], at=timezone.now(), carrier="UPS", tracking_number="1Z999")
            assert Shipment.objects.get().tracking_url == "https://www.ups.com/track?tracknum=1Z999"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "parcels.example/1", "ftp://x.example/1", "https://" + "x" * 500])
def test_bad_input_what_is_no_web_address_is_refused_and_nothing_leaves(
    acme: Store, orders: dict[str, Order], address: str
) -> None:
    with in_store(acme):
        with pytest.raises(NotAllowed):
            ship(order=orders["acme"], at=timezone.now(), tracking_url=address)
        assert not Shipment.objects.exists()
        assert orders["acme"].lines.get(sku="SENSOR").variant.stock_items.get().on_hand == 10
    assert mail.outbox == []


def test_the_order_desk_asks_for_carrier_number_and_page(acme: Store, orders: dict[str, Order]) -> None:
    desk, order = staff(acme, "Order desk"), orders["acme"]
    page = desk.get(f"/admin/orders/inspect/{order.pk}/").content.decode()
    for name in ("carrier", "tracking_number", "tracking_url"):
        assert f'name="{name}"' in page
    with in_store(acme):
        lines = {f"quantity-{line.pk}": str(line.quantity) for line in order.lines.all()}
    address = f"/admin/orders/inspect/{order.pk}/ship/"
    refused = desk.post(address, {**lines, "tracking_url": "javascript:alert(1)"}, follow=True)
    assert "is not a web address" in refused.content.decode()
    done = desk.post(address, {**lines, "carrier": "Van", "tracking_number": "AB-1", "tracking_url": PAGE}, follow=True)
    assert f'<a href="{PAGE}"' in done.content.decode()
    with in_store(acme):
        assert Shipment.objects.get().tracking_url == PAGE
