"""Real shops, recorded: what we read is counted again by other means."""

import json
import re
from decimal import Decimal
from xml.etree import ElementTree

import httpx
import pytest
import yaml

from legacy_import.prestashop.answer import read_answer, record_id
from legacy_import.prestashop.catalogue import read_catalogue
from legacy_import.prestashop.live import LiveSource
from legacy_import.prestashop.pictures import is_picture
from legacy_import.prestashop.recording import RecordingSource

VERSIONS = ("8.2.1", "1.7.8.11")


@pytest.fixture(scope="module")
def rich(recorded):
    return read_catalogue(RecordingSource(recorded / "8.2.1"))


@pytest.fixture(scope="module")
def products(rich):
    return {product.id: product for product in rich.products()}


def counted(path):
    """Ids by the standard library's own parser."""
    container = ElementTree.parse(path).getroot()[0]
    return [int(record.findtext("id")) for record in container]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_resource_is_read_whole(recorded, version):
    source = RecordingSource(recorded / version / "webservice")
    files = sorted((recorded / version / "webservice" / "full").glob("*.xml"))
    assert len(files) == 54
    for path in files:
        pages = list(source.pages(path.stem))
        assert [record_id(record) for page in pages for record in page.records] == sorted(counted(path)), path.stem
        assert not any(page.problems for page in pages), path.stem


@pytest.mark.parametrize(("version", "expected"), [("8.2.1", (31, 45, 12, 4)), ("1.7.8.11", (19, None, 8, 2))])
def test_the_catalogue_has_as_many_records_as_the_shop(recorded, version, expected):
    full = recorded / version / "webservice" / "full"
    catalogue = read_catalogue(RecordingSource(recorded / version))
    number_of = {
        name: len(counted(full / f"{name}.xml")) for name in ("products", "combinations", "categories", "manufacturers")
    }
    combinations = sum(len(own) for own in catalogue.combinations.values())
    read = (len(list(catalogue.products())), combinations, len(catalogue.categories), len(catalogue.manufacturers))
    # PrestaShop's root is no category of ours.
    assert read == (
        number_of["products"],
        number_of["combinations"],
        number_of["categories"] - 1,
        number_of["manufacturers"],
    )
    assert all(want in (None, got) for want, got in zip(expected, read, strict=True))
    for name, records in (
        ("product_features", catalogue.features),
        ("product_feature_values", catalogue.feature_values),
        ("product_options", catalogue.options),
        ("product_option_values", catalogue.option_values),
        ("stock_availables", catalogue.stocks),
        ("tax_rule_groups", catalogue.tax_groups),
        ("countries", catalogue.countries),
        ("currencies", catalogue.currencies),
        ("languages", catalogue.languages),
    ):
        assert len(records) == len(counted(full / f"{name}.xml")), name
    assert catalogue.problems == []


def test_prices_are_digit_by_digit_what_the_shop_wrote(recorded, products):
    text = (recorded / "8.2.1" / "webservice" / "full" / "products.xml").read_text(encoding="utf-8")
    written = re.findall(r"^\t<price><!\[CDATA\[(.*?)\]\]>", text, re.MULTILINE)
    assert sorted(str(product.price) for product in products.values()) == sorted(written)


def test_the_awkward_products(products, rich):
    assert products[20].names[1] == 'Sécateur «Pro» 21" & holster'
    assert (products[20].reference, products[20].gtin, products[20].image_ids) == ('SEC-21"', "3760123456787", (24, 25))
    assert products[20].accessory_ids == (30, 33)
    assert (products[21].price, products[21].minimal_quantity) == (Decimal("0.018519"), 10)
    assert products[24].tax_group_id == 0
    assert products[25].ecotax == Decimal("0.25")
    assert (products[26].product_type, products[26].is_virtual) == ("virtual", True)
    assert (products[27].active, products[27].redirect_type, products[27].redirect_id) == (False, "301-product", 20)
    assert any(ord(sign) > 0xFFFF for sign in "".join(products[30].names.values()))
    assert "<script" in "".join(products[30].descriptions.values())
    assert [(item.product_id, item.quantity) for item in products[31].pack_items] == [(20, 1), (21, 200)]
    assert {22, 29}.isdisjoint(products)
    assert {one.price_impact.compare(Decimal(0)) for one in rich.combinations_of(33)} == {
        Decimal(-1),
        Decimal(0),
        Decimal(1),
    }
    assert len(rich.combinations_of(33)) == 6
    assert -1 in [stock.quantity for (product, _), stock in rich.stocks.items() if product == 33]
    assert rich.stock_of(28).out_of_stock == 1
    assert (rich.feature_values[13].custom, rich.feature_values[13].values) == (True, {})
    assert (3, 13) in products[33].feature_values


def test_the_shop_itself(rich):
    assert rich.description == "Recording “webservice” of Lab Shop, PrestaShop 8.2.1"
    assert [(language.code, language.active) for language in rich.languages] == [("en", True), ("fr", True)]
    assert rich.default_language().code == "en"
    assert [currency.iso for currency in rich.currencies.values() if currency.default] == ["EUR"]
    assert rich.countries[rich.settings.default_country_id].iso == "FR"
    assert {group.rates.get("FR") for group in rich.tax_groups.values()} >= {Decimal(20), Decimal("5.5")}
    nested = {category.id: category.parent_id for category in rich.categories}
    assert (nested[12], nested[11], nested[10]) == (11, 10, 2)
    assert [category.id for category in rich.categories if not category.active] == [13]
    assert [brand.id for brand in rich.manufacturers.values() if not brand.active] == [4]


def test_every_picture_is_there_byte_by_byte(recorded, products):
    source = RecordingSource(recorded / "8.2.1")
    pictures = [(product.id, number) for product in products.values() for number in product.image_ids]
    assert len(pictures) == 26
    for product_id, number in pictures:
        content = source.image("products", product_id, number)
        assert is_picture(content)
        [path] = (recorded / "8.2.1" / "images" / "p").rglob(f"{number}.jpg")
        assert content == path.read_bytes()
    assert source.image("categories", 3)
    assert source.image("manufacturers", 1)


def test_a_recorded_shop_served_over_http_reads_the_same(recorded, rich, products):
    folder = recorded / "8.2.1" / "webservice"

    def answer(request):
        resource, asked = request.url.path.removeprefix("/api/"), request.url.params
        if not resource:
            return httpx.Response(200, content=(folder / "api.xml").read_bytes(), headers={"PSWS-Version": "8.2.1"})
        if "display" not in asked:
            return httpx.Response(200, content=(folder / "list" / f"{resource}.xml").read_bytes())
        text = (folder / "full" / f"{resource}.xml").read_text(encoding="utf-8")
        tag = re.search(rf"^<{resource}>\n<(\w+)>", text, re.MULTILINE)[1]
        rows = re.findall(rf"^<{tag}>.*?^</{tag}>", text, re.MULTILINE | re.DOTALL)
        ids = re.findall(rf'^<{tag} id="(\d+)"', (folder / "list" / f"{resource}.xml").read_text(), re.MULTILINE)
        rows.sort(key=lambda one: ids.index(re.search(r"<id><!\[CDATA\[(\d+)", one)[1]))
        offset, count = map(int, asked["limit"].split(","))
        page = "\n".join(rows[offset : offset + count])
        return httpx.Response(
            200, text=f"<?xml version='1.0'?>\n<prestashop>\n<{resource}>\n{page}\n</{resource}>\n</prestashop>"
        )

    with LiveSource("https://shop.example", "k" * 32, transport=httpx.MockTransport(answer), page_size=20) as source:
        live = read_catalogue(source)
        assert {product.id: product for product in live.products()} == products
    for name in ("settings", "languages", "categories", "combinations", "stocks", "tax_groups", "feature_values"):
        assert getattr(live, name) == getattr(rich, name), name
    assert live.problems == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_other_recorded_answer_parses(recorded, version):
    folder = recorded / version / "webservice"
    for entry in json.loads((folder / "INDEX.json").read_text(encoding="utf-8")):
        if "xml" not in entry["type"]:
            continue
        answer = read_answer((folder / entry["file"]).read_bytes(), "anything")
        assert bool(answer.errors) == (entry["status"] >= 400), entry["file"]
        assert answer.complete and not answer.problems, entry["file"]


class _Plain(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """Recordings made by Python 2 mark their strings."""


_Plain.add_constructor("tag:yaml.org,2002:python/unicode", lambda loader, node: loader.construct_scalar(node))


def test_every_answer_of_a_1_6_shop_parses(recorded):
    cassettes = sorted((recorded / "1.6.1.23" / "cassettes").glob("*.yaml"))
    assert len(cassettes) == 22
    read = 0
    for cassette in cassettes:
        for exchange in yaml.load(cassette.read_text(encoding="utf-8"), _Plain)["interactions"]:
            body = exchange["response"]["body"].get("string") or ""
            kind = " ".join(
                exchange["response"]["headers"].get("Content-Type") or exchange["response"]["headers"].get("content-type") or []
            )
            if not body or "xml" not in kind:
                continue
            resource = exchange["request"]["uri"].split("/api/")[1].split("?")[0].split("/")[0]
            answer = read_answer(body if isinstance(body, bytes) else body.encode(), resource)
            assert answer.complete and not answer.problems, exchange["request"]["uri"]
            read += 1
    assert read > 350
