"""Pages that are the same for everyone are kept whole: never stale, never another's, never personal."""

import gzip
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from pricing.services import set_price
from sites.content import page_cache
from sites.content.generation import STEP, bump_generation, generation
from sites.content.page_cache import PageCacheMiddleware, accepts_gzip, keep_page
from sites.tenants.context import current_store, in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.shop import base_list, category, sell
from tests.transactions import Fill

pytestmark = pytest.mark.usefixtures("kept_pages")

PAGES = ("/", "/products/", "/products/fork/", "/products/cutlery/", "/products/?page=1&sort=price")


@pytest.fixture(scope="module")
def shops(made_once: Fill) -> None:
    """The same fork in both, at different prices, for all tests of the module."""

    def fill() -> None:
        for store, price in zip(Store.objects.order_by("schema_name"), ("11.00", "22.00"), strict=True):
            with in_store(store):
                sell("FORK", price=price, category=category("Cutlery"))

    made_once(fill)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_given_again_without_a_query(shops: None, at_acme: Client, path: str, django_assert_num_queries: Any) -> None:
    first = at_acme.get(path)
    with django_assert_num_queries(0):
        again = at_acme.get(path)
    assert first.status_code == 200
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())


def test_the_same_address_in_the_other_store_is_another_page(shops: None, at_acme: Client, at_bolt: Client) -> None:
    for client, own, foreign in ((at_acme, "11.00", "22"), (at_bolt, "22", "11.00"), (at_acme, "11.00", "22")):
        page = client.get("/products/fork/").content.decode()
        assert own in page
        assert f"R{foreign}" not in page
        assert f"£{foreign}" not in page


def test_a_new_price_is_on_the_page_at_once(shops: None, acme: Store, at_acme: Client) -> None:
    assert "11.00" in at_acme.get("/products/fork/").content.decode()
    with in_store(acme):
        from commerce.catalogue.models import Variant

        set_price(price_list=base_list(), variant=Variant.objects.get(sku="FORK"), amount="13.00")
    assert "13.00" in at_acme.get("/products/fork/").content.decode()
    assert "13.00" in at_acme.get("/products/").content.decode()


def test_a_page_made_while_something_changed_is_not_kept_as_the_new_one(
    shops: None, acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from commerce.storefront import product_page
    from sites.content.generation import bump_generation

    read = product_page.product_context

    def change_meanwhile(*args: Any, **kwargs: Any) -> Any:
        context = read(*args, **kwargs)
        bump_generation()
        return context

    monkeypatch.setattr(product_page, "product_context", change_meanwhile)
    at_acme.get("/products/fork/")
    monkeypatch.undo()
    seen: list[bool] = []

    def note(*args: Any, **kwargs: Any) -> Any:
        seen.append(True)
        return read(*args, **kwargs)

    monkeypatch.setattr(product_page, "product_context", note)
    at_acme.get("/products/fork/")
    assert seen


def test_an_editor_who_is_logged_in_gets_a_page_of_their_own(shops: None, acme: Store, at_acme: Client) -> None:
    shopper = at_acme.get("/products/fork/")
    editor = Client(headers={"host": "acme.test"})
    with in_store(acme):
        editor.force_login(User.objects.create_superuser("boss@acme.test"))
    assert b"wagtail-userbar" in editor.get("/products/fork/").content
    assert at_acme.get("/products/fork/").content == shopper.content
    assert b"wagtail-userbar" not in shopper.content


def test_where_somebody_comes_from_makes_no_page_of_its_own(
    shops: None, at_acme: Client, django_assert_num_queries: Any
) -> None:
    plain = at_acme.get("/products/?sort=price")
    with django_assert_num_queries(0):
        tagged = at_acme.get("/products/?utm_source=mail&sort=price&gclid=abc")
    assert tagged.content == plain.content


def test_a_part_for_htmx_is_not_given_as_the_whole_page(shops: None, at_acme: Client) -> None:
    whole = at_acme.get("/products/fork/")
    part = at_acme.get("/products/fork/", headers={"HX-Request": "true", "HX-Target": "product"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert at_acme.get("/products/fork/").content == whole.content


def test_browsers_get_it_packed_and_are_told_when_it_has_not_changed(shops: None, at_acme: Client) -> None:
    plain = at_acme.get("/products/fork/")
    packed = at_acme.get("/products/fork/", headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    strong = plain["ETag"].removeprefix("W/")
    for known in (plain["ETag"], strong, f'"other", {plain["ETag"]}', "*"):
        unchanged = at_acme.get("/products/fork/", headers={"If-None-Match": known})
        assert (unchanged.status_code, unchanged.content) == (304, b""), known
        assert [unchanged[name] for name in ("Cache-Control", "Vary", "ETag")] == [
            plain[name] for name in ("Cache-Control", "Vary", "ETag")
        ]
    for other in ('"other"', "nonsense", '"'):
        assert at_acme.get("/products/fork/", headers={"If-None-Match": other}).status_code == 200


@pytest.mark.parametrize(
    ("seconds", "header"), [(0, "public, no-cache"), (30, "public, max-age=0, must-revalidate, s-maxage=30")]
)
def test_a_cdn_is_told_what_it_may_give_to_others(
    shops: None, at_acme: Client, at_bolt: Client, settings: Any, seconds: int, header: str
) -> None:
    settings.CDN_SECONDS = seconds
    for client in (at_acme, at_bolt):
        assert [client.get("/products/")["Cache-Control"] for _time in range(2)] == [header] * 2
        assert "private" in client.get("/cart/")["Cache-Control"]
        client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
        assert client.get("/products/")["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.0", False), ("br", False), ("", False)],
)
def test_gzip_is_sent_to_those_who_take_it(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize("path", ["/cart/", "/contact/", "/account/", "/cart/badge/", "/nowhere/"])
def test_what_is_personal_holds_a_form_or_is_not_there_is_not_kept(shops: None, at_acme: Client, path: str) -> None:
    for _time in range(2):
        assert "ETag" not in at_acme.get(path)


@pytest.mark.parametrize("query", ["x=" + "y" * 500, "&".join(f"x{n}=1" for n in range(9))])
def test_endless_questions_are_answered_and_not_kept(shops: None, at_acme: Client, query: str) -> None:
    assert at_acme.get(f"/products/?{query}").status_code == 200
    assert "ETag" not in at_acme.get(f"/products/?{query}")


def test_no_kept_page_sets_a_cookie_or_holds_a_token(shops: None, at_acme: Client) -> None:
    for path in PAGES:
        page = at_acme.get(path)
        assert not page.cookies, path
        assert b"csrfmiddlewaretoken" not in page.content, path


def test_a_cache_that_was_emptied_costs_time_and_nothing_else(shops: None, acme: Store, at_acme: Client) -> None:
    first = at_acme.get("/products/fork/")
    with in_store(acme):
        cache.clear()
    assert at_acme.get("/products/fork/").content == first.content


def asked_at_once(answer: Callable[[HttpRequest], HttpResponse], stores: list[Store]) -> list[bytes]:
    """What as many requests get as there are stores named, all at the same time; no tables are read."""
    middleware = PageCacheMiddleware(answer)
    start = Barrier(len(stores))

    def ask(store: Store) -> bytes:
        try:
            with in_store(store):
                start.wait()
                return middleware(RequestFactory(headers={"host": store.primary_host}).get("/page/")).content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(stores)) as pool:
        return list(pool.map(ask, stores))


@pytest.fixture
def timeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing begins or ends by itself."""
    monkeypatch.setattr(page_cache, "pass_moments", lambda: False)
    monkeypatch.setattr(page_cache, "seconds_until_next", lambda most: most)


def test_one_request_makes_a_page_and_the_others_wait_for_it(timeless: None, acme: Store, bolt: Store) -> None:
    made: list[str] = []

    def slow(_request: HttpRequest) -> HttpResponse:
        made.append(current_store().code)
        time.sleep(0.3)
        return keep_page(HttpResponse(f"page of {current_store().code}"))

    stores = [acme, bolt] * 4
    assert asked_at_once(slow, stores) == [f"page of {store.code}".encode() for store in stores]
    assert sorted(made) == sorted([acme.code, bolt.code])


def test_what_is_not_kept_is_made_for_each_who_asks(timeless: None, acme: Store, bolt: Store) -> None:
    made: list[str] = []

    def personal(_request: HttpRequest) -> HttpResponse:
        made.append(current_store().code)
        return HttpResponse(f"{current_store().code} {len(made)}")

    assert len(asked_at_once(personal, [acme, bolt] * 4)) == len(made) == 8
    assert len(asked_at_once(personal, [acme] * 4)) == 4
    assert len(made) == 12


def test_a_page_whose_making_failed_holds_nobody_up(timeless: None, acme: Store, bolt: Store) -> None:
    def broken(_request: HttpRequest) -> HttpResponse:
        raise ValueError("broken")

    for store in (acme, bolt):
        with pytest.raises(ValueError, match="broken"):
            asked_at_once(broken, [store])
        assert asked_at_once(lambda _request: keep_page(HttpResponse("whole")), [store]) == [b"whole"]
        with in_store(store):
            assert not cache.get_many(
                [f"{page_cache.key_of(RequestFactory(headers={'host': store.primary_host}).get('/page/'))}.making"]
            )


def test_who_waited_in_vain_gets_the_shop_as_it_is_by_then(timeless: None, acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        maker = f"{page_cache.key_of(RequestFactory(headers={'host': store.primary_host}).get('/page/'))}.making"
        with in_store(store):
            before = generation()
            cache.add(maker, 1, 10)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(asked_at_once, lambda _request: HttpResponse(str(generation())), [store])
            time.sleep(0.3)
            with in_store(store):
                bump_generation()
                cache.delete(maker)
            assert waiting.result() == [str(before + STEP).encode()]
