"""What tests sell, `tests.shop.sell`, is what staff would have made, row for row in every table of the store."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models

from commerce.catalogue.states import ProductStatus
from commerce.storefront.models import KnownWord
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests import shop
from tests.shelving import shelve_what_waits
from tests.shop import category, sell


@pytest.mark.parametrize("schema", ["acme", "bolt"])
@pytest.mark.parametrize(
    "said", [{}, {"stock": 0, "backorder": True}, {"status": ProductStatus.DRAFT, "price": "3.10", "tax_class": "zero"}]
)
def test_rows_are_those_that_the_verbs_write(
    acme: Store, bolt: Store, schema: str, said: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_store({"acme": acme, "bolt": bolt}[schema]):
        shelf = category("Sensors")
        # What there is only once, such as the type of product.
        sell("P0", name="Sensor")
        rows = written(lambda: sell("P1", name="Sensor", category=shelf, **said))
        monkeypatch.setattr(shop, "is_indexing", lambda: True)
        by_verbs = written(lambda: sell("P2", name="Sensor", category=shelf, **said))
    assert rows == by_verbs
    assert {"Product", "Variant", "ProductCopy", "Price", "StockItem", "ProductPlacement", "SearchCode"} <= rows.keys()
    assert ("ShelfItem" in rows) == (said.get("status") is None)


def written(sells: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows that this writes, by the names of their models."""
    shelve_what_waits()
    tables = connection.introspection.table_names()
    # A store learns a word once, whichever product comes first with it.
    kinds = [model for model in apps.get_models() if model._meta.db_table in tables and model is not KnownWord]
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in kinds}
    sells()
    shelve_what_waits()
    new = {model: model._base_manager.exclude(pk__in=before[model]).order_by("pk") for model in kinds}
    return {model.__name__: found for model, rows in new.items() if (found := [said_by(row) for row in rows])}


def said_by(row: models.Model) -> dict[str, Any]:
    """What a row says, but for what differs from product to product: its keys, its moment, its number. Rows of the shelf are made
    from the others, by the same hand whoever sold.
    """
    if row._meta.app_label == "storefront":
        return {}
    return {field.name: alike(field, field.value_from_object(row)) for field in row._meta.concrete_fields}


def alike(field: models.Field, value: Any) -> Any:
    """Of keys and moments, whether there is one."""
    if value is not None and (field.primary_key or field.is_relation or isinstance(value, (datetime, UUID))):
        return type(value).__name__
    return value.replace("P2", "P1").replace("p2", "p1") if isinstance(value, str) else value
