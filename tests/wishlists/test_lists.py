"""Making, naming, deleting and filling lists, up to their limits."""

import pytest
from django.test import Client
from django.utils import timezone

from commerce.catalogue.models import Product, Variant
from commerce.catalogue.states import ProductStatus
from commerce.wishlists.errors import WishRefused
from commerce.wishlists.holder import Holder
from commerce.wishlists.models import GUEST_LIFETIME, MOST_ITEMS, MOST_LISTS, UNDO_FOR, WishList, WishListItem
from commerce.wishlists.services import (
    add_wish,
    change_wish,
    delete_list,
    make_list,
    purge_lists,
    rename_list,
    restore_list,
)
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell
from tests.wishlists.wishing import GUEST, contents, do, made, press_heart


@pytest.mark.tenant("acme")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Please give the list a name."),
        (" \t\n", "Please give the list a name."),
        ("x" * 61, "The name can have at most 60 characters."),
        ("OFFICE", "You have a list “OFFICE” already."),
        (" office ", "You have a list “office” already."),
        ("my WISH list", "You have a list “my WISH list” already."),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, message: str) -> None:
    made(GUEST)
    made(GUEST, "Office")
    with pytest.raises(WishRefused) as refused:
        make_list(holder=GUEST, name=name)
    assert refused.value.message == message
    assert WishList.objects.count() == 2


@pytest.mark.tenant("acme")
def test_two_people_may_use_the_same_name() -> None:
    made(GUEST, "Office")
    assert make_list(holder=Holder(token="somebody-else"), name="Office").name == "Office"


@pytest.mark.tenant("acme")
def test_the_twenty_first_list_is_refused_and_a_deleted_one_makes_room() -> None:
    lists = [make_list(holder=GUEST, name=f"List {number}") for number in range(MOST_LISTS)]
    with pytest.raises(WishRefused) as refused:
        make_list(holder=GUEST, name="One more")
    assert refused.value.message == "You have 20 lists already. Please delete one first."
    delete_list(holder=GUEST, list_id=lists[0].pk)
    make_list(holder=GUEST, name="One more")
    with pytest.raises(WishRefused):
        restore_list(holder=GUEST, list_id=lists[0].pk)
    assert WishList.objects.filter(deleted_at=None).count() == MOST_LISTS


@pytest.mark.tenant("acme")
def test_a_full_list_takes_no_more_and_says_so() -> None:
    first, second = sell("LDS02"), sell("LPS8")
    full = made(GUEST, "Office")
    product = first.product
    # Without signals: two hundred products on the shelf are not what this is about.
    more = Variant.objects.bulk_create(Variant(product=product, sku=f"V{number}") for number in range(MOST_ITEMS - 1))
    WishListItem.objects.bulk_create(WishListItem(wish_list=full, variant=variant) for variant in (first, *more))
    with pytest.raises(WishRefused) as refused:
        add_wish(holder=GUEST, variant=second, list_id=full.pk)
    assert refused.value.message == "“Office” is full: a list can hold 200 articles."
    assert full.items.count() == MOST_ITEMS
    # What is in it already is no news.
    add_wish(holder=GUEST, variant=first, list_id=full.pk)


@pytest.mark.tenant("acme")
@pytest.mark.parametrize(
    ("quantity", "note", "message"),
    [
        (0, "", "Choose a quantity from 1 to 9999."),
        (-1, "", "Choose a quantity from 1 to 9999."),
        (10_000, "", "Choose a quantity from 1 to 9999."),
        (1, "x" * 201, "A note can have at most 200 characters."),
    ],
)
def test_a_wish_that_cannot_be_is_refused(quantity: int, note: str, message: str) -> None:
    wish_list = made(GUEST, "Office", sensor=(sell("LDS02"), 2, "for the door"))
    with pytest.raises(WishRefused) as refused:
        change_wish(holder=GUEST, list_id=wish_list.pk, item_id=wish_list.items.get().pk, quantity=quantity, note=note)
    assert refused.value.message == message
    assert contents(wish_list) == {"LDS02": (2, "for the door")}


@pytest.mark.tenant("acme")
def test_nobody_changes_the_list_of_another() -> None:
    wish_list = made(GUEST, "Office", sensor=(sell("LDS02"), 2, ""))
    other = Holder(token="somebody-else")
    item = wish_list.items.get().pk
    for verb in (
        lambda: rename_list(holder=other, list_id=wish_list.pk, name="Mine"),
        lambda: delete_list(holder=other, list_id=wish_list.pk),
        lambda: change_wish(holder=other, list_id=wish_list.pk, item_id=item, quantity=9, note=""),
        lambda: add_wish(holder=other, variant=sell("LPS8"), list_id=wish_list.pk),
    ):
        with pytest.raises(WishRefused):
            verb()
    wish_list.refresh_from_db()
    assert (wish_list.name, wish_list.deleted_at, contents(wish_list)) == ("Office", None, {"LDS02": (2, "")})


def test_a_deleted_list_comes_back_with_all_that_was_in_it(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sensor = sell("LDS02")
    press_heart(at_acme, sensor)
    with in_store(acme):
        wish_list = WishList.objects.get()
    do(at_acme, wish_list, "rename", name="Office")
    answer = do(at_acme, wish_list, "delete")
    assert answer["Location"] == f"/lists/?deleted={wish_list.pk}"
    page = at_acme.get(answer["Location"]).content.decode()
    assert "“Office” was deleted." in page and "Undo" in page
    assert at_acme.get(f"/lists/{wish_list.pk}/").status_code == 404
    assert at_acme.get("/lists/state/").json()["count"] == 0
    do(at_acme, wish_list, "restore")
    page = at_acme.get(f"/lists/{wish_list.pk}/").content.decode()
    assert "Office" in page and "LDS02" in page


@pytest.mark.tenant("acme")
def test_a_list_whose_name_was_taken_meanwhile_comes_back_under_another() -> None:
    wish_list = made(GUEST, "Office")
    delete_list(holder=GUEST, list_id=wish_list.pk)
    made(GUEST, "office")
    assert restore_list(holder=GUEST, list_id=wish_list.pk).name == "Office 2"


def test_what_is_no_longer_sold_stays_and_says_so(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        gone, hidden, left = sell("OLD"), sell("SECRET"), sell("LDS02", stock=2)
    for variant in (gone, hidden, left):
        press_heart(at_acme, variant)
    with in_store(acme):
        Product.objects.filter(pk=gone.product_id).update(status=ProductStatus.DISCONTINUED)
        Product.objects.filter(pk=hidden.product_id).update(status=ProductStatus.DRAFT)
        wish_list = WishList.objects.get()
        WishListItem.objects.filter(variant=left).update(quantity=5)
    page = at_acme.get(f"/lists/{wish_list.pk}/").content.decode()
    assert page.count("No longer sold.") == 2
    assert "/products/secret/" not in page
    assert "Only 2 left." in page
    assert page.count('value="cart"') == 1


@pytest.mark.parametrize("wishes", [1, 12])
def test_a_list_costs_the_same_queries_however_long(
    acme: Store, at_acme: Client, django_assert_max_num_queries, wishes: int
) -> None:
    with in_store(acme):
        goods = [sell(f"SKU-{number}") for number in range(wishes)]
    for variant in goods:
        press_heart(at_acme, variant)
    at_acme.get("/lists/")
    with django_assert_max_num_queries(14):
        page = at_acme.get("/lists/").content.decode()
    assert page.count('class="wish"') == wishes


@pytest.mark.tenant("acme")
def test_forgotten_lists_go_and_living_ones_stay() -> None:
    now = timezone.now()
    fresh, old, with_fresh = made(GUEST, "Fresh"), made(Holder(token="gone")), made(GUEST, "Old, of somebody who still comes")
    undoable, too_late = made(GUEST, "Undo"), made(GUEST, "Too late")
    long_ago = now - GUEST_LIFETIME * 1.01
    WishList.objects.filter(pk__in=[old.pk, with_fresh.pk]).update(changed_at=long_ago)
    WishList.objects.filter(pk=undoable.pk).update(deleted_at=now - UNDO_FOR * 0.9)
    WishList.objects.filter(pk=too_late.pk).update(deleted_at=now - UNDO_FOR * 1.1)
    assert purge_lists(at=now) == 2
    assert set(WishList.objects.values_list("pk", flat=True)) == {fresh.pk, with_fresh.pk, undoable.pk}
