"""A whole catalogue from a small recording, with one of each trouble."""

from decimal import Decimal

import pytest

from legacy_import.prestashop.catalogue import read_catalogue
from legacy_import.prestashop.errors import PictureMissing, RecordingMissing, ResourceRefused
from legacy_import.prestashop.recording import RecordingSource


@pytest.fixture
def small(xml):
    """The least a catalogue needs, and two products."""
    row = xml.row
    return {
        "languages": [row("language", id=1, iso_code="en", name="English", active=1)],
        "categories": [
            row("category", id=1, id_parent=0, name={1: "Root"}),
            row("category", id=2, id_parent=1, is_root_category=1, name={1: "Home"}),
        ],
        "products": [
            row("product", id=2, state=0, price="1.00"),
            row("product", id=1, state=1, price="9.99", name={1: "Chair"}),
        ],
    }


def problems_of(catalogue, resource):
    return [(problem.legacy_id, problem.message) for problem in catalogue.problems if problem.resource == resource]


def test_a_shop_with_the_least_is_read_and_what_it_lacks_is_named(folder, small):
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert [category.id for category in catalogue.categories] == [2]
    assert [product.price for product in catalogue.products()] == [Decimal("9.99")]
    lacking = {problem.resource for problem in catalogue.problems if "missing" in problem.message}
    assert {"configurations", "combinations", "stock_availables", "manufacturers", "taxes"} <= lacking
    assert catalogue.default_language().code == "en"


def test_a_draft_is_left_out_with_its_reason(folder, small):
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert [product.id for product in catalogue.products()] == [1]
    assert [number for number, message in problems_of(catalogue, "products") if "draft" in message] == [2]


def test_products_can_be_read_again(folder, small):
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert list(catalogue.products()) == list(catalogue.products())
    assert catalogue.product_count() == 2


def test_a_product_with_an_impossible_price_is_reported(folder, small, xml):
    small["products"].append(xml.row("product", id=3, price="cheap"))
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert [product.id for product in catalogue.products()] == [1]
    assert "“price” cannot be read: 'cheap'" in dict(problems_of(catalogue, "products"))[3]


@pytest.mark.parametrize("needed", ["languages", "categories"])
def test_a_shop_without_the_least_cannot_be_read(folder, small, needed):
    del small[needed]
    with pytest.raises(ResourceRefused, match=needed):
        read_catalogue(RecordingSource(folder(**small)))


def test_combinations_are_ordered_checked_and_their_repetitions_flagged(folder, small, xml):
    def combination(number, values, product=1):
        associations = xml.links("product_option_values", "product_option_value", values)
        return xml.row("combination", id=number, id_product=product, price="0", associations=associations)

    small["product_options"] = [xml.row("product_option", id=n, position=9 - n, name={1: f"o{n}"}) for n in (1, 2)]
    small["product_option_values"] = [
        xml.row("product_option_value", id=n, id_attribute_group=group, position=0, name={1: f"v{n}"})
        for n, group in ((11, 1), (21, 2))
    ]
    small["combinations"] = [
        combination(5, [11, 21]),
        combination(6, [21, 11]),
        combination(7, []),
        combination(8, [99]),
        combination(9, [11, 21], product=2),
    ]
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert [one.id for one in catalogue.combinations_of(1)] == [5, 6, 7, 8]
    assert catalogue.combinations_of(1)[0].option_value_ids == (21, 11)
    assert catalogue.duplicates == {6: 5}
    assert [number for number, _ in problems_of(catalogue, "combinations")] == [6, 7, 8]


def stock(xml, number, quantity, shop=1, group=0, product=1):
    fields = {"id_product": product, "id_product_attribute": 0, "id_shop": shop, "id_shop_group": group}
    return xml.row("stock_available", id=number, quantity=quantity, **fields)


@pytest.mark.parametrize(("shared", "expected"), [(0, 5), (1, 7)])
def test_the_stock_row_that_fits_the_group_counts(folder, small, xml, shared, expected):
    small["shops"] = [xml.row("shop", id=1, id_shop_group=1)]
    small["shop_groups"] = [xml.row("shop_group", id=1, share_stock=shared)]
    small["stock_availables"] = [
        stock(xml, 1, 5),
        stock(xml, 2, 7, shop=0, group=1),
        stock(xml, 3, 99, shop=2),
        stock(xml, 4, 88, shop=0, group=0),
        stock(xml, 5, 77, shop=0, group=9, product=2),
    ]
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert catalogue.stock_of(1).quantity == expected
    assert catalogue.stock_of(2) is None
    assert problems_of(catalogue, "stock_availables")


def test_progress_is_told_page_by_page(folder, small, xml):
    told = []
    small["manufacturers"] = [xml.row("manufacturer", id=n, name=f"b{n}") for n in range(1, 151)]
    catalogue = read_catalogue(RecordingSource(folder(**small)), progress=lambda *step: told.append(step))
    list(catalogue.products())
    assert [step for step in told if step[0] == "manufacturers"] == [
        ("manufacturers", 0, 150),
        ("manufacturers", 100, 150),
        ("manufacturers", 150, 150),
    ]
    assert told[-1] == ("products", 2, 2)


def test_a_live_shop_gives_the_same_catalogue(folder, small, shop):
    recorded = read_catalogue(RecordingSource(folder(**small)))
    shop.rows = {
        "languages": {1: small["languages"][0]},
        "categories": {1: small["categories"][0], 2: small["categories"][1]},
        "products": {2: small["products"][0], 1: small["products"][1]},
    }
    with shop.source() as source:
        live = read_catalogue(source)
        assert list(live.products()) == list(recorded.products())
    assert (live.categories, live.languages) == (recorded.categories, recorded.languages)
    assert live.description == "Fake, PrestaShop 8.2.1, at https://shop.example"


def test_a_recording_that_is_not_there(tmp_path):
    with pytest.raises(RecordingMissing, match="does not exist"):
        RecordingSource(tmp_path / "nowhere")
    with pytest.raises(RecordingMissing, match="no folder “full”"):
        RecordingSource(tmp_path)


def test_a_truncated_file_gives_what_stands_before_the_break(folder, small, xml):
    rows = [xml.row("manufacturer", id=n, name=f"brand {n}", active=1) for n in (1, 2, 3)]
    body = xml.listing("manufacturers", rows)
    small["manufacturers"] = body[: body.index(b"brand 3")]
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert sorted(catalogue.manufacturers) == [1, 2]
    assert [number for number, _ in problems_of(catalogue, "manufacturers")] == [3, None]


def test_a_file_of_something_else_is_a_problem(folder, small):
    small["manufacturers"] = b"<!DOCTYPE html><html>error</html>"
    catalogue = read_catalogue(RecordingSource(folder(**small)))
    assert "full/manufacturers.xml cannot be read" in problems_of(catalogue, "manufacturers")[0][1]


def test_pictures_of_a_recording(folder, small, xml):
    place = folder(**small)
    (place / "img" / "p" / "1" / "0").mkdir(parents=True)
    (place / "img" / "p" / "1" / "0" / "10.jpg").write_bytes(xml.jpeg)
    source = RecordingSource(place)
    assert source.image("products", 1, 10) == xml.jpeg
    with pytest.raises(PictureMissing, match="picture 11 of product 1"):
        source.image("products", 1, 11)
