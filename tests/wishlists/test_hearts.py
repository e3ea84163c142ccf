"""Hearts: on pages that are the same for all, for guests without anything."""

import pytest
from django.test import Client

from commerce.catalogue.states import ProductStatus
from commerce.wishlists.models import WishList, WishListItem
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell
from tests.wishlists.wishing import JSON, contents, press_heart


def test_the_first_heart_makes_the_first_list_and_a_cookie_for_a_year(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    answer = press_heart(at_acme, sensor)
    with in_store(acme):
        [wish_list] = WishList.objects.all()
        assert contents(wish_list) == {"LDS02": (1, "")}
    assert answer.status_code == 302
    assert answer["Location"] == f"/lists/{wish_list.pk}/"
    assert answer.cookies["wishes"]["httponly"]
    assert not answer.cookies["lists"]["httponly"]
    assert (answer.cookies["lists"].value, answer.cookies["wishes"]["max-age"]) == ("1", 365 * 24 * 3600)
    assert wish_list.token not in answer.cookies["lists"].output()
    page = at_acme.get(answer["Location"]).content.decode()
    assert "LDS02" in page and "£45.00" in page and "In stock" in page


def test_a_double_click_keeps_it_once(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    press_heart(at_acme, sensor, quantity="3")
    press_heart(at_acme, sensor, quantity="5")
    with in_store(acme):
        assert list(WishListItem.objects.values_list("variant", "quantity")) == [(sensor.pk, 3)]


def test_the_state_names_products_and_variants_and_only_for_whom_they_are(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor, gateway = sell("LDS02"), sell("LPS8")
    press_heart(at_acme, sensor)
    press_heart(at_acme, gateway)
    state = at_acme.get("/lists/state/")
    assert state.json() == {
        "products": sorted([sensor.product_id, gateway.product_id]),
        "variants": sorted([sensor.pk, gateway.pk]),
        "count": 2,
    }
    assert "no-store" in state["Cache-Control"]
    stranger = Client(headers={"host": "acme.test"})
    assert stranger.get("/lists/state/").json() == {"products": [], "variants": [], "count": 0}


def test_a_pressed_heart_lets_go_again(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    press_heart(at_acme, sensor)
    answer = at_acme.post("/lists/heart/", {"product": sensor.product_id, "off": "1"}, headers=JSON).json()
    assert (answer["ask"], answer["state"]["count"]) == (False, 0)
    with in_store(acme):
        assert not WishListItem.objects.exists()


def test_who_has_several_lists_is_asked_which(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor, gateway = sell("LDS02"), sell("LPS8")
    press_heart(at_acme, gateway)
    at_acme.post("/lists/new/", {"name": "Office"})
    plain = press_heart(at_acme, sensor)
    assert plain["Location"] == f"/lists/choose/?variant={sensor.pk}"
    assert "Office" in at_acme.get(plain["Location"]).content.decode()
    asked = at_acme.post("/lists/heart/", {"product": sensor.product_id}, headers=JSON).json()
    assert asked["ask"] and "Office" in asked["html"]
    with in_store(acme):
        mine, office = WishList.objects.all()
        assert "LDS02" not in contents(mine) | contents(office)
    at_acme.post("/lists/choose/", {"variant": sensor.pk, "lists": [mine.pk, office.pk], "name": "Lab"})
    with in_store(acme):
        lab = WishList.objects.get(name="Lab")
        assert [sorted(contents(one)) for one in (mine, office, lab)] == [["LDS02", "LPS8"], ["LDS02"], ["LDS02"]]
    at_acme.post("/lists/choose/", {"variant": sensor.pk, "lists": [office.pk]})
    with in_store(acme):
        assert [sorted(contents(one)) for one in (mine, office, lab)] == [["LPS8"], ["LDS02"], []]


def test_a_refused_choice_changes_no_list(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor, gateway = sell("LDS02"), sell("LPS8")
    press_heart(at_acme, gateway)
    at_acme.post("/lists/new/", {"name": "Office"})
    with in_store(acme):
        mine, office = WishList.objects.all()
    answer = at_acme.post("/lists/choose/", {"variant": sensor.pk, "lists": [mine.pk], "name": "OFFICE"})
    assert answer.status_code == 422
    assert "You have a list “OFFICE” already." in answer.content.decode()
    with in_store(acme):
        assert (sorted(contents(mine)), contents(office)) == (["LPS8"], {})


@pytest.mark.parametrize("product", ["999999", "0", "-1", "", "abc", "1' OR 1=1 --", "9" * 40])
def test_a_heart_for_nothing_keeps_nothing(acme: Store, at_acme: Client, product: str) -> None:
    answer = at_acme.post("/lists/heart/", {"product": product})
    assert answer.status_code == 422
    assert "no longer for sale" in answer.content.decode()
    with in_store(acme):
        assert not WishList.objects.exists()


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.ARCHIVED])
def test_what_no_shopper_can_see_cannot_be_kept(acme: Store, at_acme: Client, status: str) -> None:
    with in_store(acme):
        hidden = sell("SECRET", status=status)
    assert press_heart(at_acme, hidden).status_code == 422


@pytest.mark.parametrize(
    "address", ["/lists/heart/", "/lists/choose/", "/lists/new/", "/compare/change/", "/lists/1/", "/lists/shared/x/copy/"]
)
def test_forms_from_another_site_are_refused(acme: Store, address: str) -> None:
    strict = Client(headers={"host": "acme.test"}, enforce_csrf_checks=True)
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.test"}
    assert strict.post(address, {"product": 1}, headers=headers).status_code == 403


def test_cards_are_the_same_for_everyone(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    press_heart(at_acme, sensor)
    mine = at_acme.get("/products/").content
    theirs = Client(headers={"host": "acme.test"}).get("/products/").content
    assert mine == theirs
    assert f'data-heart="{sensor.product_id}"'.encode() in mine
    assert b"aria-pressed" not in mine
