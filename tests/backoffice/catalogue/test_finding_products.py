"""Staff find products by number and name, also mistyped; the list shows and filters them; categories are ordered by hand."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from commerce.catalogue.models import Attribute, CategoryPage, Product, ProductCopy, ProductPlacement, ProductValue, Variant
from commerce.catalogue.staff_search import by_number, product_ids
from commerce.catalogue.units import NotConvertible, convert, convertible
from commerce.storefront.facets.definitions import read_definitions
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.goods import attribute
from tests.backoffice.staff import staff
from tests.shop import category, sell
from tests.transactions import Fill

LIST = "/admin/snippets/catalogue/product/"


@pytest.fixture(scope="module")
def shelf(made_once: Fill) -> None:
    """Four products in acme, one of the same name in bolt, for all tests of the module."""
    made_once(fill)


def fill() -> None:
    acme, bolt = Store.objects.order_by("schema_name")
    with in_store(acme):
        first = sell("LDS02", name="Door and window sensor")
        Variant.objects.filter(pk=first.pk).update(gtin="4006381333931", mpn="DRG-77")
        sell("LDS02-EU", name="Door sensor, outdoor")
        sell("GW-1", name="Indoor gateway")
        sell("SOIL9", name="Soil moisture probe")
        sell("AIR", name="CO₂ meter")
        sell("TP-RIPAVO", name="Chair")
        sell("CHAIRLIFT", name="Lift")
    with in_store(bolt):
        sell("LDS02", name="Door and window sensor")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("LDS02", "LDS02"), ("lds02", "LDS02"), ("4006381333931", "LDS02"), ("400638", "LDS02"), ("drg-77", "LDS02"),
        ("sensor door", "LDS02"), ("gatewy", "GW-1"), ("gateway indor", "GW-1"), ("moistuer", "SOIL9"), ("SOLI9", "SOIL9"),
        ("gw1", "GW-1"), ("mostiure probe", "SOIL9"), ("lds 02 eu", "LDS02-EU"), ("drg77", "LDS02"), ("co2", "AIR"), ("CO2 metre", "AIR"),
        ("CO₂", "AIR"), ("tp ripavo", "TP-RIPAVO"), ("TP-RIPAOV", "TP-RIPAVO"), ("ldS0", "LDS02"),
        ("chair", "CHAIRLIFT"),
    ],
)  # fmt: skip
def test_what_is_meant_comes_first(acme: Store, shelf: None, query: str, first: str) -> None:
    with in_store(acme):
        ids = product_ids(query)
        assert ids, query
        assert Variant.objects.get(product=ids[0]).sku == first


@pytest.mark.parametrize("query", ["GW-1", "gw 1", "DRG-77"])
def test_a_number_finds_what_has_it_and_nothing_that_resembles_it(acme: Store, shelf: None, query: str) -> None:
    with in_store(acme):
        assert len(product_ids(query)) == 1


@pytest.mark.parametrize("query", ["", "  ", "'\";--", "%", "_", "\x00", "😀", "zzzzqqq", "x" * 10_000])
def test_what_means_nothing_finds_nothing(acme: Store, shelf: None, query: str) -> None:
    with in_store(acme):
        assert product_ids(query) == []
    assert staff(acme).get(LIST, {"q": query}).status_code == 200


def test_list_chooser_and_variant_chooser_find_mistyped_names(acme: Store, shelf: None) -> None:
    owner = staff(acme)
    for address in (LIST, "/admin/snippets/choose/catalogue/product/results/", "/admin/choose-variant/results/"):
        page = owner.get(f"{address}?q=gatewy").content.decode()
        assert "GW-1" in page, address
        assert "SOIL9" not in page, address


def test_a_search_costs_the_same_with_many_products(acme: Store, shelf: None, django_assert_max_num_queries: Any) -> None:
    with in_store(acme):
        for number in range(12):
            sell(f"P-{number}", name=f"Gateway {number}")
        with django_assert_max_num_queries(3):
            assert len(product_ids("gateway")) == 13


def test_a_whole_number_is_one_statement_and_a_word_is_more(acme: Store, shelf: None, django_assert_num_queries: Any) -> None:
    with in_store(acme):
        sell("ACC", name="Bracket for LDS02")
        with django_assert_num_queries(1):
            assert len(product_ids("lds02")) == 2
        assert len(product_ids("for lds02")) == 1
        assert list(by_number("LDS+02+eu")) == product_ids("lds02-eu")
        sell("CHAIR", name="Stool")
        # A SKU without a figure may be a word.
        assert [Product.objects.get(pk=pk).name for pk in product_ids("chair")] == ["Stool", "Lift", "Chair"]


def test_numbers_are_read_from_indexes(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store), CaptureQueriesContext(connection) as asked:
            by_number("400638")
        with in_store(store), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
            plan = " ".join(row[0] for row in cursor.fetchall())
            cursor.execute("SET LOCAL enable_seqscan = on")
        assert {name for name in ("variants_by_sku", "variants_by_mpn", "variants_by_gtin") if name in plan} == {
            "variants_by_sku", "variants_by_mpn", "variants_by_gtin",
        }  # fmt: skip


def test_the_list_shows_prices_stock_and_languages_and_filters(acme: Store, shelf: None) -> None:
    with in_store(acme):
        shelf_page = category("Sensors")
        sub = category("Outdoor", parent=shelf_page)
        product = Product.objects.get(name="Door sensor, outdoor")
        ProductPlacement.objects.create(product=product, category=sub)
        locales = {locale.language_code: locale.pk for locale in Locale.objects.all()}
        ProductCopy.objects.create(product=product, locale_id=locales["de"], name="Türsensor", slug="tuersensor", live=True)
    owner = staff(acme)
    page = owner.get(LIST).content.decode()
    assert "£45.00" in page
    assert 'title="missing">DE' in page
    for query, shown, hidden in (
        (f"category={shelf_page.pk}", "outdoor", "gateway"),
        (f"lacks_words={locales['de']}", "gateway", "outdoor"),
        ("status=archived", "No products match", "gateway"),
        ("kind=bundle", "No products match", "gateway"),
    ):
        found = owner.get(f"{LIST}results/?{query}").content.decode()
        assert shown in found, query
        assert f"{hidden}</a>" not in found, query
        assert f"{hidden}\n" not in found, query


def test_products_of_a_category_are_placed_by_number(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        page = category("Sensors")
        one, two, three = (sell(sku, category=page).product for sku in ("ONE", "TWO", "THREE"))
    owner = staff(acme)
    address = f"/admin/categories/{page.pk}/order-products/"
    assert "THREE" in owner.get(address).content.decode()
    wrong = owner.post(address, {f"place-{two.pk}": "first"})
    assert wrong.status_code == 422
    assert 'value="first"' in wrong.content.decode()
    assert owner.post(address, {f"place-{three.pk}": "1", f"place-{one.pk}": "2", f"place-{two.pk}": ""}).status_code == 302
    with in_store(acme):
        ranks = dict(ProductPlacement.objects.values_list("product", "rank"))
        assert ranks == {three.pk: 1, one.pk: 2, two.pk: 0}
    assert staff(bolt).get(address).status_code == 404


def test_a_category_is_sorted_by_one_of_the_known_sorts(acme: Store) -> None:
    with in_store(acme):
        page = category("Sensors")
        form = CategoryPage.get_edit_handler().get_form_class()(instance=page)
        codes = [code for code, _label in form.fields["default_sort"].choices]
    assert codes[0] == ""
    assert {"newest", "price", "name"} <= set(codes)


def test_what_may_be_filtered_by_is_what_listings_make_a_facet_of(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            for kind in Attribute.Kind:
                Attribute.objects.create(code=f"of-{kind.value}", kind=kind, facetable=True)
            found = {facet.code for facet in read_definitions(Locale.get_default().pk).facets}
            assert {code for code in found if code.startswith("of-")} == {f"of-{kind.value}" for kind in Attribute.FILTERED}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "number", "unit": "mm", "shown_unit": "kg"}, "measure different things"),
        ({"kind": "number", "unit": "", "shown_unit": "kg"}, "Say which unit"),
        ({"kind": "number", "unit": "mm", "least": "5", "most": "1"}, "below the least"),
        ({"kind": "text", "facetable": "on"}, "Shoppers filter by"),
    ],
)
def test_units_and_ranges_of_an_attribute_are_checked(acme: Store, data: dict[str, str], said: str) -> None:
    owner = staff(acme)
    sent = {"code": "size", "labels_en": "Size", "position": "0", "unit": "", "shown_unit": "", "choices-TOTAL_FORMS": "0"}
    sent |= {"choices-INITIAL_FORMS": "0", "choices-MIN_NUM_FORMS": "0", "choices-MAX_NUM_FORMS": "1000", **data}
    response = owner.post("/admin/snippets/catalogue/attribute/add/", sent)
    assert said in response.content.decode()
    with in_store(acme):
        assert not Attribute.objects.exists()


def test_a_kind_does_not_change_under_the_values_of_products(acme: Store) -> None:
    with in_store(acme):
        note = attribute("note", Attribute.Kind.TEXT)
        ProductValue.objects.create(product=sell("LDS03").product, attribute=note, text={"en": "x"})
    sent = {
        "code": "note", "labels_en": "Note", "position": "0", "kind": "number", "unit": "", "shown_unit": "",
        "choices-TOTAL_FORMS": "0", "choices-INITIAL_FORMS": "0",
    }  # fmt: skip
    response = staff(acme).post(f"/admin/snippets/catalogue/attribute/edit/{note.pk}/", sent)
    assert "Make a new attribute for another kind" in response.content.decode()


def test_a_unit_does_not_change_under_the_values_of_products(acme: Store) -> None:
    with in_store(acme):
        length = attribute("length", Attribute.Kind.NUMBER, unit="mm")
        ProductValue.objects.create(product=sell("LDS03").product, attribute=length, number=5)
    sent = {"code": "length", "labels_en": "Length", "position": "0", "kind": "number", "choices-TOTAL_FORMS": "0",
            "choices-INITIAL_FORMS": "0"}  # fmt: skip
    owner, address = staff(acme), f"/admin/snippets/catalogue/attribute/edit/{length.pk}/"
    assert "Products have values in mm." in owner.post(address, {**sent, "unit": "m", "shown_unit": ""}).content.decode()
    assert owner.post(address, {**sent, "unit": "mm", "shown_unit": "m"}).status_code == 302


def test_units_convert_within_what_they_measure() -> None:
    assert convert(Decimal(254), "mm", "in") == 10
    assert convert(Decimal(212), "°F", "°C") == 100
    assert convert(Decimal(3600), "mAh", "Ah") == Decimal("3.6")
    assert not convertible("mm", "kg")
    assert not convertible("furlong", "m")
    with pytest.raises(NotConvertible):
        convert(Decimal(1), "mm", "kg")
