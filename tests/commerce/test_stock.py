"""Promising goods, taking the promise back, handing them over. The numbers are those of docs/locking.md."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from django.utils import timezone

from commerce.catalogue.models import Variant
from commerce.stock.models import Movement, Reservation, StockItem
from commerce.stock.selectors import ALWAYS, Available, availability
from commerce.stock.services import OutOfStock, Shortage, ensure_location, release, reserve, set_on_hand, take_out
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell

pytestmark = pytest.mark.usefixtures("db")


def available(variant: Variant) -> int:
    return availability([variant.pk])[variant.pk].quantity


def held(variant: Variant) -> list[tuple[str, str, int]]:
    rows = Reservation.objects.filter(item__variant=variant).order_by("holder", "item")
    return list(rows.values_list("holder", "item__location__code", "quantity"))


def two_locations(*, backorder: bool = False) -> Variant:
    """Main 3, annexe 5, of which 1 and 2 are held."""
    variant = sell("LDS02", stock=3, backorder=backorder)
    set_on_hand(variant=variant, quantity=5, location=ensure_location(code="annexe", name="Annexe"))
    for item, quantity in zip(StockItem.objects.filter(variant=variant).order_by("pk"), (1, 2), strict=True):
        Reservation.objects.create(item=item, quantity=quantity, holder="order:1")
    return variant


def test_a_promise_lowers_what_is_available_in_its_own_store_only(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        here = sell("LDS02", stock=10)
        reserve(demand={here.pk: 4}, holder="order:1")
        assert available(here) == 6
    with in_store(bolt):
        there = sell("LDS02", stock=10)
        assert available(there) == 10
        assert not Reservation.objects.exists()


@pytest.mark.tenant("acme")
def test_more_than_there_is_is_refused_and_nothing_is_reserved() -> None:
    plenty, few = sell("CABLE", stock=50), sell("LDS02", stock=2)
    none = sell("GATEWAY", stock=0)
    with pytest.raises(OutOfStock) as refused:
        reserve(demand={plenty.pk: 5, few.pk: 3, none.pk: 1}, holder="order:1")
    assert refused.value.shortages == [Shortage(few.pk, 3, 2), Shortage(none.pk, 1, 0)]
    assert not Reservation.objects.exists()


@pytest.mark.tenant("acme")
def test_a_variant_without_a_stock_row_is_out_of_stock() -> None:
    variant = sell("LDS02")
    StockItem.objects.all().delete()
    with pytest.raises(OutOfStock) as refused:
        reserve(demand={variant.pk: 1}, holder="order:1")
    assert refused.value.shortages == [Shortage(variant.pk, 1, 0)]


@pytest.mark.tenant("acme")
def test_several_locations_give_what_they_have_in_order() -> None:
    variant = two_locations()
    assert available(variant) == 5
    with pytest.raises(OutOfStock) as refused:
        reserve(demand={variant.pk: 6}, holder="order:2")
    assert refused.value.shortages == [Shortage(variant.pk, 6, 5)]
    reserve(demand={variant.pk: 4}, holder="order:2")
    assert held(variant)[2:] == [("order:2", "main", 2), ("order:2", "annexe", 2)]


@pytest.mark.tenant("acme")
def test_a_backorder_takes_the_rest_wherever_it_is_allowed() -> None:
    variant = two_locations(backorder=True)
    reserve(demand={variant.pk: 6}, holder="order:2")
    assert held(variant)[2:] == [("order:2", "main", 3), ("order:2", "annexe", 3)]
    assert availability([variant.pk])[variant.pk] == Available(0, backorder=True)
    assert availability([variant.pk])[variant.pk].covers(1000)


@pytest.mark.tenant("acme")
def test_a_location_that_owes_goods_takes_none_from_another() -> None:
    variant = sell("LDS02", stock=-3)
    assert (available(variant), availability([variant.pk])[variant.pk].code) == (0, "out_of_stock")
    with pytest.raises(OutOfStock):
        reserve(demand={variant.pk: 1}, holder="order:1")
    set_on_hand(variant=variant, quantity=5, location=ensure_location(code="annexe", name="Annexe"))
    assert available(variant) == 5
    reserve(demand={variant.pk: 5}, holder="order:1")
    assert held(variant) == [("order:1", "annexe", 5)]


@pytest.mark.tenant("acme")
def test_an_expired_promise_counts_no_more_and_is_cleared() -> None:
    variant = sell("LDS02", stock=1)
    reserve(demand={variant.pk: 1}, holder="cart:1", expires_at=timezone.now() - timedelta(seconds=1))
    assert available(variant) == 1
    reserve(demand={variant.pk: 1}, holder="order:2")
    assert held(variant) == [("order:2", "main", 1)]


@pytest.mark.tenant("acme")
def test_a_promise_with_time_left_holds() -> None:
    variant = sell("LDS02", stock=1)
    reserve(demand={variant.pk: 1}, holder="cart:1", expires_at=timezone.now() + timedelta(minutes=5))
    with pytest.raises(OutOfStock):
        reserve(demand={variant.pk: 1}, holder="order:2")


@pytest.mark.tenant("acme")
def test_the_same_holder_asking_again_replaces_its_promise() -> None:
    variant = sell("LDS02", stock=3)
    reserve(demand={variant.pk: 3}, holder="cart:1")
    reserve(demand={variant.pk: 2}, holder="cart:1")
    assert held(variant) == [("cart:1", "main", 2)]
    with pytest.raises(OutOfStock):
        reserve(demand={variant.pk: 4}, holder="cart:1")
    assert held(variant) == [("cart:1", "main", 2)]


@pytest.mark.tenant("bolt")
def test_releasing_frees_the_goods_and_can_be_repeated() -> None:
    variant = sell("GUITAR", stock=2)
    reserve(demand={variant.pk: 2}, holder="order:1")
    for _time in range(2):
        release(holder="order:1")
        assert available(variant) == 2


@pytest.mark.tenant("bolt")
def test_goods_that_leave_lower_both_stock_and_promise() -> None:
    variant = sell("GUITAR", stock=5)
    reserve(demand={variant.pk: 3}, holder="order:1")
    take_out(demand={variant.pk: 2}, holder="order:1", reference="shipment:1")
    assert (StockItem.objects.get(variant=variant).on_hand, available(variant)) == (3, 2)
    assert held(variant) == [("order:1", "main", 1)]
    take_out(demand={variant.pk: 1}, holder="order:1", reference="shipment:2")
    assert (StockItem.objects.get(variant=variant).on_hand, available(variant)) == (2, 2)
    assert held(variant) == []


@pytest.mark.tenant("bolt")
def test_a_backordered_parcel_leaves_a_negative_stock() -> None:
    variant = sell("GUITAR", stock=1, backorder=True)
    reserve(demand={variant.pk: 4}, holder="order:1")
    take_out(demand={variant.pk: 4}, holder="order:1", reference="shipment:1")
    assert StockItem.objects.get(variant=variant).on_hand == -3


@pytest.mark.tenant("bolt")
def test_movements_add_up_to_the_stock() -> None:
    variant = sell("GUITAR", stock=5)
    set_on_hand(variant=variant, quantity=7)
    assert not set_on_hand(variant=variant, quantity=7)
    reserve(demand={variant.pk: 3}, holder="order:1")
    take_out(demand={variant.pk: 3}, holder="order:1", reference="shipment:1")
    assert list(Movement.objects.order_by("pk").values_list("change", "reason", "reference")) == [
        (5, "count", ""),
        (2, "count", ""),
        (-3, "shipment", "shipment:1"),
    ]
    item = StockItem.objects.get(variant=variant)
    assert item.movements.aggregate(sum=Sum("change"))["sum"] == item.on_hand == 4


@pytest.mark.parametrize("schema", ["acme", "bolt"])
def test_who_knows_that_these_are_goods_gets_the_same_answer(schema: str) -> None:
    with in_store(Store.objects.get(schema_name=schema)):
        plenty, late, none = (sell(sku, stock=number) for sku, number in (("A", 7), ("B", 0), ("C", 0)))
        StockItem.objects.filter(variant=late).update(backorder=True)
        StockItem.objects.filter(variant=none).delete()
        reserve(demand={plenty.pk: 3}, holder="order:1")
        ids = [plenty.pk, late.pk, none.pk]
        assert availability(ids, kind="goods") == availability(ids)
        assert availability(ids, kind="goods")[plenty.pk].quantity == 4
        assert availability(ids, kind="digital") == dict.fromkeys(ids, ALWAYS)
