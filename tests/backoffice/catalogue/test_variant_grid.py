"""The grid of variants: each cell checked, all saved or none."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.utils.html import escape

from commerce.catalogue.models import FactChange, Variant
from commerce.catalogue.states import ProductKind
from commerce.catalogue.typing_numbers import typed_number
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.backoffice.test_prices_and_stock import figures, two_variants, typed
from tests.shop import sell
from tests.transactions import Fill


@pytest.fixture(scope="module")
def screen(made_once: Fill) -> str:
    """The address of the grid of a product of two variants, which all tests of the module share."""

    def make() -> str:
        with in_store(Store.objects.get(schema_name="acme")):
            first, _second = two_variants()
            return f"/admin/prices-and-stock/{first.product_id}/"

    address: str = made_once(make)
    return address


def facts(store: Store) -> list[tuple[Any, ...]]:
    """What each variant is."""
    with in_store(store):
        rows = Variant.objects.order_by("pk")
        return list(rows.values_list("sku", "gtin", "mpn", "weight", "min_quantity", "is_active"))


def test_every_fact_of_a_variant_is_saved_and_remembered(acme: Store, bolt: Store, screen: str) -> None:
    with in_store(bolt):
        two_variants()
    untouched = facts(bolt)
    owner = staff(acme)
    changes = {
        "0_sku": "NEW-1", "0_gtin": "4006381333931", "0_mpn": "M-1", "0_weight": "1,25", "0_min_quantity": "5",
        "0_is_active": None, "0_price": "1.250,00",
    }  # fmt: skip
    assert owner.post(screen, typed(owner, screen, **changes)).status_code == 302
    assert facts(acme)[0] == ("NEW-1", "4006381333931", "M-1", Decimal("1.25"), 5, False)
    assert figures(acme)[0][0] == 1250
    with in_store(acme):
        said = {(change.fact, change.before, change.after) for change in FactChange.objects.all()}
        assert {("sku", "LDS02", "NEW-1"), ("active", "yes", "no"), ("price GBP", "45", "1250")} <= said
        assert set(FactChange.objects.values_list("by__email", flat=True)) == {"owner@staff.test"}
    assert facts(bolt) == untouched


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("1_gtin", "4006381333932", "The check digit of this GTIN is wrong"),
        ("1_sku", "", "This field is required"),
        ("1_sku", "LDS02", "Another line has this SKU"),
        ("1_sku", "TAKEN", "Another product has this SKU"),
        ("1_sku", "<b>", "no blanks at its ends"),
        ("1_price", "-5", "A price is 0 or more"),
        ("1_price", "\u22125 £", "A price is 0 or more"),
        ("1_price", "5-", "Enter a number"),
        ("1_compare_at", "-0.01", "A price is 0 or more"),
        ("1_weight", "heavy", "Enter a number"),
        ("1_weight", "1,234", "Write 1234 or 1.234"),
        ("1_on_hand", "-4", "Fewer than none cannot be counted"),
        ("1_min_quantity", "0", "greater than or equal to 1"),
    ],
)
def test_one_wrong_cell_is_named_and_nothing_at_all_is_saved(
    acme: Store, screen: str, cell: str, value: str, said: str
) -> None:
    with in_store(acme):
        sell("TAKEN")
    owner = staff(acme)
    before = facts(acme), figures(acme)
    response = owner.post(screen, typed(owner, screen, **{"0_price": "12.34", "0_mpn": "kept", cell: value}))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert 'value="kept"' in page
    assert not value or f'value="{escape(value)}"' in page
    assert (facts(acme), figures(acme)) == before


def test_what_somebody_else_changed_meanwhile_is_not_written_over_unseen(acme: Store, screen: str) -> None:
    owner = staff(acme)
    mine = typed(owner, screen, **{"0_price": "50.00", "0_on_hand": "7", "1_price": "60.00"})
    theirs = typed(owner, screen, **{"0_price": "48.00", "1_price": "60.00"})
    assert owner.post(screen, theirs).status_code == 302
    before = figures(acme)
    answer = owner.post(screen, mine)
    assert answer.status_code == 422
    form = answer.context["forms"].forms[0]
    assert list(form.errors) == ["price"]
    assert "“48.00”" in form.errors["price"][0]
    assert not answer.context["forms"].forms[1].errors, "both wrote the same"
    assert figures(acme) == before
    page = answer.content.decode()
    assert 'value="50.00"' in page and 'data-was="48.00"' in page
    again = {**mine, "form-0-seen": form["seen"].value()}
    assert owner.post(screen, again).status_code == 302
    assert figures(acme)[0][0] == 50


def test_the_history_shows_amounts_as_the_language_writes_them(acme: Store, screen: str) -> None:
    owner = staff(acme)
    owner.post(screen, typed(owner, screen, **{"0_price": "1250.5", "1_price": "0.018519"}))
    with in_store(acme):
        pk = Variant.objects.values_list("product", flat=True).order_by("pk")[0]
    page = owner.get(f"/admin/snippets/catalogue/product/history/{pk}/").content.decode()
    assert "£45.00" in page and "£1,250.50" in page and "£0.018519" in page


def test_prices_stand_in_their_cells_with_the_places_of_their_currency(acme: Store, bolt: Store, screen: str) -> None:
    owner = staff(acme)
    owner.post(screen, typed(owner, screen, **{"0_price": "49,50", "0_compare_at": "1.250,00", "1_price": "0.018519"}))
    rows = [form.initial for form in owner.get(screen).context["forms"]]
    assert [row["price"] for row in rows] == ["49.50", "0.018519"]
    assert rows[0]["compare_at"] == "1250.00"
    bolt.currency = "JPY"
    bolt.save()
    with in_store(bolt):
        first, _second = two_variants()
    page = staff(bolt).get(f"/admin/prices-and-stock/{first.product_id}/")
    assert [form.initial["price"] for form in page.context["forms"]] == ["45", "50"]


def test_a_sale_in_the_meantime_stays_where_no_stock_was_typed(acme: Store, screen: str) -> None:
    owner = staff(acme)
    mine = typed(owner, screen, **{"0_price": "51.00"})
    assert owner.post(screen, typed(owner, screen, **{"0_on_hand": "3"})).status_code == 302
    assert owner.post(screen, mine).status_code == 302
    assert figures(acme)[0][2] == 3


def test_the_keys_of_the_grid_are_told_and_one_saves(acme: Store, screen: str) -> None:
    page = staff(acme).get(screen).content.decode()
    assert "Ctrl+D takes over the cell above. Ctrl+S saves; on a Mac: Cmd+S." in page
    button = re.search(r'<button [^>]*type="submit"[^>]*>Save</button>', page.split("data-grid-help")[1])
    assert button and 'data-w-kbd-key-value="mod+s" data-w-kbd-scope-value="global"' in button[0]


def test_two_skus_change_places(acme: Store, screen: str) -> None:
    owner = staff(acme)
    assert owner.post(screen, typed(owner, screen, **{"0_sku": "LDS02-B", "1_sku": "LDS02"})).status_code == 302
    assert [row[0] for row in facts(acme)] == ["LDS02-B", "LDS02"]


def test_a_bundle_has_no_stock_to_count(acme: Store) -> None:
    with in_store(acme):
        product = sell("KIT").product
        product.kind = ProductKind.BUNDLE
        product.save()
    page = staff(acme).get(f"/admin/prices-and-stock/{product.pk}/").content.decode()
    assert "On hand" not in page
    assert "Price" in page


def test_the_grid_costs_the_same_with_many_variants(acme: Store, screen: str, django_assert_max_num_queries: Any) -> None:
    owner = staff(acme)
    with in_store(acme):
        product = Variant.objects.get(sku="LDS02").product
        Variant.objects.bulk_create(Variant(product=product, sku=f"N-{number}") for number in range(60))
    owner.get(screen)
    with django_assert_max_num_queries(30):
        owner.get(screen)


@pytest.mark.parametrize(
    ("text", "number"),
    [("45", "45"), ("12,5", "12.5"), ("1.250,00", "1250.00"), ("1,250.00", "1250.00"), ("£ 45", "45"), ("12 000,50", "12000.50"),
     ("1,234,567", "1234567"), ("NaN", "NaN"), ("-3", "-3"), ("45 GBP", "45"),
     ("\u221220 °C", "-20"), ("\u20135", "-5"), ("(5)", "(5)"), ("5-", "5-"), ("5 - £", "5 - £"),
     ("45,-", "45."), ("45.–", "45."), ("5-pack", "5")],
)  # fmt: skip
def test_numbers_are_read_as_people_paste_them(text: str, number: str) -> None:
    assert typed_number(text) == number
