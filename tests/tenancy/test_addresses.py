"""Addresses of one store are not remembered for another."""

from django.urls import reverse
from django.utils import translation

from sites.tenants.context import in_store
from sites.tenants.models import Store


def test_the_prefix_of_a_language_is_each_stores_own(acme: Store, bolt: Store) -> None:
    with translation.override("en"):
        for _twice in range(2):
            with in_store(bolt):
                assert reverse("cart") == "/en/cart/"
            with in_store(acme):
                assert reverse("cart") == "/cart/"
