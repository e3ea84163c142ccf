"""Products, combinations and stock out of their XML."""

from __future__ import annotations

from legacy_import.prestashop.measures import Measures
from legacy_import.prestashop.records import Combination, PackItem, Product, Stock
from legacy_import.prestashop.values import amount, code, flag, identity, integer, linked_ids, moment, texts
from legacy_import.prestashop.xml import Node

KNOWN_TYPES = ("standard", "combinations", "pack", "virtual")


def read_product(record: Node, measures: Measures) -> Product:
    """A product of any version: 1.6 lacks `state`, `mpn`, `isbn` and `product_type`, and redirects in another way."""
    redirect_type, redirect_id = _redirect(record)
    return Product(
        id=identity(record),
        reference=record.value("reference"),
        gtin=code(record, "ean13"),
        upc=code(record, "upc"),
        isbn=code(record, "isbn"),
        mpn=record.value("mpn"),
        supplier_reference=record.value("supplier_reference"),
        product_type=_product_type(record),
        is_virtual=flag(record, "is_virtual"),
        state=integer(record, "state", default=1),
        active=flag(record, "active"),
        visibility=record.value("visibility") or "both",
        condition=record.value("condition") or "new",
        available_for_order=flag(record, "available_for_order", default=True),
        show_price=flag(record, "show_price", default=True),
        on_sale=flag(record, "on_sale"),
        price=amount(record, "price"),
        wholesale_price=amount(record, "wholesale_price"),
        ecotax=amount(record, "ecotax"),
        unity=record.value("unity"),
        unit_price=amount(record, "unit_price"),
        tax_group_id=integer(record, "id_tax_rules_group"),
        manufacturer_id=integer(record, "id_manufacturer"),
        default_category_id=integer(record, "id_category_default"),
        category_ids=linked_ids(record, "categories"),
        weight=amount(record, "weight") * measures.kilograms,
        width=amount(record, "width") * measures.centimetres,
        height=amount(record, "height") * measures.centimetres,
        depth=amount(record, "depth") * measures.centimetres,
        minimal_quantity=max(1, integer(record, "minimal_quantity", default=1)),
        names=texts(record, "name"),
        slugs=texts(record, "link_rewrite"),
        summaries=texts(record, "description_short"),
        descriptions=texts(record, "description"),
        meta_titles=texts(record, "meta_title"),
        meta_descriptions=texts(record, "meta_description"),
        feature_values=_feature_values(record),
        image_ids=linked_ids(record, "images"),
        default_image_id=integer(record, "id_default_image") or None,
        combination_ids=linked_ids(record, "combinations"),
        accessory_ids=linked_ids(record, "accessories"),
        pack_items=_pack_items(record),
        redirect_type=redirect_type,
        redirect_id=redirect_id,
        date_add=moment(record, "date_add"),
        date_upd=moment(record, "date_upd"),
    )


def read_combination(record: Node, measures: Measures) -> Combination:
    """The combination that a webservice record describes."""
    return Combination(
        id=identity(record),
        product_id=identity(record, "id_product"),
        reference=record.value("reference"),
        gtin=code(record, "ean13"),
        upc=code(record, "upc"),
        isbn=code(record, "isbn"),
        mpn=record.value("mpn"),
        supplier_reference=record.value("supplier_reference"),
        price_impact=amount(record, "price"),
        weight_impact=amount(record, "weight") * measures.kilograms,
        wholesale_price=amount(record, "wholesale_price"),
        minimal_quantity=max(1, integer(record, "minimal_quantity", default=1)),
        default_on=flag(record, "default_on"),
        option_value_ids=linked_ids(record, "product_option_values"),
        image_ids=linked_ids(record, "images"),
    )


def read_stock(record: Node) -> Stock:
    """The stock that a webservice record describes."""
    return Stock(
        id=identity(record),
        product_id=identity(record, "id_product"),
        combination_id=integer(record, "id_product_attribute"),
        shop_id=integer(record, "id_shop"),
        shop_group_id=integer(record, "id_shop_group"),
        quantity=integer(record, "quantity"),
        out_of_stock=integer(record, "out_of_stock", default=2),
    )


def _product_type(record: Node) -> str:
    """From 1.7.8 the product says so itself, except in upgraded shops, where it may be empty."""
    stated = record.value("product_type")
    if stated in KNOWN_TYPES:
        return stated
    if _pack_items(record) or flag(record, "cache_is_pack"):
        return "pack"
    if flag(record, "is_virtual"):
        return "virtual"
    return "combinations" if linked_ids(record, "combinations") else "standard"


def _redirect(record: Node) -> tuple[str, int]:
    """In the words of 1.7.1 and later. Before, a redirect could only lead to a product."""
    stated = record.value("redirect_type")
    if record.child("id_type_redirected") is not None:
        return stated, integer(record, "id_type_redirected")
    target = integer(record, "id_product_redirected")
    return (f"{stated}-product" if stated in ("301", "302") else stated), target


def _feature_values(record: Node) -> tuple[tuple[int, int], ...]:
    linked = record.inside("associations", "product_features")
    pairs = ((integer(feature, "id"), integer(feature, "id_feature_value")) for feature in linked)
    return tuple(dict.fromkeys(pair for pair in pairs if all(pair)))


def _pack_items(record: Node) -> tuple[PackItem, ...]:
    items = (
        PackItem(integer(item, "id"), integer(item, "id_product_attribute"), integer(item, "quantity", default=1))
        for item in record.inside("associations", "product_bundle")
    )
    return tuple(item for item in items if item.product_id)
