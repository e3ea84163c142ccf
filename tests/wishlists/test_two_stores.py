"""What one store gave is worth nothing in the other."""

import pytest
from django.test import Client

from commerce.wishlists.models import WishList
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.signing import sign
from tests.shop import sell
from tests.wishlists.wishing import contents, do, press_heart


@pytest.fixture
def kept(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> tuple[WishList, WishList]:
    """A list in each store; of the same id and token, if it can be so."""
    with in_store(acme):
        here = sell("LDS02")
    with in_store(bolt):
        there = sell("FORK")
    press_heart(at_acme, here)
    press_heart(at_bolt, there)
    with in_store(acme):
        first = WishList.objects.get()
    with in_store(bolt):
        second = WishList.objects.get()
        WishList.objects.filter(pk=second.pk).update(token=first.token)
    return first, second


def test_a_cookie_of_one_store_opens_no_list_in_the_other(
    kept: tuple[WishList, WishList], acme: Store, bolt: Store, at_acme: Client
) -> None:
    thief = Client(headers={"host": "bolt.test"})
    thief.cookies["wishes"] = at_acme.cookies["wishes"].value
    assert thief.get("/lists/state/").json()["count"] == 0
    assert "FORK" not in thief.get("/lists/").content.decode()
    assert thief.get(f"/lists/{kept[1].pk}/").status_code == 404
    do(thief, kept[1], "delete")
    with in_store(bolt):
        assert contents(kept[1]) == {"FORK": (1, "")}
        assert WishList.objects.get().deleted_at is None


def test_a_link_of_one_store_leads_nowhere_in_the_other(
    kept: tuple[WishList, WishList], acme: Store, at_acme: Client, at_bolt: Client
) -> None:
    do(at_acme, kept[0], "share")
    with in_store(acme):
        token = WishList.objects.get().share_token
    assert at_acme.get(f"/lists/shared/{token}/").status_code == 200
    assert at_bolt.get(f"/lists/shared/{token}/").status_code == 404
    assert at_bolt.post(f"/lists/shared/{token}/copy/").status_code == 404


@pytest.mark.parametrize("forge", ["plain", "other purpose", "changed", "rubbish"])
def test_a_forged_cookie_is_no_cookie(kept: tuple[WishList, WishList], acme: Store, at_acme: Client, forge: str) -> None:
    with in_store(acme):
        token = WishList.objects.get().token
        forged = {
            "plain": token,
            "other purpose": sign(token, purpose="cart"),
            "changed": "x" + at_acme.cookies["wishes"].value,
            "rubbish": "a:b:c%00",
        }[forge]
    thief = Client(headers={"host": "acme.test"})
    thief.cookies["wishes"] = forged
    assert thief.get("/lists/state/").json()["count"] == 0
    assert thief.get("/lists/").status_code == 200
    do(thief, kept[0], "delete")
    with in_store(acme):
        assert WishList.objects.get().deleted_at is None
