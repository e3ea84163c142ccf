"""The demo stores' data loads, is complete in every language, and refers only to what exists."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stdnum import ean

from legacy_import.prestashop.catalogue import read_catalogue
from legacy_import.prestashop.recording import RecordingSource
from sites.content.contrast import MINIMUM, contrast
from sites.provisioning.demo import data, data_blocks, data_reading, illustrations
from sites.provisioning.demo.data_catalogue import DemoVariant

STORES = tuple(data.LANGUAGES)
WITH_CATALOGUE = ("trolleypusha", "trolleypusha-music")
PAIRS = (("on_brand", "brand"), ("on_accent", "accent"), ("ink", "paper"), ("ink", "surface"))
BY_LANGUAGE = {
    "name",
    "slug",
    "summary",
    "title",
    "intro",
    "body",
    "label",
    "labels",
    "question",
    "answer",
    "thank_you",
    "story",
}
MAYBE_BY_LANGUAGE = {"works_with", "film", "care", "paragraphs"}
LIMITS = {"announcement": 150, "link_text": 40, "accept": 30, "seo_title": 70, "search_description": 200}
FIXED_PLACES = {"catalogue", "contact", "faq", "articles", "brands"}

every_store = pytest.mark.parametrize("store", STORES)
every_catalogue = pytest.mark.parametrize("store", WITH_CATALOGUE)


def walk(thing: Any) -> Iterator[Any]:
    """The value and all values in it."""
    yield thing
    if dataclasses.is_dataclass(thing):
        inner: Any = [getattr(thing, field.name) for field in dataclasses.fields(thing)]
    else:
        inner = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, tuple) else ()
    for one in inner:
        yield from walk(one)


def values_of(thing: Any, *names: str) -> Iterator[Any]:
    """Every value of the fields of these names, wherever they are."""
    for one in walk(thing):
        if dataclasses.is_dataclass(one):
            yield from (getattr(one, field.name) for field in dataclasses.fields(one) if field.name in names)


def texts_by_language(thing: Any) -> Iterator[dict[str, Any]]:
    for one in values_of(thing, *BY_LANGUAGE):
        if isinstance(one, dict):
            yield one
    yield from filter(None, values_of(thing, *MAYBE_BY_LANGUAGE))


def categories_of(store: str) -> set[str]:
    if store in WITH_CATALOGUE:
        return {category.key for category in data.load_catalogue(store).categories}
    recorded = read_catalogue(RecordingSource(data.recording_folder(store)))
    return {category.slugs[1] for category in recorded.categories}


@every_store
def test_every_language_is_there(store: str) -> None:
    languages, pages = set(data.LANGUAGES[store]), data.load_pages(store)
    everything = [pages, data.load_talk(store), data.load_showcase(store)]
    if store in WITH_CATALOGUE:
        everything.append(data.load_catalogue(store))
    for texts in (texts for thing in everything for texts in texts_by_language(thing)):
        assert texts.keys() == languages
        assert all(texts.values())
    for by_language in (pages.notice, pages.home, pages.menu):
        assert by_language.keys() == languages


@every_store
def test_the_languages_have_the_same_blocks(store: str) -> None:
    pages = data.load_pages(store)
    bodies = [page.body for page in (*pages.pages, *pages.articles.items)]
    bodies.append({language: home.body for language, home in pages.home.items()})
    for body in bodies:
        shapes = {tuple(block.name for block in blocks) for blocks in body.values()}
        assert len(shapes) == 1


@every_store
def test_every_link_leads_somewhere(store: str) -> None:
    pages, categories = data.load_pages(store), categories_of(store)
    places = FIXED_PLACES | {f"category:{key}" for key in categories} | {f"page:{page.key}" for page in pages.pages}
    links = {link for link in values_of(pages, "link", "consent_link") if link}
    assert links <= places
    rows = {row.category for row in walk(pages) if isinstance(row, data_blocks.ProductRow) and row.category}
    assert rows <= categories


@every_store
def test_every_subject_is_drawn(store: str) -> None:
    things: list[Any] = [data.load_pages(store), data.load_showcase(store)]
    things.append(data.load_catalogue(store) if store in WITH_CATALOGUE else data.load_pictures(store))
    subjects = {subject for thing in things for subject in values_of(thing, "subject") if isinstance(subject, str) and subject}
    assert subjects <= set(illustrations.subjects())


@every_store
def test_a_brand_s_colours_can_be_read(store: str) -> None:
    brand = data.load_pages(store).brand
    for text, ground in PAIRS:
        pair = getattr(brand, text), getattr(brand, ground)
        assert not all(pair) or contrast(*pair) >= MINIMUM
    assert brand.radius in {"", "0", "4px", "10px", "20px"}


@every_store
def test_a_store_has_its_pages(store: str) -> None:
    pages = data.load_pages(store)
    assert {"about", "delivery", "returns", "privacy", "terms", "guide"} <= {page.key for page in pages.pages}
    assert [page.key for page in pages.pages if page.type == "landing"] == ["guide"]
    assert len(pages.articles.items) == 3
    assert [field.type for field in pages.contact.fields if field.type == "email"] == ["email"]
    for article in pages.articles.items:
        for blocks in article.body.values():
            assert sum(block.html.count("<p>") for block in blocks if isinstance(block, data_blocks.RichText)) >= 3


@every_store
def test_short_texts_fit_their_fields(store: str) -> None:
    pages = data.load_pages(store)
    for name, most in LIMITS.items():
        assert all(len(text) <= most for text in values_of(pages, name))
    badges = [badge for badge in walk(pages) if isinstance(badge, data_blocks.Badge)]
    assert all(len(badge.title) <= 60 and len(badge.text) <= 150 for badge in badges)


@every_store
def test_slugs_are_plain_and_unique_in_their_language(store: str) -> None:
    pages = data.load_pages(store)
    groups: list[list[Any]] = [[*pages.pages, pages.articles, pages.faq, pages.contact], list(pages.articles.items)]
    if store in WITH_CATALOGUE:
        catalogue = data.load_catalogue(store)
        groups += [list(catalogue.products), list(catalogue.categories)]
    for group in groups:
        for language in data.LANGUAGES[store]:
            slugs = [thing.slug[language] for thing in group]
            assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
            assert len(set(slugs)) == len(slugs)


@every_catalogue
def test_codes_are_valid_and_unique(store: str) -> None:
    variants = [one for one in walk(data.load_catalogue(store)) if isinstance(one, DemoVariant)]
    for codes in ([variant.sku for variant in variants], [variant.gtin for variant in variants if variant.gtin]):
        assert len(set(codes)) == len(codes)
    assert all(ean.is_valid(variant.gtin) and 20 <= int(variant.gtin[:2]) <= 29 for variant in variants if variant.gtin)
    assert all(variant.price > 0 and variant.weight > 0 and variant.stock >= 0 for variant in variants)
    assert all(variant.compare_at is None or variant.compare_at > variant.price for variant in variants)
    assert {True, False} == {variant.stock == 0 for variant in variants}


@every_catalogue
def test_products_use_only_what_the_catalogue_declares(store: str) -> None:
    catalogue = data.load_catalogue(store)
    kinds = {attribute.code: attribute.kind for attribute in catalogue.attributes}
    types = {one.code: one for one in catalogue.types}
    brands, categories = {brand.name for brand in catalogue.brands}, {category.key for category in catalogue.categories}
    assert {code for one in catalogue.types for code in (*one.attributes, *one.options)} == kinds.keys()
    for product in catalogue.products:
        assert product.brand in brands
        assert set(product.categories) <= categories
        assert product.tax in {"standard", "zero"}
        assert set(product.values) <= set(types[product.type].attributes)
        for code, value in product.values.items():
            assert isinstance(value, {"boolean": bool, "number": float}.get(kinds[code], dict))
        told_apart = [tuple(sorted((code, text["en"]) for code, text in one.options.items())) for one in product.variants]
        assert len(set(told_apart)) == len(told_apart)
        assert {code for one in product.variants for code in one.options} <= set(types[product.type].options)


@every_catalogue
def test_parents_come_first_and_no_category_is_empty(store: str) -> None:
    catalogue = data.load_catalogue(store)
    seen = {""}
    for category in catalogue.categories:
        assert category.parent in seen
        seen.add(category.key)
    used = {key for product in catalogue.products for key in product.categories}
    parents = {category.parent for category in catalogue.categories}
    assert {category.key for category in catalogue.categories} <= used | parents


def test_an_unknown_key_is_named_in_the_refusal() -> None:
    with pytest.raises(data.DemoDataError, match=r"variant has unknown keys: colour\. Known are: sku"):
        data_reading.built(DemoVariant, {"sku": "A", "colour": "red"}, "variant")


def test_a_missing_key_a_wrong_kind_and_a_false_amount_are_named_too() -> None:
    whole = {"sku": "A", "price": "1.00", "stock": 1, "weight": "1"}
    for change, message in (
        ({"stock": "1"}, r"variant\.stock should be int, not '1'"),
        ({"price": "cheap"}, r"variant\.price should be an amount"),
        ({"price": 1.5}, r"variant\.price should be str, not 1\.5"),
    ):
        with pytest.raises(data.DemoDataError, match=message):
            data_reading.built(DemoVariant, whole | change, "variant")
    with pytest.raises(data.DemoDataError, match="variant lacks price, stock, weight"):
        data_reading.built(DemoVariant, {"sku": "A"}, "variant")


def test_an_unknown_block_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(data.DemoDataError, match="no block called 'carousel'"):
        data_blocks.Block.chosen({"type": "carousel"}, "home.body[0]")
    with pytest.raises(data.DemoDataError, match=r"nowhere\.toml does not exist"):
        data.load_pages("nowhere")
    with pytest.raises(data.DemoDataError, match="no recording of trolleypusha"):
        data.recording_folder("trolleypusha")
    (tmp_path / "broken.toml").write_text("= 1")
    with pytest.raises(data.DemoDataError, match=r"broken\.toml is not valid TOML"):
        data_reading.read_toml(tmp_path / "broken.toml")


@every_store
def test_what_is_said_is_about_what_is_sold_and_is_no_real_person(store: str) -> None:
    talk = data.load_talk(store)
    sold, brands = sold_in(store)
    entries = (*talk.reviews, *talk.ratings, *talk.questions, *talk.articles)
    named = {sku for entry in entries for sku in (entry.skus if hasattr(entry, "skus") else (entry.sku,))}
    assert named <= sold
    assert {story.name for story in talk.brands} == brands
    slugs = {article.slug[data.LANGUAGES[store][0]] for article in data.load_pages(store).articles.items}
    assert {entry.slug for entry in talk.articles} <= slugs
    spoken = {"", *data.LANGUAGES[store]}
    assert {entry.language for entry in (*talk.reviews, *talk.questions)} <= spoken
    assert all(stars in range(1, 6) for rated in talk.ratings for stars in rated.stars)
    assert all(review.stars in range(1, 6) and review.days > 0 for review in talk.reviews)
    # A distribution is worth showing, a reply and a picture are there to be seen.
    assert {review.stars for review in talk.reviews} >= {3, 4, 5}
    assert any(review.reply for review in talk.reviews)
    assert any(review.picture for review in talk.reviews)
    assert talk.questions


def sold_in(store: str) -> tuple[set[str], set[str]]:
    """(SKUs, names of brands) of what a store sells; of a recording, the SKUs of its products."""
    if store in WITH_CATALOGUE:
        catalogue = data.load_catalogue(store)
        skus = {variant.sku for product in catalogue.products for variant in product.variants}
        return skus, {brand.name for brand in catalogue.brands}
    recorded = read_catalogue(RecordingSource(data.recording_folder(store)))
    references = {product.reference for product in recorded.products()}
    return references, {maker.name for maker in recorded.manufacturers.values()}
