"""After the order is placed: money, parcels, cancelling. Each refusal proves that nothing changed."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import override
from moneyed import Money

from commerce.fulfilment.models import Shipment, ShipmentLine
from commerce.fulfilment.services import OverShipped, left_to_ship, ship
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.models import Order, OrderEvent, OrderLine
from commerce.orders.services import cancel_order
from commerce.orders.states import OrderLife, OrderStatus
from commerce.payments.models import LedgerEntry
from commerce.payments.services import mark_payment_received, payment_state
from commerce.stock.models import Movement, Reservation, StockItem
from commerce.stock.selectors import availability
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import buy, cart_with, delivery, worked_order
from tests.shop import sell
from tests.transactions import Fill

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.tenant("acme")]


@pytest.fixture(scope="module")
def placed(made_once: Fill) -> Any:
    """The key of an order, for all tests of the module."""

    def place() -> Any:
        with in_store(Store.objects.get(schema_name="acme")):
            return worked_order().pk

    return made_once(place)


@pytest.fixture
def order(placed: Any, db: None) -> Order:
    """The worked order of acme: 116.16 GBP, 2 × LDS02, 100 × CABLE."""
    mail.outbox.clear()
    return Order.objects.get(pk=placed)


def pay(order: Order, amount: str, currency: str = "GBP") -> LedgerEntry:
    return mark_payment_received(order=order, amount=Money(amount, currency), at=timezone.now())


def line_of(order: Order, sku: str) -> int:
    return order.lines.get(sku=sku).pk


def everything() -> list[Any]:
    """All rows that a verb could touch."""
    models = (Order, OrderLine, OrderEvent, LedgerEntry, Shipment, ShipmentLine, Reservation, StockItem, Movement)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def nothing_changes(order: Order) -> Iterator[None]:
    """What the test does changes no row and sends no mail."""
    before = everything()
    yield
    assert everything() == before
    assert mail.outbox == []


def states(order: Order) -> tuple[str, str, str]:
    order.refresh_from_db()
    return order.status, order.payment_state, order.fulfilment_state


def history(order: Order) -> list[str]:
    return [event.text for event in order.events.all()]


@pytest.mark.parametrize(("before", "after"), list(product(OrderStatus.values, repeat=2)))
def test_the_full_matrix_of_moves(before: str, after: str) -> None:
    assert OrderLife.may(before, after) == ((before, after) in {("placed", "completed"), ("placed", "cancelled")})


@pytest.mark.parametrize(
    ("paid", "state"),
    [
        ("0.00", "unpaid"),
        ("0.01", "partly_paid"),
        ("20.00", "partly_paid"),
        ("116.15", "partly_paid"),
        ("116.16", "paid"),
        ("120.00", "overpaid"),
    ],
)
def test_the_payment_state_is_folded_from_what_came_in(paid: str, state: str) -> None:
    assert payment_state(paid=Decimal(paid), due=Decimal("116.16")) == state


def test_money_that_comes_in_parts(order: Order) -> None:
    for amount, state, due in (("20.00", "partly_paid", "96.16"), ("96.16", "paid", "0"), ("3.84", "overpaid", "-3.84")):
        pay(order, amount)
        assert states(order) == ("placed", state, "unfulfilled")
        assert order.due == Money(due, "GBP")
    assert history(order) == [
        "Order placed",
        "Payment received: 20.00 GBP",
        "Payment received: 96.16 GBP",
        "Payment received: 3.84 GBP",
    ]
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("0", "GBP"),
        ("-5", "GBP"),
        ("NaN", "GBP"),
        ("Infinity", "GBP"),
        ("-Infinity", "GBP"),
        ("116.16", "EUR"),
        ("1.005", "GBP"),
        ("1e11", "GBP"),
    ],
)
@pytest.mark.usefixtures("nothing_changes")
def test_a_payment_that_cannot_be_is_refused(order: Order, amount: str, currency: str) -> None:
    with pytest.raises(NotAllowed):
        pay(order, amount, currency)


def test_a_payment_for_a_cancelled_order_is_refused(order: Order) -> None:
    cancel_order(order=order, reason="", at=timezone.now())
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        pay(order, "116.16")
    assert refused.value.message == f"Order {order.number} was cancelled: send the money back."
    assert everything() == before


def test_ledger_and_history_are_append_only(order: Order) -> None:
    entry = pay(order, "20.00")
    before = everything()
    entry.amount = Decimal("30.00")
    for change in (
        entry.save,
        entry.delete,
        LedgerEntry.objects.all().delete,
        order.ledger.all().delete,
        lambda: LedgerEntry.objects.update(amount=1),
        lambda: order.ledger.update(amount=1),
        order.events.all().delete,
        lambda: OrderEvent.objects.update(kind="x"),
    ):
        with pytest.raises(TypeError):
            change()
    assert everything() == before


def test_parcels_take_goods_out_of_stock(order: Order) -> None:
    shipment = ship(
        order=order, at=timezone.now(), quantities={line_of(order, "LDS02"): 1}, carrier="DPD", tracking_number="1Z999"
    )
    assert states(order)[2] == "partly_shipped"
    assert left_to_ship(order) == {line_of(order, "LDS02"): 1, line_of(order, "CABLE"): 100}
    assert list(Movement.objects.filter(reason="shipment").values_list("change", "reference")) == [
        (-1, f"shipment:{shipment.pk}")
    ]
    assert dict(Reservation.objects.values_list("item__variant__sku", "quantity")) == {"LDS02": 1, "CABLE": 100}
    ship(order=order, at=timezone.now())
    assert states(order) == ("placed", "unpaid", "shipped")
    assert not Reservation.objects.exists()
    assert dict(StockItem.objects.values_list("variant__sku", "on_hand")) == {"LDS02": 8, "CABLE": 400}
    assert history(order)[1:] == ["Shipped: 1 × LDS02; DPD 1Z999", "Shipped: 1 × LDS02, 100 × CABLE"]


@pytest.mark.usefixtures("nothing_changes")
def test_shipping_more_than_ordered_is_refused_and_ships_nothing(order: Order) -> None:
    with pytest.raises(OverShipped) as refused:
        ship(order=order, at=timezone.now(), quantities={line_of(order, "LDS02"): 3, line_of(order, "CABLE"): 1})
    assert refused.value.message == f"Only 2 of LDS02 are left to ship on order {order.number}."


@pytest.mark.parametrize("count", [{}, {"LDS02": 0}, {"LDS02": -1}, {"LDS02": -1, "CABLE": 1}])
@pytest.mark.usefixtures("nothing_changes")
def test_an_empty_or_negative_parcel_is_refused(order: Order, count: dict[str, int]) -> None:
    with pytest.raises(NotAllowed):
        ship(order=order, at=timezone.now(), quantities={line_of(order, sku): pieces for sku, pieces in count.items()})


def test_a_line_of_another_order_is_refused(order: Order) -> None:
    other = buy(cart_with((sell("GATEWAY"), 1)))
    before = everything()
    with pytest.raises(NotAllowed):
        ship(order=order, at=timezone.now(), quantities={line_of(other, "GATEWAY"): 1})
    assert everything() == before


def test_a_cancelled_order_is_not_shipped(order: Order) -> None:
    cancel_order(order=order, reason="", at=timezone.now())
    before = everything()
    with pytest.raises(NotAllowed):
        ship(order=order, at=timezone.now())
    assert everything() == before


def test_what_is_shipped_in_full_is_not_shipped_again(order: Order) -> None:
    ship(order=order, at=timezone.now())
    before = everything()
    with pytest.raises(NotAllowed):
        ship(order=order, at=timezone.now())
    assert everything() == before


@pytest.mark.parametrize("first", ["pay", "ship"])
def test_an_order_is_completed_when_it_is_paid_and_shipped_in_full(order: Order, first: str) -> None:
    verbs = {"pay": lambda: pay(order, "116.16"), "ship": lambda: ship(order=order, at=timezone.now())}
    verbs.pop(first)()
    assert states(order)[0] == "placed"
    for verb in verbs.values():
        verb()
    assert states(order) == ("completed", "paid", "shipped")
    assert history(order)[-1] == "Order completed"
    with pytest.raises(NotAllowed):
        cancel_order(order=order, reason="", at=timezone.now())


def test_a_partly_paid_order_is_not_completed_by_its_parcel(order: Order) -> None:
    pay(order, "116.15")
    ship(order=order, at=timezone.now())
    assert states(order) == ("placed", "partly_paid", "shipped")
    pay(order, "0.01")
    assert states(order)[0] == "completed"


def test_cancelling_frees_the_stock_and_names_the_refund(order: Order) -> None:
    pay(order, "20.00")
    mail.outbox.clear()
    cancel_order(order=order, reason="Out of range", at=timezone.now())
    assert states(order) == ("cancelled", "partly_paid", "unfulfilled")
    ids = list(order.lines.values_list("variant", flat=True))
    assert sorted(stock.quantity for stock in availability(ids).values()) == [10, 500]
    assert history(order)[2:] == ["Cancelled: Out of range", "To be refunded: 20.00 GBP"]
    assert [message.subject for message in mail.outbox] == [f"Your order {order.number} was cancelled"]


def test_cancelling_twice_is_refused(order: Order) -> None:
    cancel_order(order=order, reason="", at=timezone.now())
    before = everything()
    with pytest.raises(NotAllowed):
        cancel_order(order=order, reason="", at=timezone.now())
    assert everything() == before


def test_cancelling_is_refused_after_the_first_parcel(order: Order) -> None:
    ship(order=order, at=timezone.now(), quantities={line_of(order, "LDS02"): 1})
    before = everything()
    with pytest.raises(NotAllowed) as refused:
        cancel_order(order=order, reason="", at=timezone.now())
    assert "can only be returned" in str(refused.value.message)
    assert everything() == before


def test_an_order_of_nothing_is_completed_by_its_parcel(order: Order) -> None:
    delivery("0")
    free = buy(cart_with((sell("SAMPLE", price="0"), 1)))
    ship(order=free, at=timezone.now())
    assert states(free) == ("completed", "paid", "shipped")


def test_the_history_is_read_in_the_language_of_its_reader(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils.translation import gettext_lazy

    from commerce.orders import models

    # Django's own catalogue has this word in both languages.
    monkeypatch.setitem(models.EVENTS, "payment_received", gettext_lazy("Monday"))
    with override("de"):
        pay(order, "20.00")
    event = order.events.last()
    assert event.details == "20.00 GBP"
    assert event.text == "Monday: 20.00 GBP"
    with override("de"):
        assert event.text == "Montag: 20.00 GBP"
