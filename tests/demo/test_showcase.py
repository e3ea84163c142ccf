"""Everything that a product page can show is shown by a product of a demo store; what is named there is sold there."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from moneyed import Money

from commerce.catalogue.models import Attribute, AttributeChoice, ProductRelation, Variant, VariantValue
from commerce.catalogue.states import ProductKind
from commerce.fulfilment.services import left_to_ship
from commerce.notifications.models import OrderMail
from commerce.orders.models import Order
from commerce.stock.models import Reservation, StockItem
from commerce.storefront.bought_together import LEAST
from sites.provisioning.demo import data
from sites.provisioning.demo.apply.orders import write_orders
from sites.provisioning.demo.apply.pictures import Pictures
from sites.provisioning.demo.apply.showcase import show_colours
from sites.provisioning.demo.data_orders import DemoOrder
from sites.provisioning.demo.data_showcase import DemoShowcase
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.demo.test_data import categories_of, every_store, sold_in
from tests.shop import sell


def names_in(showcase: DemoShowcase) -> set[str]:
    """Every SKU by which a product is named."""
    kinds = ProductRelation.Kind.values
    found = {sku for extras in showcase.extras for kind in kinds for sku in (extras.sku, *getattr(extras, kind))}
    return (
        found
        | {part.sku for one in showcase.products for part in one.parts}
        | {one.like for one in showcase.products if one.like}
        | {sku for order in showcase.orders for sku in order.skus}
    )


@every_store
def test_what_is_named_is_sold(store: str) -> None:
    showcase = data.load_showcase(store)
    new = {variant.sku for one in showcase.products for variant in one.variants}
    sold, brands = sold_in(store)
    assert not new & sold
    known = sold | new
    # Of the recording, which knows products, a variant may be meant, whose SKU begins with the product's.
    assert [sku for sku in names_in(showcase) if sku not in known and not any(sku.startswith(f"{one}-") for one in known)] == []
    assert {one.brand for one in showcase.products} <= brands
    assert {key for one in showcase.products for key in one.categories} <= categories_of(store)
    assert {one.type for one in showcase.products} <= {kind.code for kind in showcase.types} | types_of(store)


def types_of(store: str) -> set[str]:
    """Codes of the types that the store's catalogue file has."""
    return set() if store == "connected-things" else {kind.code for kind in data.load_catalogue(store).types}


@pytest.mark.parametrize("store", ["connected-things", "trolleypusha"])
def test_nothing_that_a_product_page_can_show_is_without_an_example(store: str) -> None:
    showcase, talk = data.load_showcase(store), data.load_talk(store)
    special = {one.kind for one in showcase.products} | {ProductKind.GOODS.value}
    assert special == set(ProductKind.values)
    assert all(one.parts for one in showcase.products if one.kind == ProductKind.BUNDLE)
    assert all(one.files for one in showcase.products if one.kind == ProductKind.DIGITAL)
    assert any(one.launch for one in showcase.products)
    shown = {
        name for extras in showcase.extras for name in ("film", "steps", "datasheet", "works_with") if getattr(extras, name)
    }
    assert shown == {"film", "steps", "datasheet", "works_with"}
    kinds = {kind for extras in showcase.extras for kind in ProductRelation.Kind.values if getattr(extras, kind)}
    assert kinds >= {"accessory", "related", "upsell"}
    assert any(review.reply and review.picture for review in talk.reviews)
    if store == "connected-things":
        # Of one store alone: what is no longer made, what wears out, what is sold by the handful.
        assert kinds == set(ProductRelation.Kind.values)
        assert any(extras.least > 1 for extras in showcase.extras)


@pytest.mark.parametrize("store", ["connected-things", "trolleypusha"])
def test_three_products_have_companions(store: str) -> None:
    orders = data.load_showcase(store).orders
    pairs = Counter(frozenset(pair) for order in orders for pair in combinations(order.skus, 2))
    assert len({sku for pair, count in pairs.items() if count >= LEAST for sku in pair}) >= 3
    assert all(order.days > 1 for order in orders), "paid and sent by now"


ORDERS = tuple(
    DemoOrder(name, "1 High Street", "Town", "1234", days, skus)
    for name, days, skus in (("Ann One", 9, ("A", "B")), ("Ben Two", 30, ("A", "B", "C")))
)


def test_orders_of_the_demo_are_finished_and_tell_what_is_bought_together(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, mailoutbox: list[Any]
) -> None:
    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            for sku in ("A", "B-EU", "C"):
                sell(sku, stock=3)
            for _time in range(2):
                write_orders(ORDERS)
            placed = list(Order.objects.order_by("placed_at"))
            assert [(order.full_name, order.total == Money(order.paid, store.currency)) for order in placed] == [
                ("Ben Two", True),
                ("Ann One", True),
            ]
            for order in placed:
                assert (order.status, order.payment_state, order.fulfilment_state) == ("completed", "paid", "shipped")
                assert left_to_ship(order) == {}
                assert order.ledger.get().amount == order.gross > 0
                assert [event.kind for event in order.events.order_by("pk")] == [
                    "placed", "payment_received", "shipped", "completed",
                ]  # fmt: skip
            assert set(StockItem.objects.values_list("on_hand", flat=True)) == {3}
            assert not Reservation.objects.exists()
            assert not OrderMail.objects.exists()
        assert [(row.code, row.names) for row in client.get("/products/a/").context["rows"]] == [("together", ["B-EU"])]
    assert mailoutbox == []


def test_each_variant_of_a_colour_is_shown_in_it(acme: Store, bolt: Store, tmp_path: Path) -> None:
    for store, language in ((acme, "en"), (bolt, "af")):
        with in_store(store):
            first = sell("MUG-1", name="Mug")
            colour = Attribute.objects.create(code="colour", labels={language: "Colour"}, kind="colour")
            second, plain = (
                Variant.objects.create(product=first.product, sku=f"MUG-{place}", sort_order=place) for place in (2, 3)
            )
            for variant, code, swatch in ((first, "red", "#a63d2f"), (second, "blue", "#7fb4d9"), (plain, "any", "")):
                choice = AttributeChoice.objects.create(attribute=colour, code=code, labels={language: code}, swatch=swatch)
                VariantValue.objects.create(variant=variant, attribute=colour, choice=choice)
            show_colours(first.product, "enamel-mug", Pictures(tmp_path, "warm"))
            shown = [[picture.captions[language] for picture in variant.pictures.all()] for variant in (first, second, plain)]
            assert shown == [["Mug, red"], ["Mug, blue"], []]
            assert {picture.captions[language] for picture in first.product.images.all()} == {"Mug, red", "Mug, blue"}
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 2
