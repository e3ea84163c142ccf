"""A question that is put into SQL once answers as its query set does, in every store."""

from typing import Any

import pytest
from django.db.models import QuerySet, Sum

from commerce.catalogue.models import Product, ProductCopy
from commerce.kernel.written import Written
from commerce.stock.models import StockItem
from pricing.models import Price
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


def of_words(ids: list[int]) -> QuerySet[Any, Any]:
    """Columns that PostgreSQL and Python see differently: JSON, moments, words."""
    return ProductCopy.objects.filter(product_id__among=ids, live=True).order_by("pk").values_list("pk", "body", "name")


def of_prices(ids: list[int], currency: str) -> QuerySet[Any, Any]:
    """Of one currency."""
    rows = Price.objects.filter(variant__product_id__among=ids, price_list__currency=currency)
    return rows.order_by("pk").values_list("variant_id", "amount", "price_list__code")


def of_stock(ids: list[int]) -> QuerySet[Any, Any]:
    """Summed up."""
    rows = StockItem.objects.filter(variant__product_id__among=ids).order_by("variant__product")
    return rows.values_list("variant__product").annotate(there=Sum("on_hand"))


@pytest.mark.parametrize(("ask", "texts"), [(of_words, False), (of_prices, True), (of_stock, False)])
def test_it_answers_as_the_query_set_does_in_either_store(acme: Store, bolt: Store, ask: Any, texts: bool) -> None:
    written = Written(ask)
    found = []
    # The first of them is written in one store and asked in the other.
    for store in (acme, bolt, acme):
        with in_store(store):
            for number in range(3):
                if not Product.objects.filter(name=f"{store.code}{number}").exists():
                    sell(f"X{number}", name=f"{store.code}{number}", price=f"{number + 1}.50", stock=number + store.pk)
            ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))[:2]
            text = [store.currency] if texts else []
            assert written(ids, *text) == list(ask(ids, *text))
            found.append(written(iter(ids), *text))
    assert len(found[0]) == 2
    assert found[0] == found[2] != found[1]


def test_it_is_put_together_once_and_not_asked_for_nothing(acme: Store, django_assert_num_queries: Any) -> None:
    made = []

    def ask(ids: list[int]) -> QuerySet[Any, Any]:
        made.append(ids)
        return of_words(ids)

    written = Written(ask)
    with in_store(acme):
        pk = sell("X1").product_id
        with django_assert_num_queries(0):
            assert written([]) == []
        assert made == []
        with django_assert_num_queries(2):
            assert written([pk]) == written([pk])
    assert len(made) == 1


def test_what_is_asked_for_cannot_break_out(acme: Store) -> None:
    written = Written(of_prices)
    with in_store(acme):
        pk = sell("X1").product_id
        assert written([pk], "GBP'; DROP TABLE pricing_price; --") == []
        assert len(written([pk], "GBP")) == 1
