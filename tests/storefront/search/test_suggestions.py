"""What is offered below the field, within six queries."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from wagtail.models import Locale

from commerce.storefront.search.counting import count_search
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import category, sell, together
from tests.storefront.search.test_results_page import article

SUGGEST = "/search/suggest/"
BUDGET = 6


def test_less_than_two_letters_offer_nothing(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("S1", name="Sensor")
    for typed in ("", "s", " s ", "-s-", "';"):
        assert at_acme.get(SUGGEST, {"q": typed}).content.strip() == b"", typed


def test_products_categories_articles_and_past_searches_are_offered(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        for number in range(9):
            sell(f"S{number}", name=f"Sensor {number}", price="45.00")
        category("Sensors")
        article("Sensors explained")
        locale = Locale.get_default().pk
        for words, times, results in (("sensor cable", 3, 4), ("sensor rare", 2, 4), ("sensor nothing", 5, 0)):
            for _ in range(times):
                count_search(words=words, locale_id=locale, found=results)
    response = at_acme.get(SUGGEST, {"q": "sens"})
    offered = response.context["offered"]
    assert [card.name for card in offered.cards] == [f"Sensor {number}" for number in (8, 7, 6, 5, 4, 3)]
    assert [place.title for place in offered.categories] == ["Sensors"]
    assert [page.title for page in offered.pages] == ["Sensors explained"]
    assert [(term.title, term.url) for term in offered.terms] == [("sensor cable", "/search/?q=sensor+cable")]
    html = response.content.decode()
    assert "£45.00" in html
    assert html.count('role="option"') == 6 + 1 + 1 + 1 + 1
    assert "csrf" not in html


def test_a_mistyped_beginning_is_put_right(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("S1", name="Temperature sensor")
    offered = at_acme.get(SUGGEST, {"q": "temprature"}).context["offered"]
    assert (offered.meant, [card.name for card in offered.cards]) == ("temperature", ["Temperature sensor"])


def test_the_other_languages_words_are_offered_there(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("S1", name="Sensor")
        count_search(words="sensor kabel", locale_id=Locale.objects.get(language_code="de").pk, found=1)
    assert at_acme.get(f"/de{SUGGEST}", {"q": "sens"}).context["offered"].cards[0].url == "/de/products/s1/"
    assert at_acme.get(SUGGEST, {"q": "sens"}).context["offered"].terms == []


def test_suggestions_keep_within_six_queries_and_do_not_grow(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for store, client in ((acme, at_acme), (bolt, at_bolt)):
        with in_store(store):
            category("Sensors")
            with together():
                for number in range(12):
                    sell(f"S{number}", name=f"Sensor {number}")
        client.get(SUGGEST, {"q": "sensors"})
        with django_assert_max_num_queries(BUDGET):
            assert len(client.get(SUGGEST, {"q": "sens"}).context["offered"].cards) == 6
        with django_assert_max_num_queries(BUDGET + 2):  # Put right: understood and matched once more.
            assert len(client.get(SUGGEST, {"q": "sensro"}).context["offered"].cards) == 6


def test_a_search_page_keeps_within_eight_queries(
    acme: Store, at_acme: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with in_store(acme), together():
        for number in range(30):
            sell(f"S{number}", name=f"Sensor {number}", category=category("Sensors") if number == 0 else None)
    at_acme.get("/search/", {"q": "sensors"})
    with django_assert_max_num_queries(8):
        assert len(at_acme.get("/search/", {"q": "sensor"}).context["fragments"]) == 24
