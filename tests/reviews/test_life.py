"""The life of what a shopper wrote, and what follows from each step."""

from decimal import Decimal
from itertools import product as pairs
from typing import Any

import pytest
from django.utils import timezone

from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Review, ReviewTally
from commerce.reviews.selectors import rating_facts, ratings, review_section
from commerce.reviews.services import answer, approve, ask, reject, reply
from commerce.reviews.states import Moderation, ModerationLife
from sites.content.generation import generation
from sites.content.suppliers import supply
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.reviews.talk import author, product_of, shown, written

ALLOWED = {("pending", "approved"), ("pending", "rejected"), ("approved", "rejected"), ("rejected", "approved")}
VERBS: dict[str, Any] = {
    "approved": lambda entry: approve(entry=entry, at=timezone.now()),
    "rejected": lambda entry: reject(entry=entry),
}


@pytest.mark.parametrize(("before", "after"), list(pairs(Moderation.values, Moderation.values)))
def test_the_table_of_moves(before: str, after: str) -> None:
    assert ModerationLife.may(before, after) == ((before, after) in ALLOWED)


@pytest.mark.parametrize(("before", "after"), [(b, a) for b, a in pairs(Moderation.values, VERBS)])
def test_each_pair_of_states(acme: Store, bolt: Store, before: str, after: str) -> None:
    twin = product_of(bolt)
    with in_store(bolt):
        written(twin, stars=1)
    item = product_of(acme)
    with in_store(acme):
        review = written(item)
        if before != "pending":
            review = VERBS[before](review)
        held = generation()
        if (before, after) in ALLOWED:
            VERBS[after](review)
            assert Review.objects.get().status == after
            assert generation() > held
        else:
            with pytest.raises(NotAllowed) as refused:
                VERBS[after](review)
            assert refused.value.message == f"This review is {before} already."
            assert Review.objects.get().status == before
            assert generation() == held
        expected = {item.pk: (Decimal("5.00"), 1)} if Review.objects.get().status == "approved" else {}
        assert ratings([item.pk]) == expected
    with in_store(bolt):
        assert Review.objects.get().status == "pending"
        assert ratings([twin.pk]) == {}


def test_the_average_is_of_approved_reviews_and_rounded_half_up(acme: Store, bolt: Store) -> None:
    item, twin = product_of(acme), product_of(bolt)
    with in_store(bolt):
        shown(twin, stars=1)
    with in_store(acme):
        for stars in (5, 5, 4):
            shown(item, stars=stars, text=f"{stars}")
        written(item, stars=1)
        assert supply("ratings", [item.pk, item.pk + 99]) == {item.pk: (Decimal("4.67"), 3)}
        section = review_section(item.pk, "en")
        assert section is not None
        assert [(bar.stars, bar.count, bar.percent) for bar in section.bars] == [
            (5, 2, 67),
            (4, 1, 33),
            (3, 0, 0),
            (2, 0, 0),
            (1, 0, 0),
        ]
        assert section.average_text == "4.7"
        facts = rating_facts(section)
        assert (facts["aggregateRating"]["ratingValue"], facts["aggregateRating"]["reviewCount"]) == ("4.67", 3)
    with in_store(bolt):
        assert ratings([twin.pk]) == {twin.pk: (Decimal("1.00"), 1)}


def test_ratings_of_many_products_are_one_query(acme: Store, django_assert_num_queries: Any) -> None:
    with in_store(acme):
        ids = [product_of(acme, f"P{number}").pk for number in range(6)]
        for pk in ids[:4]:
            shown(product_of_pk(pk))
        ratings(ids)
        with django_assert_num_queries(1):
            assert len(ratings(ids)) == 4


def product_of_pk(pk: int) -> Any:
    """The product of that id."""
    from commerce.catalogue.models import Product

    return Product.objects.get(pk=pk)


def test_listings_are_told_when_stars_change_and_only_then(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from commerce.reviews.services import tally

    told: list[Any] = []
    monkeypatch.setattr(tally, "publish", told.append)
    item = product_of(acme)
    with in_store(acme):
        review = written(item)
        assert told == []
        approve(entry=review, at=timezone.now())
        assert [event.product_ids for event in told] == [{item.pk}]
        question = ask(product=item, author=author(), text="Does it work outdoors?", at=timezone.now())
        approve(entry=question, at=timezone.now())
        assert len(told) == 1
        reject(entry=review)
        assert len(told) == 2


def test_a_deleted_review_does_not_count_any_more(acme: Store, bolt: Store) -> None:
    item, twin = product_of(acme), product_of(bolt)
    with in_store(bolt):
        shown(twin)
    with in_store(acme):
        shown(item)
        Review.objects.filter(product=item).delete()
        assert ratings([item.pk]) == {}
        shown(item).delete()
        assert ratings([item.pk]) == {}
        shown(item)
        item.copies.all().delete()
        item.delete()
        assert not ReviewTally.objects.exists()
    with in_store(bolt):
        assert ratings([twin.pk]) == {twin.pk: (Decimal("5.00"), 1)}


def test_the_reply_of_the_store_stands_below_and_can_be_taken_away(acme: Store) -> None:
    item = product_of(acme)
    with in_store(acme):
        review = shown(item)
        reply(review=review, text="  Thank you.  ", at=timezone.now())
        section = review_section(item.pk, "en")
        assert section is not None and section.reviews[0].reply == "Thank you."
        reply(review=review, text=" ", at=timezone.now())
        section = review_section(item.pk, "en")
        assert section is not None and section.reviews[0].reply == "" and section.reviews[0].replied_at is None


def test_the_store_answers_at_once_and_a_shopper_waits(acme: Store, bolt: Store) -> None:
    from tests.backoffice.staff import person

    item = product_of(acme)
    with in_store(acme):
        boss = person("Owner")
        question = ask(product=item, author=author(), text="Does it work outdoors?", at=timezone.now())
        with pytest.raises(NotAllowed):
            answer(question=question, text="Yes", at=timezone.now(), author=author("Bob"))
        assert answer(question=question, text="Down to −20 °C.", at=timezone.now(), by=boss).is_approved
        question.refresh_from_db()
        assert question.is_approved
        assert not answer(question=question, text="Mine does.", at=timezone.now(), author=author("Bob")).is_approved
        assert ReviewTally.objects.get(product=item).questions == 1
    with in_store(bolt):
        assert not ReviewTally.objects.exists()


def test_products_without_reviews_say_nothing_to_search_engines(acme: Store) -> None:
    item = product_of(acme)
    with in_store(acme):
        written(item)
        assert rating_facts(review_section(item.pk, "en")) == {}
