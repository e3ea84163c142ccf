"""The recorded webservice of Connected Things reads without a problem, and has all that a good shop shows."""

from functools import cache

import pytest
from stdnum import ean

from legacy_import.prestashop.catalogue import Catalogue, read_catalogue
from legacy_import.prestashop.recording import RecordingSource
from legacy_import.prestashop.records import Product
from sites.provisioning.demo import data, illustrations

STORE = "connected-things"
ENGLISH, GERMAN = 1, 2
NO_STOCK, BACK_ORDER = 0, 1


@cache
def catalogue() -> Catalogue:
    return read_catalogue(RecordingSource(data.recording_folder(STORE)))


@cache
def products() -> tuple[Product, ...]:
    return tuple(catalogue().products())


def named(reference: str) -> Product:
    return next(product for product in products() if product.reference == reference)


def test_it_reads_without_a_problem() -> None:
    assert len(products()) == 36
    assert catalogue().problems == []


def test_it_is_small() -> None:
    files = [path for path in data.recording_folder(STORE).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 400_000


def test_the_shop_sells_in_pounds_from_britain_in_two_languages() -> None:
    shop = catalogue()
    assert [language.code for language in shop.languages] == ["en", "de"]
    assert [(currency.iso, currency.default) for currency in shop.currencies.values()] == [("GBP", True)]
    assert shop.countries[shop.settings.default_country_id].iso == "GB"
    assert {str(group.rates["GB"]) for group in shop.tax_groups.values()} == {"20.000"}


def test_counts() -> None:
    shop = catalogue()
    assert len(shop.categories) == 13
    assert len(shop.manufacturers) == 4
    features = [feature.names[ENGLISH] for feature in shop.features.values()]
    assert features[:4] == ["Battery type", "Battery life", "IP rating", "Interface"]
    assert len(features) == 7
    assert {option.names[ENGLISH] for option in shop.options.values()} == {"Band", "Colour", "Antenna length", "Cable length"}
    assert len(shop.combinations) == 15
    assert sum(len(own) for own in shop.combinations.values()) == 45


@pytest.mark.parametrize("product", products(), ids=lambda product: product.reference)
def test_a_product_is_complete(product: Product) -> None:
    for texts in (product.names, product.slugs, product.summaries, product.descriptions, product.meta_titles):
        assert texts.keys() == {ENGLISH, GERMAN}
    assert all(text.count("<p>") >= 2 and text.count("<li>") >= 2 for text in product.descriptions.values())
    assert product.price > 0
    assert product.weight > 0
    assert product.width * product.height * product.depth > 0
    assert ean.is_valid(product.gtin)
    assert 1 <= len(product.image_ids) <= 3
    assert catalogue().stock_of(product.id) is not None


def test_codes_and_references_are_valid_and_unique() -> None:
    combinations = [one for own in catalogue().combinations.values() for one in own]
    codes = [thing.gtin for thing in (*products(), *combinations)]
    assert all(ean.is_valid(code) and 20 <= int(code[:2]) <= 29 for code in codes)
    assert len(set(codes)) == len(codes)
    references = [thing.reference for thing in (*products(), *combinations)]
    assert len(set(references)) == len(references)


def test_a_product_s_stock_is_the_sum_of_its_combinations() -> None:
    for number, own in catalogue().combinations.items():
        parts = [catalogue().stocks[number, one.id].quantity for one in own]
        assert catalogue().stocks[number, 0].quantity == sum(parts)


def test_the_awkward_cases_are_there() -> None:
    assert [product.reference for product in products() if not product.active] == ["AM-M05"]
    assert named("AM-M05").redirect_id == named("AM-M10").id
    assert [product.reference for product in products() if not product.available_for_order] == ["PF-D1"]
    back_order = catalogue().stocks[named("BR-L20").id, 0]
    assert (back_order.quantity, back_order.out_of_stock) == (NO_STOCK, BACK_ORDER)
    custom = {value.id for value in catalogue().feature_values.values() if value.custom}
    singular = [product.reference for product in products() if custom & {value for _, value in product.feature_values}]
    assert singular == ["PF-G5S"]


def test_every_reference_leads_somewhere() -> None:
    shop = catalogue()
    categories, numbers = {category.id for category in shop.categories}, {product.id for product in products()}
    for product in products():
        assert product.manufacturer_id in shop.manufacturers
        assert product.tax_group_id in shop.tax_groups
        assert {product.default_category_id, *product.category_ids} <= categories
        assert set(product.accessory_ids) <= numbers
        assert all(value in shop.feature_values for _, value in product.feature_values)
        assert product.combination_ids == tuple(one.id for one in shop.combinations_of(product.id))


def test_the_picture_of_a_variant_shows_the_product() -> None:
    drawn = {picture.image: picture.subject for picture in data.load_pictures(STORE).products}
    own = [drawn[image] for ones in catalogue().combinations.values() for one in ones for image in one.image_ids]
    assert own
    assert [subject for subject in own if subject.startswith("scene-")] == []


def test_every_picture_is_drawn() -> None:
    pictures = data.load_pictures(STORE)
    assert [picture.image for picture in pictures.products] == [image for product in products() for image in product.image_ids]
    subjects = {picture.subject for picture in (*pictures.products, *pictures.categories, *pictures.manufacturers)}
    assert subjects <= set(illustrations.subjects())
    assert {picture.id for picture in pictures.categories} == {category.id for category in catalogue().categories[1:]}
