"""The form that puts something into the cart holds no token: it is refused when another site sends it."""

import pytest
from django.test import Client

from commerce.cart.models import CartLine
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell


@pytest.fixture
def strict() -> Client:
    """A browser at acme, with the checks that Django's test client leaves out."""
    return Client(headers={"host": "acme.test"}, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("headers", "accepted"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://acme.test"}, True),
        ({"Origin": "http://acme.test"}, True),
        ({"Referer": "http://acme.test/products/"}, True),
        ({}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.test"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://bolt.test"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://bolt.test"}, False),
        ({"Origin": "http://acme.test.evil.test"}, False),
        ({"Origin": "https://acme.test"}, False),
        ({"Origin": "http://acme.test:8080"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": "http://bolt.test/products/"}, False),
    ],
)
def test_only_a_page_of_the_store_itself_fills_the_cart(
    acme: Store, bolt: Store, strict: Client, headers: dict[str, str], accepted: bool
) -> None:
    with in_store(acme):
        fork = sell("FORK").pk
    answer = strict.post("/cart/add/", {"variant": fork, "quantity": 1}, headers=headers)
    assert answer.status_code == (302 if accepted else 403)
    with in_store(acme):
        assert CartLine.objects.exists() is accepted
    if not accepted:
        assert not answer.cookies


def test_forms_with_personal_data_still_need_their_token(acme: Store, strict: Client) -> None:
    answer = strict.post("/account/", {"number": "1", "email": "a@b.test"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
