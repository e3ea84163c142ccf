"""A list behind a link: to read for whoever has it, and nothing of its owner's."""

from django.test import Client

from commerce.wishlists.models import WishList, WishListItem
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell
from tests.wishlists.wishing import contents, do, press_heart


def shared_by(client: Client, store: Store, *skus: str) -> WishList:
    """A list that this shopper shares."""
    with in_store(store):
        goods = [sell(sku) for sku in skus]
    for variant in goods:
        press_heart(client, variant)
    with in_store(store):
        wish_list = WishList.objects.get()
        WishListItem.objects.update(note="for Anna's birthday", quantity=3)
    do(client, wish_list, "share")
    reread(wish_list, store)
    return wish_list


def reread(wish_list: WishList, store: Store) -> None:
    """As it is in the table now."""
    with in_store(store):
        wish_list.refresh_from_db()


def test_others_read_the_list_without_notes_names_or_tools(acme: Store, at_acme: Client) -> None:
    wish_list = shared_by(at_acme, acme, "LDS02")
    stranger = Client(headers={"host": "acme.test"})
    answer = stranger.get(f"/lists/shared/{wish_list.share_token}/")
    page = answer.content.decode()
    assert "LDS02" in page and "£45.00" in page and "Wanted: 3" in page
    assert "Anna" not in page and wish_list.token not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert not answer.cookies
    assert 'name="do"' not in page


def test_a_link_that_was_switched_off_is_dead_and_the_next_one_is_new(acme: Store, at_acme: Client) -> None:
    wish_list = shared_by(at_acme, acme, "LDS02")
    before = wish_list.share_token
    do(at_acme, wish_list, "share")
    reread(wish_list, acme)
    assert wish_list.share_token == before
    do(at_acme, wish_list, "unshare")
    assert at_acme.get(f"/lists/shared/{before}/").status_code == 404
    do(at_acme, wish_list, "share")
    reread(wish_list, acme)
    assert wish_list.share_token not in (None, before)


def test_a_deleted_list_is_not_shared_any_more(acme: Store, at_acme: Client) -> None:
    wish_list = shared_by(at_acme, acme, "LDS02")
    do(at_acme, wish_list, "delete")
    assert at_acme.get(f"/lists/shared/{wish_list.share_token}/").status_code == 404


def test_a_copy_is_the_reader_s_own(acme: Store, at_acme: Client) -> None:
    wish_list = shared_by(at_acme, acme, "LDS02", "LPS8")
    stranger = Client(headers={"host": "acme.test"})
    address = f"/lists/shared/{wish_list.share_token}/copy/"
    first, second = stranger.post(address), stranger.post(address)
    with in_store(acme):
        copies = WishList.objects.exclude(pk=wish_list.pk)
        assert [copy.name for copy in copies] == ["My wish list", "My wish list 2"]
        for copy in copies:
            assert contents(copy) == {"LDS02": (3, ""), "LPS8": (3, "")}
            assert copy.share_token is None
            assert copy.token != wish_list.token
    assert [answer["Location"] for answer in (first, second)] == [f"/lists/{copy.pk}/" for copy in copies]
    assert at_acme.post(address).status_code == 422


def test_the_guest_s_own_token_is_no_link(acme: Store, at_acme: Client) -> None:
    wish_list = shared_by(at_acme, acme, "LDS02")
    for guess in (wish_list.token, str(wish_list.pk), "x", "%00", wish_list.share_token[:-1]):
        assert at_acme.get(f"/lists/shared/{guess}/").status_code == 404
