"""Prices from the database: a fixed number of queries, and each store its own."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from moneyed import Money

from commerce.tax.models import TaxClass, TaxRate
from pricing.arithmetic.resolution import NoPrice, PriceQuote
from pricing.models import Price, PriceList
from pricing.selectors import Buyer, Wanted, anyone, base_basis, resolve_prices
from pricing.services import ensure_base_list, set_price
from pricing.wording import written
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import base_list, sell, together

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def quote(variant_id: int, quantity: int = 1, *, currency: str, buyer: Buyer | None = None) -> PriceQuote:
    found = resolve_prices([Wanted(variant_id, quantity)], buyer=buyer or anyone(), at=NOW, currency=currency)[variant_id]
    assert isinstance(found, PriceQuote)
    return found


def test_each_store_has_its_own_price_and_tax(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        of_acme = quote(sell("LDS02", price="45.00").pk, currency="GBP")
    with in_store(bolt):
        of_bolt = quote(sell("LDS02", price="899.00").pk, currency="ZAR")
    assert (of_acme.unit, of_acme.gross, of_acme.rate) == (Money("45.00", "GBP"), Money("54.00", "GBP"), 20)
    assert (of_bolt.unit, of_bolt.net, of_bolt.rate) == (Money("899.00", "ZAR"), Money("781.74", "ZAR"), 15)


def test_a_price_of_one_store_is_unknown_in_the_other(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        promo = PriceList.objects.create(code="promo", name="Promo", basis="net", currency="GBP", status="live")
        set_price(price_list=promo, variant=variant, amount=Decimal("31.50"))
        assert quote(variant.pk, currency="GBP").unit == Money("31.50", "GBP")
    with in_store(bolt):
        assert not Price.objects.exists()
        assert not PriceList.objects.filter(code="promo").exists()
        for currency in ("GBP", "ZAR"):
            found = resolve_prices([Wanted(variant.pk)], buyer=anyone(), at=NOW, currency=currency)
            assert isinstance(found[variant.pk], NoPrice)


@pytest.mark.tenant("acme")
def test_fifty_variants_cost_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    with together():
        variants = [sell(f"SKU-{number}", price=f"{number}.50") for number in range(1, 51)]
    # The first query after a change of stores sets the path as well.
    quote(variants[0].pk, 1, currency="GBP")
    for some in (variants[:1], variants):
        with django_assert_num_queries(3):
            quotes = resolve_prices([Wanted(v.pk) for v in some], buyer=Buyer("GB"), at=NOW, currency="GBP")
        assert len(quotes) == len(some)
    assert quotes[variants[49].pk].unit == Money("50.50", "GBP")  # type: ignore[union-attr]


@pytest.mark.tenant("acme")
def test_a_quantity_step_counts_what_is_wanted_altogether() -> None:
    variant = sell("CABLE", price="2.00")
    set_price(price_list=base_list(), variant=variant, amount=Decimal("1.50"), min_quantity=10)
    lines = [Wanted(variant.pk, 6), Wanted(variant.pk, 4)]
    assert resolve_prices(lines, buyer=anyone(), at=NOW, currency="GBP")[variant.pk].unit == Money("1.50", "GBP")  # type: ignore[union-attr]
    assert quote(variant.pk, 9, currency="GBP").unit == Money("2.00", "GBP")


@pytest.mark.tenant("acme")
def test_a_gross_list_in_a_net_store_is_never_charged_as_if_it_were_net() -> None:
    variant = sell("LDS02", price="45.00")
    wrong = PriceList.objects.create(code="wrong", name="Wrong", basis="gross", currency="GBP", status="live")
    percent = PriceList.objects.create(code="ten", name="Ten", kind="percent_off", basis="net", currency="GBP", status="live")
    for price_list, amount in ((wrong, "54.00"), (percent, "10.00")):
        set_price(price_list=price_list, variant=variant, amount=Decimal(amount))
    found = quote(variant.pk, currency="GBP")
    assert found.unit == Money("45.00", "GBP")
    assert {verdict.reason for verdict in found.trace} == {
        "applies",
        "is gross, base prices are net",
        "its amounts are reductions, not prices",
    }


@pytest.mark.tenant("acme")
def test_the_rate_of_the_day_and_the_country_applies() -> None:
    variant = sell("LDS02", price="45.00")
    standard = TaxClass.objects.get(code="standard")
    TaxRate.objects.create(tax_class=standard, country="GB", rate=Decimal("17.5"), valid_from="2026-11-21")
    TaxRate.objects.create(tax_class=standard, country="GB", rate=Decimal(25), valid_from="2026-11-22")
    TaxRate.objects.create(tax_class=standard, country="DE", rate=Decimal(19))
    assert quote(variant.pk, currency="GBP").rate == Decimal("17.5")
    assert quote(variant.pk, currency="GBP", buyer=Buyer("DE")).gross == Money("53.55", "GBP")
    assert quote(variant.pk, currency="GBP", buyer=Buyer("US")).gross == Money("45.00", "GBP")


def test_the_basis_is_the_base_lists(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        assert (base_basis("GBP"), base_basis("ZAR")) == ("net", "gross")
        assert ensure_base_list(currency="GBP", basis=PriceList.Basis.GROSS).basis == "net"
    with in_store(bolt):
        assert (base_basis("GBP"), base_basis("ZAR")) == ("gross", "gross")


@pytest.mark.tenant("bolt")
@pytest.mark.parametrize(
    "bad", [{"amount": Decimal("-0.01")}, {"amount": Decimal(1), "min_quantity": 0}, {"amount": Decimal("NaN")}]
)
def test_a_price_that_cannot_be_is_refused_and_the_old_one_stays(bad: dict[str, Any]) -> None:
    variant = sell("STRINGS", price="189.90")
    with pytest.raises(ValidationError):
        set_price(price_list=base_list(), variant=variant, **bad)
    assert [price.amount for price in Price.objects.filter(variant=variant)] == [Decimal("189.90")]


@pytest.mark.tenant("bolt")
def test_setting_the_same_price_again_changes_nothing() -> None:
    variant = sell("STRINGS", price="189.90")
    assert not set_price(price_list=base_list(), variant=variant, amount=Decimal("189.90"))
    assert set_price(price_list=base_list(), variant=variant, amount=Decimal("199.90"), compare_at=Decimal("229.00"))
    assert quote(variant.pk, currency="ZAR").compare_at == Money("229.00", "ZAR")


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        ("1234.5", "GBP", "en", "£1,234.50"),
        ("0.018519", "GBP", "en", "£0.018519"),
        ("1234", "JPY", "en", "¥1,234"),
        ("1.2345", "KWD", "en", "KWD1.2345"),
        ("1.234", "KWD", "en", "KWD1.234"),
    ],
)
def test_an_amount_finer_than_its_currency_is_written_in_full(amount: str, currency: str, language: str, text: str) -> None:
    assert written(Money(amount, currency), language) == text
