"""Fields as PrestaShop writes them, become values of ours."""

from datetime import datetime
from decimal import Decimal

import pytest

from legacy_import.prestashop.answer import read_answer
from legacy_import.prestashop.measures import Measures, measures_of
from legacy_import.prestashop.read_attributes import read_option, read_option_value
from legacy_import.prestashop.read_products import read_combination, read_product, read_stock
from legacy_import.prestashop.read_shop import Setting, settings_of
from legacy_import.prestashop.records import Settings
from legacy_import.prestashop.values import Unreadable, amount, moment, texts


@pytest.fixture
def node(xml):
    def build(tag="product", **fields):
        return read_answer(xml.document(xml.row(tag, **fields)), f"{tag}s").records[0]

    return build


def test_money_is_exact(node):
    assert amount(node(id=1, price="0.018519"), "price") == Decimal("0.018519")
    assert str(amount(node(id=1, price="45.789123"), "price")) == "45.789123"
    assert amount(node(id=1, price="1.0E-5"), "price") == Decimal("0.00001")
    assert amount(node(id=1, price=""), "price") == 0


@pytest.mark.parametrize("written", ["NaN", "Infinity", "1,50", "1_000", "abc", "1e999", "9" * 5000])
def test_what_is_no_amount_is_refused(node, written):
    with pytest.raises(Unreadable, match="price"):
        amount(node(id=1, price=written), "price")


@pytest.mark.parametrize("written", ["0000-00-00 00:00:00", "0000-00-00", "", "Array", "2024-02-31"])
def test_no_moment_is_none(node, written):
    assert moment(node(id=1, date_add=written), "date_add") is None


def test_a_moment_is_naive(node):
    assert moment(node(id=1, date_add="2026-11-21 08:56:34"), "date_add") == datetime(2026, 11, 21, 8, 56, 34)


def test_a_language_without_text_is_absent(node):
    assert texts(node(id=1, name={1: "Chair", 2: " ", 3: "Stuhl"}), "name") == {1: "Chair", 3: "Stuhl"}
    assert texts(node(id=1), "name") == {}


def test_a_product_of_1_6_is_read_with_what_it_has(node, xml):
    product = read_product(
        node(
            id=7,
            ean13="0",
            upc="",
            price="16.51",
            active=1,
            redirect_type="301",
            id_product_redirected=5,
            associations=xml.links("combinations", "combination", [1, 2]),
        ),
        Measures(),
    )
    assert (product.state, product.gtin, product.mpn) == (1, "", "")
    assert (product.redirect_type, product.redirect_id) == ("301-product", 5)
    assert product.product_type == "combinations"
    assert (product.visibility, product.condition, product.available_for_order) == ("both", "new", True)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"product_type": "virtual"}, "virtual"),
        ({"product_type": "", "is_virtual": 1}, "virtual"),
        ({"product_type": "", "cache_is_pack": 1}, "pack"),
        ({"product_type": ""}, "standard"),
        ({"product_type": "something new"}, "standard"),
    ],
)
def test_the_kind_of_a_product_is_stated_or_worked_out(node, fields, expected):
    assert read_product(node(id=1, **fields), Measures()).product_type == expected


def test_links_to_nothing_are_no_links(node, xml):
    product = read_product(node(id=1, associations=xml.links("categories", "category", [0, 3, 3, 2])), Measures())
    assert product.category_ids == (3, 2)


def test_weights_and_lengths_come_in_our_units(node):
    measures, problems = measures_of(Settings(weight_unit="lb", dimension_unit="mm"))
    product = read_product(node(id=1, weight="2", width="150"), measures)
    assert (product.weight, product.width) == (Decimal("0.90718474"), Decimal("15.0"))
    assert not problems


def test_an_unknown_unit_is_reported(node):
    _, problems = measures_of(Settings(weight_unit="stone"))
    assert "stone" in problems[0].message


def test_a_combination_may_cost_less_and_has_no_default_flag(node):
    combination = read_combination(
        node("combination", id=3, id_product=1, price="-2.500000", default_on="", minimal_quantity=0), Measures()
    )
    assert combination.price_impact == Decimal("-2.5")
    assert (combination.default_on, combination.minimal_quantity) == (False, 1)


def test_a_combination_without_a_product_is_refused(node):
    with pytest.raises(Unreadable, match="id_product"):
        read_combination(node("combination", id=3, id_product=0), Measures())


def test_stock_may_be_negative(node):
    row = read_stock(node("stock_available", id=1, id_product=2, id_product_attribute=0, id_shop=1, quantity=-1))
    assert (row.quantity, row.out_of_stock) == (-1, 2)


@pytest.mark.parametrize("written", ["1.5", "x", "9" * 5000, "٣"])
def test_what_is_no_whole_number_is_refused(node, written):
    with pytest.raises(Unreadable, match="quantity"):
        read_stock(node("stock_available", id=1, id_product=2, quantity=written))


def test_a_colour_is_a_colour_or_nothing(node):
    fields = {"id": 1, "id_attribute_group": 2}
    assert read_option_value(node("v", **fields, color="#AAB2BD")).colour == "#AAB2BD"
    assert read_option_value(node("v", **fields, color="red;background:url(x)")).colour == ""
    assert read_option(node("o", id=1, is_color_group=1)).group_type == "color"


def test_the_settings_of_the_shop_itself_win():
    rows = [
        Setting("PS_SHOP_NAME", "group", 0, 1),
        Setting("PS_SHOP_NAME", "own", 2, 1),
        Setting("PS_SHOP_NAME", "all", 0, 0),
        Setting("PS_SHOP_NAME", "another", 3, 1),
        Setting("PS_LANG_DEFAULT", "4", 0, 0),
        Setting("PS_MAIL_PASSWD", "secret", 0, 0),
        Setting("PS_ROUTE_product_rule", "{id}.html", 0, 0),
    ]
    assert settings_of(rows, 2).shop_name == "own"
    assert settings_of(rows, 1).shop_name == "group"
    assert settings_of(rows, 1, {1: 9}).shop_name == "all"
    assert settings_of(rows).default_language_id == 4
    assert "secret" not in repr(settings_of(rows))
    assert settings_of(rows).routes == {"PS_ROUTE_product_rule": "{id}.html"}
