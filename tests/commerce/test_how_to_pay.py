"""What a shopper is told about paying: with an account, and in a new store that has entered none yet."""

import pytest
from django.core import mail
from django.test import Client

from commerce.storefront.orders import order_url
from sites.content.settings import StoreIdentity
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.commerce.shopping import buy, cart_with, text_of, worked_goods

ACCOUNT = "GB33 BUKB 2020 1555 5555 55"
EXACTLY = "use exactly these details"
FOLLOWS = "We will send you our bank details"


def enter_account(store: Store, number: str = ACCOUNT) -> None:
    """Fill in the setting."""
    with in_store(store):
        identity = StoreIdentity.load()
        identity.bank_iban = number
        identity.save()


@pytest.mark.parametrize("name", ["acme", "bolt"])
def test_page_and_mail_give_the_account_or_say_that_it_follows(acme: Store, bolt: Store, name: str) -> None:
    store, other = (acme, bolt) if name == "acme" else (bolt, acme)
    enter_account(other)
    client = Client(headers={"host": f"{name}.test"})
    with in_store(store):
        goods = worked_goods().values()
    for number in (" ", ACCOUNT):
        enter_account(store, number)
        has_account = number == ACCOUNT
        mail.outbox.clear()
        with in_store(store):
            order = buy(cart_with(*goods))
            page = text_of(client.get(order_url(order)))
            [message] = mail.outbox
            [(markup, _kind)] = message.alternatives  # type: ignore[attr-defined]
        for text in (page, str(message.body), str(markup)):
            assert (ACCOUNT in text, FOLLOWS in text) == (has_account, not has_account)
            assert order.number in text
        assert (EXACTLY in page, "Account holder" in page) == (has_account, has_account)
