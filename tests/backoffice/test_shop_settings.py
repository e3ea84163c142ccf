"""Price lists and delivery in the admin: what does not exist is refused, and what was typed is kept."""

import re
from decimal import Decimal
from typing import Any

import pytest

from commerce.shipping.models import ShippingMethod
from commerce.tax.models import TaxClass
from pricing.models import PriceList
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff


def delivery(store: Store, **changes: str) -> dict[str, Any]:
    """The form of a delivery method."""
    first, second = ("en", "de") if store.schema_name == "acme" else ("af", "en")
    words = {f"labels_{first}": "Van", f"labels_{second}": "", f"notes_{first}": "", f"notes_{second}": ""}
    facts = {
        "code": "van",
        "tax_class": "standard",
        "is_active": "on",
        "currency": store.currency,
        "amount": "5",
        "free_from": "",
    }
    return {**words, **facts, **changes}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"currency": "QQQ"}, "Write the currency as its ISO code"),
        ({"tax_class": "nonsense"}, "nonsense is not one of the available choices"),
        ({"amount": "abc"}, "Enter a number"),
        ({"amount": "-1"}, "A price is 0 or more"),
        ({"free_from": "-1"}, "A price is 0 or more"),
        ({"code": "standard"}, "already exists"),
    ],
)
def test_a_delivery_method_of_nothing_is_refused(acme: Store, bolt: Store, wrong: dict[str, str], said: str) -> None:
    answer = staff(acme).post("/admin/shippingmethod/new/", delivery(acme, **wrong))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert said in text
    assert 'value="Van"' in text
    for store in (acme, bolt):
        with in_store(store):
            assert ShippingMethod.objects.count() == 1


def test_a_delivery_method_is_made_with_a_tax_class_of_the_store(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        TaxClass.objects.create(code="parcels", name="Parcels")
    answer = staff(acme).post("/admin/shippingmethod/new/", delivery(acme, tax_class="parcels", currency="gbp"))
    assert answer.status_code == 302
    with in_store(acme):
        made = ShippingMethod.objects.get(code="van")
        assert (made.tax_class, made.currency) == ("parcels", "GBP")
    assert "parcels" not in staff(bolt).get("/admin/shippingmethod/new/").content.decode()


def test_the_price_of_delivery_has_the_places_of_its_currency(acme: Store, bolt: Store) -> None:
    for store, currency, shown in ((acme, "GBP", "49.50"), (bolt, "JPY", "500")):
        with in_store(store):
            method = ShippingMethod.objects.get()
            method.currency, method.amount, method.free_from = currency, Decimal(shown), Decimal(shown)
            method.save()
        page = staff(store).get(f"/admin/shippingmethod/edit/{method.pk}/").content.decode()
        assert page.count(f'value="{shown}"') == 2


def test_the_language_of_an_input_stands_beside_it_when_it_is_filled(acme: Store, bolt: Store) -> None:
    for store, codes in ((acme, ("en", "de")), (bolt, ("af", "en"))):
        with in_store(store):
            method = ShippingMethod.objects.get()
        page = staff(store).get(f"/admin/shippingmethod/edit/{method.pk}/").content.decode()
        for code in codes:
            assert re.search(rf'<label><span>\w+</span>\s*<input[^>]*name="labels_{code}"', page), code


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"currency": "QQQ"}, "Write the currency as its ISO code"),
        ({"valid_from": "2026-05-02 10:00", "valid_until": "2026-05-01 10:00"}, "would end before it begins"),
    ],
)
def test_a_price_list_of_nothing_is_refused(acme: Store, wrong: dict[str, str], said: str) -> None:
    data = {
        "name": "Trade", "code": "trade", "kind": "own", "basis": "net", "currency": "GBP", "status": "draft", "priority": "0",
        "valid_from": "", "valid_until": "",
    }  # fmt: skip
    owner = staff(acme)
    refused = owner.post("/admin/pricelist/new/", data | wrong)
    assert refused.status_code == 200
    assert said in refused.content.decode()
    with in_store(acme):
        assert not PriceList.objects.filter(code="trade").exists()
    assert owner.post("/admin/pricelist/new/", data).status_code == 302
