"""A product moves through its life as the table says."""

import pytest

from commerce.catalogue.models import Product
from commerce.catalogue.states import ProductLife, ProductStatus
from commerce.catalogue.viewsets import ProductViewSet
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


@pytest.mark.parametrize("before", ProductStatus.values)
def test_the_form_allows_the_moves_of_the_table_and_no_others(acme: Store, bolt: Store, before: str) -> None:
    with in_store(bolt):
        twin = sell("LDS02", status=before).product
    with in_store(acme):
        pk = sell("LDS02", status=before).product_id
    for after in ProductStatus.values:
        refuses_what_the_table_refuses(acme, pk, before, after)
    with in_store(bolt):
        assert Product.objects.get(pk=twin.pk).status == before


def refuses_what_the_table_refuses(acme: Store, pk: int, before: str, after: str) -> None:
    with in_store(acme):
        product = Product.objects.get(pk=pk)
        form = ProductViewSet().get_form_class(for_update=True)({"status": after}, instance=product)
        form.is_valid()
        assert ("status" not in form.errors) == (before == after or ProductLife.may(before, after))
        assert Product.objects.get(pk=product.pk).status == before
