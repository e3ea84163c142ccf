"""Where a request comes from: what our own proxies saw, never what the sender claims."""

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from commerce.storefront.views.account import TRIES
from sites.tenants.models import Store
from sites.tenants.visitors import client_address

PROXY, SHOPPER, FORGED = "10.0.0.1", "203.0.113.7", "198.51.100.9"


def address(forwarded: str | None, *, connected: str = PROXY) -> str:
    """What is made of a request with this X-Forwarded-For."""
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": connected} | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})
    return client_address(request)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, None, PROXY),
        (0, FORGED, PROXY),
        (1, SHOPPER, SHOPPER),
        (1, f"{FORGED}, {SHOPPER}", SHOPPER),
        (1, f"{FORGED},{FORGED},{FORGED}, {SHOPPER}", SHOPPER),
        (2, f"{SHOPPER}, 10.0.0.2", SHOPPER),
        (2, f"{FORGED}, {SHOPPER}, 10.0.0.2", SHOPPER),
        # Came round the outer proxy, so nothing in it was written by that.
        (2, FORGED, PROXY),
        (1, None, PROXY),
        (1, "", PROXY),
        (1, " , ,", PROXY),
        (1, f"{FORGED}, unknown", PROXY),
        (1, f"{FORGED}, <script>", PROXY),
        (1, f"{SHOPPER}:51800", SHOPPER),
        (1, f"::ffff:{SHOPPER}", SHOPPER),
        (1, "2001:DB8:0::7", "2001:db8::7"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (-1, FORGED, PROXY),
    ],
)
def test_the_address_is_the_one_that_our_outermost_proxy_saw(
    settings: Any, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address(forwarded) == expected


def test_without_an_address_there_is_none(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    assert address(None, connected="") == ""
    assert client_address(HttpRequest()) == ""


def test_by_default_no_proxy_is_believed() -> None:
    assert settings.TRUSTED_PROXIES == 0


def ask(client: Client, forwarded: str, path: str = "/account/") -> bool:
    """Guess at an order from behind the proxy; whether the guess was counted and looked up."""
    form = {"number": "1", "email": "a@example.com"}
    answer = client.post(path, form, REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": forwarded})
    text = answer.content.decode()
    assert ("Too many tries" in text) != ("No order has this number" in text)
    return "Too many tries" not in text


def test_who_forges_addresses_is_limited_all_the_same_and_nobody_else_is(acme: Store, bolt: Store, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    at_acme, at_bolt = (Client(headers={"host": f"{name}.test", "accept-language": "en"}) for name in ("acme", "bolt"))
    assert all(ask(at_acme, f"198.51.100.{number}, {SHOPPER}") for number in range(TRIES))
    assert not ask(at_acme, f"192.0.2.1, {SHOPPER}")
    assert ask(at_acme, "203.0.113.8")
    assert ask(at_bolt, SHOPPER, "/en/account/")


def test_without_a_trusted_proxy_the_header_moves_no_limit(acme: Store) -> None:
    shopper = Client(headers={"host": "acme.test"})
    assert all(ask(shopper, f"198.51.100.{number}") for number in range(TRIES))
    assert not ask(shopper, "192.0.2.1")
