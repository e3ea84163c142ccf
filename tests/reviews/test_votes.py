"""Was this helpful? One answer a browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Review, ReviewVote
from commerce.reviews.selectors import review_section
from commerce.reviews.services import vote
from commerce.reviews.services.freshen import show_votes
from sites.content.generation import generation
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.reviews.talk import product_of, shown, written

OWN: dict[str, Any] = {"headers": {"origin": "http://acme.test"}}


def press(client: Client, review: Review, answer: str, *, host: str = "acme.test", htmx: bool = True) -> Any:
    """Press yes or no."""
    headers = {"origin": f"http://{host}", **({"hx-request": "true"} if htmx else {})}
    return client.post(f"/reviews/vote/{review.pk}/", {"helpful": answer}, headers=headers)


def counts(review: Review) -> tuple[int, int]:
    """Yes and no."""
    review.refresh_from_db()
    return review.helpful, review.unhelpful


def test_a_browser_has_one_vote_and_may_change_its_mind(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(acme):
        review = shown(product_of(acme))
    first = press(at_acme, review, "yes")
    assert 'aria-pressed="true"' in first.content.decode() and "(1)" in first.content.decode()
    press(at_acme, review, "yes")
    with in_store(acme):
        assert counts(review) == (1, 0)
    press(at_acme, review, "no")
    press(Client(headers={"host": "acme.test"}), review, "yes")
    with in_store(acme):
        assert counts(review) == (1, 1)
    with in_store(bolt):
        assert not ReviewVote.objects.exists()


def test_votes_are_added_to_those_a_review_has_brought_along(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            review = shown(product_of(store))
            Review.objects.filter(pk=review.pk).update(helpful=9, unhelpful=1)
            vote(review_id=review.pk, voter="ann", is_helpful=True)
            vote(review_id=review.pk, voter="bob", is_helpful=False)
            assert counts(review) == (10, 2)
            vote(review_id=review.pk, voter="ann", is_helpful=False)
            assert counts(review) == (9, 3)


def test_a_voter_of_one_store_is_a_stranger_in_the_other(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        review = shown(product_of(acme))
    with in_store(bolt):
        twin = shown(product_of(bolt))
    press(at_acme, review, "yes")
    at_bolt.cookies["voter"] = at_acme.cookies["voter"].value
    press(at_bolt, twin, "yes", host="bolt.test")
    with in_store(acme):
        mine = ReviewVote.objects.get().voter
    with in_store(bolt):
        assert ReviewVote.objects.get().voter != mine


def test_without_javascript_the_vote_leads_back_to_the_review(acme: Store, at_acme: Client) -> None:
    item = product_of(acme)
    with in_store(acme):
        review = shown(item)
    assert press(at_acme, review, "yes", htmx=False)["Location"] == f"/reviews/{item.pk}/#review-{review.pk}"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site", "origin": "http://acme.test"},
        {"origin": "null"},
    ],
)
def test_a_vote_from_elsewhere_is_refused(acme: Store, headers: dict[str, str]) -> None:
    with in_store(acme):
        review = shown(product_of(acme))
    strict = Client(enforce_csrf_checks=True, headers={"host": "acme.test"})
    assert strict.post(f"/reviews/vote/{review.pk}/", {"helpful": "yes"}, headers=headers).status_code == 403
    assert strict.post(f"/reviews/vote/{review.pk}/", {"helpful": "yes"}, **OWN).status_code == 302
    with in_store(acme):
        assert counts(review) == (1, 0)


@pytest.mark.parametrize("answer", ["", "maybe", "1"])
def test_nonsense_is_not_counted(acme: Store, at_acme: Client, answer: str) -> None:
    with in_store(acme):
        review = shown(product_of(acme))
    assert press(at_acme, review, answer).status_code == 404
    assert at_acme.post("/reviews/vote/99999/", {"helpful": "yes"}, **OWN).status_code == 404
    assert at_acme.get(f"/reviews/vote/{review.pk}/").status_code == 405
    with in_store(acme):
        assert counts(review) == (0, 0)


def test_what_nobody_can_read_nobody_votes_on(acme: Store) -> None:
    with in_store(acme):
        review = written(product_of(acme))
        with pytest.raises(NotAllowed):
            vote(review_id=review.pk, voter="x", is_helpful=True)
        assert not ReviewVote.objects.exists()


def test_an_address_has_sixty_votes_an_hour(acme: Store) -> None:
    with in_store(acme):
        review = shown(product_of(acme))
    answers = [press(Client(headers={"host": "acme.test"}), review, "yes").status_code for _each in range(62)]
    assert answers == [200] * 60 + [429] * 2


def test_pages_show_new_votes_within_ten_minutes_and_a_vote_alone_renews_no_page(acme: Store, bolt: Store) -> None:
    with in_store(bolt):
        before_bolt = generation()
    with in_store(acme):
        review = shown(product_of(acme))
        before = generation()
        assert not show_votes(at=timezone.now())
        vote(review_id=review.pk, voter="x", is_helpful=True)
        assert generation() == before
        assert show_votes(at=timezone.now())
        assert generation() > before
        assert not show_votes(at=timezone.now() + timedelta(minutes=20))
    with in_store(bolt):
        assert generation() == before_bolt


def test_the_order_of_reviews(acme: Store) -> None:
    item = product_of(acme)
    with in_store(acme):
        plain = shown(item, stars=3, text="The oldest of all four texts")
        german = shown(item, stars=1, text="Leider nicht gut genug gewesen", author=tuple_author("de"))
        liked = shown(item, stars=5, text="The one that people liked best")
        newest = shown(item, stars=4, text="The newest of all four reviews")
        vote(review_id=liked.pk, voter="a", is_helpful=True)
        for name in "abc":
            vote(review_id=german.pk, voter=name, is_helpful=True)
        vote(review_id=newest.pk, voter="a", is_helpful=False)

        def order(language: str, sort: str) -> list[int]:
            section = review_section(item.pk, language, sort=sort)
            return [review.id for review in section.reviews] if section else []

        assert order("en", "helpful") == [liked.pk, plain.pk, newest.pk, german.pk]
        assert order("de", "helpful") == [german.pk, liked.pk, plain.pk, newest.pk]
        assert order("en", "newest") == [newest.pk, liked.pk, german.pk, plain.pk]
        assert order("en", "highest") == [liked.pk, newest.pk, plain.pk, german.pk]
        assert order("en", "lowest") == [german.pk, plain.pk, newest.pk, liked.pk]
        assert order("en", "nonsense") == order("en", "helpful")


def tuple_author(language: str) -> Any:
    """Somebody who writes in that language."""
    from tests.reviews.talk import author

    return author(language=language)
