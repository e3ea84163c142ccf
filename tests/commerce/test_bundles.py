"""Bundles: sold by their parts, from the shelf to the parcel. The numbers are those of docs/orders.md."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from commerce.cart.services import CartRefused, add_to_cart
from commerce.catalogue.models import BundlePart
from commerce.checkout.place_order import CartChanged
from commerce.fulfilment.services import left_to_ship, ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.downloads import MOST_DOWNLOADS, downloads_of, take_download
from commerce.orders.models import Download, Order
from commerce.orders.services import cancel_order
from commerce.payments.services import mark_payment_received
from commerce.stock.models import Reservation, StockItem
from commerce.stock.selectors import Available, availability, of_bundle
from commerce.stock.services import OutOfStock, reserve, set_on_hand
from commerce.storefront.downloads import download_links
from commerce.storefront.models import ShelfItem
from commerce.storefront.orders import order_url
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.kinds import bundle, manual, of_kind
from tests.commerce.shopping import buy, cart_with, delivery, text_of
from tests.commerce.test_at_once import at_once, stores  # noqa: F401 - a fixture
from tests.shop import sell


@pytest.fixture
def parts_cleared(stores: dict[str, Store]) -> Iterator[Store]:  # noqa: F811
    """The trade shop on committed rows; parts hold on to their variants, so they go before the rest does."""
    yield stores["acme"]
    with in_store(stores["acme"]):
        BundlePart.objects.all().delete()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(Available(7, False), 2), (Available(4, False), 1)], Available(3, False)),
        ([(Available(1, False), 2)], Available(0, False)),
        ([(Available(7, False), 2), (Available(0, True), 1)], Available(3, False, later=True)),
        ([(Available(7, True), 2), (Available(3, True), 1)], Available(3, True)),
        ([], Available(0, False)),
    ],
)
def test_the_scarcest_part_says_how_many_there_are(parts: list[tuple[Available, int]], expected: Available) -> None:
    assert of_bundle(parts) == expected


def test_a_bundle_is_as_available_as_its_parts_in_its_own_store(acme: Store, bolt: Store) -> None:
    for store, sensors in ((acme, 7), (bolt, 1)):
        with in_store(store):
            kit = bundle("KIT", (sell("SENSOR", stock=sensors), 2), (sell("GATEWAY", stock=4), 1))
            assert availability([kit.pk]) == {kit.pk: Available(3 if store == acme else 0, backorder=False)}


@pytest.mark.tenant("acme")
def test_availability_of_everything_is_one_query(django_assert_num_queries) -> None:
    kits = [bundle(f"KIT-{n}", (sell(f"A-{n}"), 2), (sell(f"B-{n}"), 1)) for n in range(3)]
    ids = [*(kit.pk for kit in kits), sell("LOOSE").pk, of_kind("HOUR", "service").pk]
    with django_assert_num_queries(1):
        found = availability(ids)
    assert [found[pk].code for pk in ids] == ["low_stock"] * 3 + ["in_stock", "in_stock"]


@pytest.mark.tenant("acme")
def test_an_order_reserves_ships_and_frees_the_parts() -> None:
    sensor, gateway = sell("SENSOR", stock=7), sell("GATEWAY", stock=4)
    kit = bundle("KIT", (sensor, 2), (gateway, 1))
    order = buy(cart_with((kit, 2), (sensor, 1)))
    assert sorted(Reservation.objects.values_list("item__variant__sku", "quantity")) == [("GATEWAY", 2), ("SENSOR", 5)]
    [line] = order.lines.filter(kind="bundle")
    assert [(part.sku, part.quantity) for part in line.parts.all()] == [("SENSOR", 2), ("GATEWAY", 1)]
    assert availability([kit.pk])[kit.pk].quantity == 1

    ship(order=order, at=timezone.now(), quantities={line.pk: 1})
    assert {item.variant.sku: item.on_hand for item in StockItem.objects.select_related("variant")} == {
        "SENSOR": 5,
        "GATEWAY": 3,
        "KIT": 0,
    }
    assert sorted(Reservation.objects.values_list("item__variant__sku", "quantity")) == [("GATEWAY", 1), ("SENSOR", 3)]
    ship(order=order, at=timezone.now())
    order.refresh_from_db()
    assert (order.fulfilment_state, left_to_ship(order)) == ("shipped", {})
    assert not Reservation.objects.exists()
    assert StockItem.objects.get(variant=sensor).on_hand == 2


@pytest.mark.tenant("acme")
def test_a_cancelled_order_frees_the_parts() -> None:
    sensor = sell("SENSOR", stock=4)
    order = buy(cart_with((bundle("KIT", (sensor, 2)), 2)))
    assert availability([sensor.pk])[sensor.pk].quantity == 0
    cancel_order(order=order, reason="", at=timezone.now())
    assert availability([sensor.pk])[sensor.pk].quantity == 4


@pytest.mark.tenant("acme")
def test_what_was_ordered_is_shipped_though_the_bundle_changes() -> None:
    sensor, mount = sell("SENSOR", stock=4), sell("MOUNT", stock=4)
    kit = bundle("KIT", (sensor, 2))
    order = buy(cart_with((kit, 1)))
    BundlePart.objects.filter(product=kit.product).update(variant=mount, quantity=1)
    ship(order=order, at=timezone.now())
    assert StockItem.objects.get(variant=sensor).on_hand == 2
    assert StockItem.objects.get(variant=mount).on_hand == 4
    assert not Reservation.objects.exists()


@pytest.mark.tenant("acme")
def test_too_many_bundles_are_refused_by_name_and_nothing_is_reserved() -> None:
    sensor = sell("SENSOR", stock=5)
    kit = bundle("KIT", (sensor, 2))
    with pytest.raises(OutOfStock) as refused:
        reserve(demand={kit.pk: 3}, holder="order:1")
    [short] = refused.value.shortages
    assert (short.variant_id, short.wanted, short.available) == (kit.pk, 3, 2)
    assert not Reservation.objects.exists()
    with pytest.raises(CartRefused) as cart:
        add_to_cart(cart=cart_with(), variant_id=kit.pk, quantity=3)
    assert cart.value.available == 2


@pytest.mark.tenant("acme")
def test_a_bundle_and_its_part_in_one_cart_count_together() -> None:
    sensor = sell("SENSOR", stock=5)
    kit = bundle("KIT", (sensor, 2))
    with pytest.raises(CartChanged) as refused:
        buy(cart_with((kit, 2), (sensor, 2)))
    assert refused.value.changes == ["Only 1 of KIT are left.", "Only 1 of SENSOR are left."]
    assert not Order.objects.exists()
    assert not Reservation.objects.exists()


@pytest.mark.tenant("acme")
def test_bad_input_a_bundle_without_parts_cannot_be_sold() -> None:
    kit = bundle("EMPTY")
    assert not availability([kit.pk]).get(kit.pk, Available(0, False)).covers(1)
    with pytest.raises(OutOfStock):
        reserve(demand={kit.pk: 1}, holder="order:1")


def test_a_bundle_of_files_is_never_sold_out_and_sends_nothing(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            delivery("4.95")
            kit = bundle("FILES", (manual("M1", content=b"one"), 1), (manual("M2", content=b"two"), 2))
            assert availability([kit.pk])[kit.pk].is_endless
            order = buy(cart_with((kit, 25)))
            assert (order.fulfilment_state, order.shipping_gross, order.shipping_name) == ("not_needed", 0, "")
            assert left_to_ship(order) == {}
            assert not Reservation.objects.exists()
            assert [(part.sku, part.kind) for part in order.lines.get().parts.all()] == [("M1", "digital"), ("M2", "digital")]
            assert [link.url for link in download_links(order)] == ["", ""], "not before it is paid"
            with pytest.raises(NotAllowed):
                ship(order=order, at=timezone.now())
            mark_payment_received(order=order, amount=order.due, at=timezone.now())
            order.refresh_from_db()
            assert order.status == "completed"
            links = download_links(order)
        client = Client(headers={"host": f"{store.schema_name}.test"})
        assert {b"".join(client.get(link.url).streaming_content) for link in links} == {b"one", b"two"}
        other = Client(headers={"host": "bolt.test" if store == acme else "acme.test"})
        assert other.get(links[0].url).status_code == 404


@pytest.mark.tenant("acme")
def test_a_bundle_of_goods_and_files_sends_the_goods_and_hands_over_the_files() -> None:
    sensor, book = sell("SENSOR", stock=5), manual()
    kit = bundle("KIT", (sensor, 2), (book, 1))
    assert availability([kit.pk])[kit.pk].quantity == 2
    order = buy(cart_with((kit, 2), (book, 1)))
    assert [(r.item.variant.sku, r.quantity) for r in Reservation.objects.select_related("item__variant")] == [("SENSOR", 4)]
    line = order.lines.get(kind="bundle")
    assert [(part.sku, part.kind, part.quantity) for part in line.parts.all()] == [
        ("SENSOR", "goods", 2),
        ("MANUAL", "digital", 1),
    ]
    # The file once, though it comes with the set and alone.
    mark_payment_received(order=order, amount=order.due, at=timezone.now())
    [each] = downloads_of(order)
    assert take_download(order_id=order.pk, line_id=each.line.pk, file_id=each.file.pk, at=timezone.now()) == each.file
    assert [found.left for found in downloads_of(order)] == [MOST_DOWNLOADS - 1]
    order.refresh_from_db()
    assert order.status == "placed", "the sensors are still to be sent"
    ship(order=order, at=timezone.now())
    order.refresh_from_db()
    assert (order.fulfilment_state, order.status) == ("shipped", "completed")
    assert StockItem.objects.get(variant=sensor).on_hand == 1


@pytest.mark.tenant("acme")
def test_bad_input_a_file_of_another_bundle_is_refused() -> None:
    ours, theirs = manual("OURS"), manual("THEIRS")
    order = buy(cart_with((bundle("KIT", (ours, 1)), 1)))
    mark_payment_received(order=order, amount=order.due, at=timezone.now())
    line = order.lines.get()
    with pytest.raises(NotAllowed):
        take_download(order_id=order.pk, line_id=line.pk, file_id=theirs.product.files.get().pk, at=timezone.now())
    assert not Download.objects.exists()


def test_the_page_of_a_bundle_of_files_promises_no_parcel(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        bundle("FILES", (manual(), 1))
    page = text_of(at_acme.get("/products/files/"))
    assert "Available" in page
    assert "leaves the same day" not in page
    assert "Add to cart" in page


@pytest.mark.tenant("acme")
def test_the_shelf_shows_a_bundle_as_its_parts_come_and_go() -> None:
    sensor = sell("SENSOR", stock=2)
    kit = bundle("KIT", (sensor, 2))

    def shown() -> str:
        return ShelfItem.objects.filter(product=kit.product).values_list("availability", flat=True)[0]

    set_on_hand(variant=sensor, quantity=1)
    assert shown() == "out_of_stock"
    set_on_hand(variant=sensor, quantity=20)
    assert shown() == "in_stock"


def test_the_page_and_the_order_name_the_parts(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        kit = bundle("KIT", (sell("SENSOR", name="Door sensor"), 2), (sell("GATEWAY", name="Gateway"), 1))
        order = buy(cart_with((kit, 2)))
        url = order_url(order)
    page = text_of(at_acme.get("/products/kit/"))
    assert "In this set" in page
    assert '2 × <a href="/products/sensor/">Door sensor</a>' in page
    page = text_of(at_acme.get(url))
    assert "4 × Door sensor" in page and "2 × Gateway" in page
    assert at_bolt.get("/products/kit/").status_code == 404


def test_bundles_and_parts_bought_at_once_are_never_oversold(parts_cleared: Store) -> None:
    acme = parts_cleared
    with in_store(acme):
        sensor, gateway = sell("SENSOR", stock=9), sell("GATEWAY", stock=5)
        kit, twin = bundle("KIT", (sensor, 2), (gateway, 1)), bundle("TWIN", (gateway, 1), (sensor, 3))
    wishes = [{kit.pk: 1}, {twin.pk: 1}, {sensor.pk: 2}, {gateway.pk: 1, sensor.pk: 1}, {sensor.pk: 1, kit.pk: 1}, {twin.pk: 1}]
    demands = dict(enumerate(wishes * 2))
    answers = at_once(
        acme,
        *(lambda n=n, demand=demand: reserve(demand=demand, holder=f"order:{n}") for n, demand in demands.items()),  # type: ignore[misc]
    )
    refused = [number for number, answer in enumerate(answers) if isinstance(answer, OutOfStock)]
    assert refused and len(refused) < len(answers)
    with in_store(acme):
        for part, on_hand in ((sensor, 9), (gateway, 5)):
            held = sum(Reservation.objects.filter(item__variant=part).values_list("quantity", flat=True))
            assert held <= on_hand
            takes = {kit.pk: {sensor.pk: 2, gateway.pk: 1}, twin.pk: {sensor.pk: 3, gateway.pk: 1}}
            owed = sum(
                takes.get(wanted, {wanted: 1}).get(part.pk, 0) * count
                for number, demand in demands.items()
                if number not in refused
                for wanted, count in demand.items()
            )
            assert held == owed
