"""What a guest kept is theirs once they have logged in. The rules stand in docs/lists.md, with this table."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from commerce.wishlists.holder import Holder
from commerce.wishlists.models import MOST_LISTS, WishList
from commerce.wishlists.services import merge_guest_lists, share_list
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell
from tests.wishlists.wishing import GUEST, contents, made, press_heart

Rows = dict[str, dict[str, tuple[int, str]]]

# guest's lists, the person's lists, what the person has then: name -> SKU -> quantity and note.
TABLE: list[tuple[Rows, Rows, Rows]] = [
    ({}, {"Office": {"A": (1, "")}}, {"Office": {"A": (1, "")}}),
    ({"": {"A": (1, "")}}, {}, {"": {"A": (1, "")}}),
    ({"": {"A": (2, "")}}, {"": {"A": (5, "")}}, {"": {"A": (5, "")}}),
    ({"": {"A": (7, "")}}, {"": {"A": (5, "")}}, {"": {"A": (7, "")}}),
    ({"": {"A": (1, ""), "B": (4, "x")}}, {"": {"A": (1, "")}}, {"": {"A": (1, ""), "B": (4, "x")}}),
    ({"office": {"A": (1, "guest")}}, {"Office": {"A": (1, "own")}}, {"Office": {"A": (1, "own")}}),
    ({"Office": {"A": (3, "guest")}}, {"Office": {"A": (1, "")}}, {"Office": {"A": (3, "guest")}}),
    ({"Lab": {"A": (1, "")}}, {"Office": {"A": (2, "")}}, {"Office": {"A": (2, "")}, "Lab": {"A": (1, "")}}),
    ({"My Wish List": {"A": (2, "")}}, {"": {"A": (1, "")}}, {"": {"A": (2, "")}}),
    ({"Lab": {}, "": {"B": (1, "")}}, {"Lab": {"A": (1, "")}}, {"Lab": {"A": (1, "")}, "": {"B": (1, "")}}),
]


def person(email: str = "ada@example.com") -> Any:
    """Somebody with an account in the active store."""
    return get_user_model().objects.create_user(email, "a-long-passphrase-1")


@pytest.mark.tenant("acme")
@pytest.mark.parametrize(("guests", "own", "then"), TABLE)
def test_lists_join_as_the_table_says(guests: Rows, own: Rows, then: Rows) -> None:
    goods = {sku: sell(sku) for sku in "AB"}
    holder = Holder(user_id=person().pk)
    for who, lists in ((GUEST, guests), (holder, own)):
        for name, rows in lists.items():
            made(who, name, **{sku: (goods[sku], *row) for sku, row in rows.items()})
    assert merge_guest_lists(token=GUEST.token, user_id=holder.user_id or 0) == len(guests)
    assert {row.name: contents(row) for row in WishList.objects.filter(**holder.filter())} == then
    assert not WishList.objects.filter(token=GUEST.token).exists()
    assert merge_guest_lists(token=GUEST.token, user_id=holder.user_id or 0) == 0


@pytest.mark.tenant("acme")
def test_a_link_never_shows_more_than_was_shared() -> None:
    """A list that moves keeps its link; one that joins another loses it; the other keeps its own."""
    holder = Holder(user_id=person().pk)
    moves, joins = made(GUEST, "Lab"), made(GUEST, "Office")
    target = made(holder, "Office", sensor=(sell("A"), 1, ""))
    link = share_list(holder=GUEST, list_id=moves.pk).share_token
    ended = share_list(holder=GUEST, list_id=joins.pk).share_token
    kept = share_list(holder=holder, list_id=target.pk).share_token
    merge_guest_lists(token=GUEST.token, user_id=holder.user_id or 0)
    shared = dict(WishList.objects.values_list("share_token", "name"))
    assert shared == {link: "Lab", kept: "Office"}
    assert ended not in shared


@pytest.mark.tenant("acme")
def test_a_limit_loses_nothing_at_log_in() -> None:
    holder = Holder(user_id=person().pk)
    for number in range(MOST_LISTS):
        made(holder, f"Own {number}")
    made(GUEST, "Kept as a guest")
    merge_guest_lists(token=GUEST.token, user_id=holder.user_id or 0)
    assert WishList.objects.filter(**holder.filter()).count() == MOST_LISTS + 1


def test_logging_in_takes_the_guest_s_lists_along(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        sensor, ada = sell("LDS02"), person()
    with in_store(bolt):
        there = sell("FORK")
    press_heart(at_acme, sensor)
    press_heart(at_bolt, there)
    token = at_acme.cookies["wishes"].value
    # A cookie of the other store names nobody here.
    with in_store(acme):
        at_acme.cookies["wishes"] = at_bolt.cookies["wishes"].value
        at_acme.post("/admin/login/", {"username": "ada@example.com", "password": "a-long-passphrase-1"})
        assert not WishList.objects.filter(owner=ada).exists()
        at_acme.cookies.pop("sid", None)
        at_acme.cookies["wishes"] = token
        at_acme.post("/admin/login/", {"username": "ada@example.com", "password": "a-long-passphrase-1"})
        [wish_list] = WishList.objects.filter(owner=ada)
        assert contents(wish_list) == {"LDS02": (1, "")}
    with in_store(bolt):
        assert WishList.objects.get().owner is None
    assert "LDS02" in at_acme.get("/lists/").content.decode()
    # Logged out, the browser sees nothing of the account.
    at_acme.cookies.pop("sid", None)
    assert at_acme.get("/lists/state/").json()["count"] == 0
