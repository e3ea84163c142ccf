"""From cart to order: the worked examples of docs/orders.md, and everything that is refused."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.db.models import ProtectedError
from django.utils import timezone

from commerce.cart.models import Cart, CartLine
from commerce.catalogue.models import Product, ProductCopy, Variant
from commerce.checkout.place_order import CartChanged
from commerce.checkout.summary import summarise
from commerce.orders.models import Order
from commerce.shipping.models import ShippingMethod
from commerce.stock.models import Reservation
from commerce.stock.selectors import availability
from commerce.stock.services import reserve, set_on_hand
from commerce.tax.models import TaxClass, TaxRate
from pricing.selectors import Buyer, anyone
from pricing.services import set_price
from sites.tenants.clock import store_zone
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import TOTALS, buy, cart_with, delivery, total_of, worked_goods, worked_order
from tests.shop import base_list, sell

pytestmark = pytest.mark.usefixtures("db")

ORDERS = {
    "acme": (
        [("LDS02", "45.00", 2, "90.00", "18.00", "108.00"), ("CABLE", "0.018519", 100, "1.85", "0.37", "2.22")],
        ("4.95", "0.99", "5.94"),
        ("96.80", "19.36", "116.16"),
    ),
    "bolt": (
        [("GUITAR", "2499.00", 1, "2173.04", "325.96", "2499.00"), ("STRINGS", "189.90", 3, "495.39", "74.31", "569.70")],
        ("86.09", "12.91", "99.00"),
        ("2754.52", "413.18", "3167.70"),
    ),
}


def amounts(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def test_the_worked_orders_of_both_stores(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        lines, shipping, sums = ORDERS[store.schema_name]
        with in_store(store):
            order = worked_order()
            order.refresh_from_db()
            assert Order.objects.count() == 1
            assert list(order.lines.values_list("sku", "unit", "quantity", "net", "tax", "gross")) == [
                (sku, Decimal(unit), count, *amounts(net, tax, gross)) for sku, unit, count, net, tax, gross in lines
            ]
            assert (order.shipping_net, order.shipping_tax, order.shipping_gross) == amounts(*shipping)
            assert (order.net, order.tax, order.gross) == amounts(*sums)
            assert order.currency == store.currency
            assert order.total.amount == Decimal(TOTALS[store.schema_name])
            assert (order.status, order.payment_state, order.fulfilment_state) == ("placed", "unpaid", "unfulfilled")
            assert [event.text for event in order.events.all()] == ["Order placed"]
            held = {r.item.variant.sku: (r.holder, r.quantity) for r in Reservation.objects.select_related("item__variant")}
            assert held == {sku: (f"order:{order.pk}", count) for sku, _unit, count, *_sums in lines}


def test_an_order_of_one_store_is_unknown_in_the_other(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        order = worked_order()
    with in_store(bolt):
        assert not Order.objects.filter(number=order.number).exists()
        assert not Cart.objects.exists()
        assert not Reservation.objects.exists()


@pytest.mark.tenant("acme")
def test_placing_the_same_cart_twice_gives_one_order_and_one_mail() -> None:
    cart = cart_with(*worked_goods().values())
    first = buy(cart)
    again = buy(cart, seen_total=Decimal("1.00"))
    assert first == again
    assert Order.objects.count() == 1
    assert sum(Reservation.objects.values_list("quantity", flat=True)) == 102
    assert len(mail.outbox) == 1


def refused(cart: Cart, **how: Any) -> list[str]:
    """The changes that placing is refused with; proves that nothing was written."""
    before = list(Reservation.objects.values_list("pk", flat=True))
    with pytest.raises(CartChanged) as changed:
        buy(cart, **how)
    assert not Order.objects.exists()
    assert list(Reservation.objects.values_list("pk", flat=True)) == before
    assert Cart.objects.get(pk=cart.pk).status == "open"
    assert mail.outbox == []
    return changed.value.changes


@pytest.mark.tenant("acme")
def test_a_total_that_the_shopper_did_not_see_is_not_charged() -> None:
    goods = worked_goods()
    cart = cart_with(*goods.values())
    set_price(price_list=base_list(), variant=goods["LDS02"][0], amount=Decimal("50.00"))
    seen = Decimal("116.16")
    assert refused(cart, seen_total=seen) == ["The total has changed. Please look at it again before you order."]
    assert buy(cart, seen_total=Decimal("128.16")).gross == Decimal("128.16")


@pytest.mark.tenant("acme")
def test_goods_that_were_sold_meanwhile_are_refused() -> None:
    goods = worked_goods()
    cart = cart_with(*goods.values())
    set_on_hand(variant=goods["LDS02"][0], quantity=1)
    assert refused(cart) == ["Only 1 of LDS02 are left."]


@pytest.mark.tenant("acme")
def test_goods_promised_to_another_between_pricing_and_reserving_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from commerce.checkout import place_order as module

    variant = sell("LDS02", stock=1)
    cart = cart_with((variant, 1))
    price = module.summarise

    def outrun(**how: Any) -> Any:
        summary = price(**how)
        reserve(demand={variant.pk: 1}, holder="order:999")
        return summary

    monkeypatch.setattr(module, "summarise", outrun)
    assert refused(cart) == ["Only 0 of LDS02 are left."]


@pytest.mark.tenant("acme")
@pytest.mark.parametrize("how", ["draft", "discontinued", "archived", "inactive", "unpriced"])
def test_what_is_no_longer_for_sale_is_refused(how: str) -> None:
    variant = sell("LDS02")
    cart = cart_with((variant, 1))
    if how == "inactive":
        Variant.objects.update(is_active=False)
    elif how == "unpriced":
        variant.prices.all().delete()
    else:
        Product.objects.update(status=how)
    assert refused(cart, seen_total=Decimal(0)) == ["LDS02 is no longer for sale."]


@pytest.mark.tenant("acme")
def test_an_empty_cart_is_refused() -> None:
    assert refused(cart_with()) == ["Your cart is empty."]


@pytest.mark.tenant("acme")
def test_without_a_way_of_delivery_nothing_is_ordered() -> None:
    cart = cart_with((sell("LDS02"), 1))
    ShippingMethod.objects.update(is_active=False)
    summary = summarise(cart=cart, buyer=anyone(), at=timezone.now())
    assert (summary.is_orderable, summary.sums.gross.amount) == (False, Decimal("54.00"))
    assert refused(cart) == ["Nothing can be delivered at the moment. Please try again later."]


@pytest.mark.tenant("acme")
def test_tax_follows_the_country_of_the_address() -> None:
    TaxRate.objects.create(tax_class=TaxClass.objects.get(code="standard"), country="DE", rate=Decimal(19))
    cart = cart_with(*worked_goods().values())
    assert (total_of(cart), total_of(cart, country="DE")) == (Decimal("116.16"), Decimal("115.19"))
    refused(cart, country="DE", seen_total=Decimal("116.16"))
    order = buy(cart, country="DE", seen_total=Decimal("115.19"))
    assert (order.tax, order.taxes) == (Decimal("18.39"), [{"rate": "19.000", "net": "96.80", "tax": "18.39"}])


@pytest.mark.tenant("bolt")
def test_a_gross_price_stays_what_the_tag_says_in_another_country() -> None:
    TaxRate.objects.create(tax_class=TaxClass.objects.get(code="standard"), country="DE", rate=Decimal(19))
    cart = cart_with(*worked_goods().values())
    assert total_of(cart, country="DE") == total_of(cart) == Decimal("3167.70")
    assert buy(cart, country="DE").tax == Decimal("505.77")


@pytest.mark.tenant("acme")
@pytest.mark.parametrize(("goods", "shipping"), [("49.99", "4.95"), ("50.00", "0"), ("50.01", "0")])
def test_delivery_is_free_from_the_threshold_on(goods: str, shipping: str) -> None:
    delivery("4.95")
    ShippingMethod.objects.update(free_from=Decimal("50.00"))
    order = buy(cart_with((sell("LDS02", price=goods), 1)))
    assert order.shipping_net == Decimal(shipping)


@pytest.mark.tenant("bolt")
def test_an_order_of_nothing_is_paid_when_it_is_placed() -> None:
    order = buy(cart_with((sell("SAMPLE", price="0"), 1)))
    assert (order.gross, order.payment_state) == (0, "paid")


@pytest.mark.tenant("acme")
def test_frozen_lines_survive_whatever_happens_to_the_product() -> None:
    order = worked_order()
    before = list(order.lines.values())
    variant = Variant.objects.get(sku="LDS02")
    set_price(price_list=base_list(), variant=variant, amount=Decimal("99.00"))
    Variant.objects.filter(pk=variant.pk).update(sku="LDS02-OLD", is_active=False)
    ProductCopy.objects.update(name="Renamed")
    Product.objects.update(status="archived", tax_class="zero")
    TaxRate.objects.update(rate=Decimal(25))
    order.refresh_from_db()
    assert list(order.lines.values()) == before
    assert order.gross == Decimal("116.16")
    variant.prices.all().delete()
    line = order.lines.get(sku="LDS02")
    assert (line.price_id, line.unit, line.net) == (None, Decimal("45.00"), Decimal("90.00"))


@pytest.mark.tenant("acme")
def test_a_variant_that_an_order_names_cannot_be_deleted() -> None:
    order = worked_order()
    for named in (Variant.objects.get(sku="LDS02"), Product.objects.get(variants__sku="LDS02")):
        with pytest.raises(ProtectedError):
            named.delete()
    assert order.lines.filter(variant__sku="LDS02").exists()


@pytest.mark.tenant("acme")
def test_pricing_a_cart_of_ten_costs_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    variants = [sell(f"SKU-{number}") for number in range(10)]
    for some in (variants[:1], variants):
        cart = cart_with()
        CartLine.objects.bulk_create(CartLine(cart=cart, variant=variant, quantity=1) for variant in some)
        store_zone()  # as every request knows it
        with django_assert_num_queries(8):
            summarise(cart=cart, buyer=Buyer("GB"), at=timezone.now())


@pytest.mark.tenant("acme")
def test_an_order_takes_from_what_is_available() -> None:
    goods = worked_goods()
    buy(cart_with(*goods.values()))
    stock = availability([variant.pk for variant, _count in goods.values()])
    assert {sku: stock[variant.pk].quantity for sku, (variant, _count) in goods.items()} == {"LDS02": 8, "CABLE": 400}
