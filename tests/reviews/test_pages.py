"""The pages: reading, writing, asking, answering. Nothing personal on what all see, and the words stay on an error."""

import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from commerce.catalogue.models import Product
from commerce.catalogue.states import ProductStatus
from commerce.reviews import voter
from commerce.reviews.models import Answer, Question, Review, ReviewSettings
from commerce.reviews.selectors import product_talk, question_section, review_rules, review_section
from commerce.reviews.services import answer, approve, ask, vote
from sites.content.pages.contact import CLOCK, TRAP
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.signing import sign
from tests.reviews.talk import WORDS, author, clock_of, fill, patient, product_of, shown, written


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)


def many(item: Product, count: int) -> None:
    """So many reviews, of one to five stars in turn."""
    for number in range(count):
        shown(item, stars=number % 5 + 1, text=f"Review number {number} of this very product")


def test_a_review_waits_and_is_read_by_all_once_approved(acme: Store, bolt: Store, at_acme: Client, fast: None) -> None:
    item, twin = product_of(acme), product_of(bolt)
    sent = fill(
        at_acme,
        f"/reviews/{item.pk}/new/",
        stars="4",
        title="Solid",
        text=WORDS,
        author_name="Ann <b>",
        author_email="a@b.example",
    )
    assert sent["Location"] == f"/reviews/{item.pk}/thanks/"
    assert "before it is shown" in at_acme.get(sent["Location"]).content.decode()
    with in_store(acme):
        review = Review.objects.get()
        assert (review.status, review.language, review.spam_score) == ("pending", "en", 0)
    assert WORDS not in at_acme.get(f"/reviews/{item.pk}/").content.decode()
    with in_store(acme):
        approve(entry=review, at=timezone.now())
    page = at_acme.get(f"/reviews/{item.pk}/").content.decode()
    assert WORDS in page and "Solid" in page and "Ann &lt;b&gt;" in page and "a@b.example" not in page
    with in_store(bolt):
        assert product_talk(twin.pk, "af").reviews.count == 0 and not Review.objects.exists()  # type: ignore[union-attr]


def test_the_language_of_the_page_is_the_language_of_the_review(acme: Store, at_acme: Client, fast: None) -> None:
    item = product_of(acme)
    assert fill(at_acme, f"/de/reviews/{item.pk}/new/", stars="4", text=WORDS, author_name="Ann").status_code == 302
    with in_store(acme):
        review = Review.objects.get()
        assert review.language == "de"
        approve(entry=review, at=timezone.now())
    assert 'lang="de"' in at_acme.get(f"/reviews/{item.pk}/").content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stars": ""}, "required"),
        ({"stars": "6"}, "not one of the available choices"),
        ({"text": ""}, "required"),
        ({"author_name": ""}, "required"),
        ({"author_email": "nonsense"}, "valid email"),
        ({"text": "x" * 4001}, "at most 4000"),
        ({TRAP: "https://spam.example"}, "automatic message"),
        ({CLOCK: "1234"}, "automatic message"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    acme: Store, at_acme: Client, fast: None, change: dict[str, str], said: str
) -> None:
    item = product_of(acme)
    data = {"stars": "3", "title": "A title typed", "text": WORDS, "author_name": "Ann of the example", **change}
    page = fill(at_acme, f"/reviews/{item.pk}/new/", **data)
    shown_page = page.content.decode()
    assert page.status_code == 422 and said in shown_page
    kept = ["A title typed", *(value for name, value in data.items() if name in ("text", "author_name") and value)]
    assert all(words in shown_page for words in kept)
    with in_store(acme):
        assert not Review.objects.exists()


def test_a_form_that_is_filled_in_within_two_seconds_is_a_robots(acme: Store, bolt: Store, at_acme: Client) -> None:
    item = product_of(acme)
    data = {"stars": "3", "text": WORDS, "author_name": "Ann"}
    path = f"/reviews/{item.pk}/new/"
    assert fill(at_acme, path, **data).status_code == 422
    with in_store(acme):
        ripe = sign(str(int(time.time()) - 30), purpose="form")
    with in_store(bolt):
        foreign = sign(str(int(time.time()) - 30), purpose="form")
    assert at_acme.post(path, {**data, CLOCK: foreign}).status_code == 422
    assert at_acme.post(path, {**data, CLOCK: ripe}).status_code == 302


def test_an_address_sends_ten_texts_an_hour(acme: Store, at_acme: Client, fast: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commerce.reviews.views.writing.TEXTS", 2)
    item = product_of(acme)
    path = f"/reviews/{item.pk}/ask/"
    codes = [fill(at_acme, path, text=f"Question {number}, is it?", author_name="Ann").status_code for number in range(3)]
    assert codes == [302, 302, 422]
    assert voter.TEXTS == 10


def test_the_form_carries_a_token_and_is_checked(acme: Store) -> None:
    item = product_of(acme)
    strict = Client(enforce_csrf_checks=True, headers={"host": "acme.test"})
    page = strict.get(f"/reviews/{item.pk}/new/")
    assert "csrfmiddlewaretoken" in page.content.decode() and "no-store" in page["Cache-Control"]
    answer_ = strict.post(f"/reviews/{item.pk}/new/", {"stars": "5", "text": WORDS, "author_name": "A", CLOCK: clock_of(page)})
    assert answer_.status_code == 403


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.ARCHIVED])
def test_what_has_no_page_has_no_reviews(acme: Store, at_acme: Client, status: str) -> None:
    item = product_of(acme, status=status)
    paths = [f"/reviews/{item.pk}/{part}" for part in ("", "new/", "questions/", "ask/", "thanks/")]
    assert {at_acme.get(path).status_code for path in [*paths, "/reviews/999999/"]} == {404}


def test_switched_off_they_are_gone(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    item, twin = product_of(acme), product_of(bolt)
    with in_store(acme):
        shown(item)
        assert review_section(item.pk, "en") is not None
        ReviewSettings.objects.create(reviews_on=False, questions_on=False)
        assert review_section(item.pk, "en") is None and question_section(item.pk, "en") is None
    paths = ("", "new/", "questions/", "ask/")
    assert {at_acme.get(f"/reviews/{item.pk}/{part}").status_code for part in paths} == {404}
    assert {at_bolt.get(f"/reviews/{twin.pk}/{part}").status_code for part in paths} == {200}


def test_pages_filters_and_sorts_are_plain_links_and_a_part_for_htmx(acme: Store, at_acme: Client) -> None:
    item = product_of(acme)
    with in_store(acme):
        many(item, 12)
    page = at_acme.get(f"/reviews/{item.pk}/")
    html = page.content.decode()
    for link in ("?page=2", "?sort=newest", "?stars=5", "?sort=lowest"):
        assert f'href="/reviews/{item.pk}/{link}"' in html
    assert html.count('class="review"') == 5 and "<html" in html and "noindex" in html
    assert "HX-Target" in page["Vary"]
    answered = at_acme.get(f"/reviews/{item.pk}/?stars=5&sort=newest", headers={"hx-target": "reviews"})
    part = answered.content.decode()
    assert answered["HX-Push-Url"] == "false"
    assert part.lstrip().startswith("<section") and "<html" not in part
    assert part.count('class="review"') == 2 and "Only reviews with 5 stars." in part
    for query in ("page=999", "page=x", "stars=9", "stars=%F0%9F%8C%9F", "sort=';--", "page=" + "9" * 400):
        assert at_acme.get(f"/reviews/{item.pk}/?{query}").status_code == 200


def test_the_first_page_needs_two_queries_and_then_none(acme: Store, django_assert_max_num_queries: Any) -> None:
    item, nothing = product_of(acme), product_of(acme, "NONE")
    with in_store(acme):
        many(item, 30)
        for number in range(12):
            question = approve(
                entry=ask(product=item, author=author(), text=f"Question {number}?", at=timezone.now()), at=timezone.now()
            )
            answer(question=question, text="Yes.", at=timezone.now(), by=staffer(number))  # type: ignore[arg-type]
        review_rules()
        with django_assert_max_num_queries(2):
            assert len(review_section(item.pk, "en").reviews) == 5  # type: ignore[union-attr]
        with django_assert_max_num_queries(3):
            assert len(question_section(item.pk, "en").questions) == 5  # type: ignore[union-attr]
        with django_assert_max_num_queries(4):
            assert product_talk(item.pk, "en").reviews is not None
        with django_assert_max_num_queries(0):
            assert product_talk(item.pk, "en").questions is not None
        with django_assert_max_num_queries(1):
            assert product_talk(nothing.pk, "en").reviews is not None


def staffer(number: int) -> Any:
    """Somebody of the store."""
    from tests.backoffice.staff import person

    return person("Owner", email=f"owner-{number}@staff.test")


def test_a_page_that_was_read_before_shows_what_changed_since(acme: Store, at_acme: Client) -> None:
    item = product_of(acme)
    path = f"/reviews/{item.pk}/"
    with in_store(acme):
        review = shown(item, text="The first review of this product")
    assert "The first review" in at_acme.get(path).content.decode()
    with in_store(acme):
        from commerce.reviews.services import reject, reply

        reply(review=review, text="We are glad", at=timezone.now())
    assert "We are glad" in at_acme.get(path).content.decode()
    with in_store(acme):
        reject(entry=review)
    assert "The first review" not in at_acme.get(path).content.decode()


def test_a_page_is_the_same_for_who_has_voted_and_who_has_not(acme: Store, at_acme: Client) -> None:
    item = product_of(acme)
    with in_store(acme):
        review = shown(item)
        vote(review_id=review.pk, voter="x", is_helpful=True)
    at_acme.post(f"/reviews/vote/{review.pk}/", {"helpful": "yes"}, headers={"origin": "http://acme.test"})
    pages = [client.get(f"/reviews/{item.pk}/").content.decode() for client in (at_acme, Client(headers={"host": "acme.test"}))]
    assert pages[0] == pages[1]
    assert "Thank you for your vote" not in pages[0] and "aria-pressed" not in pages[0]


def test_the_page_of_the_product_shows_the_first_reviews_and_questions(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    item, twin = product_of(acme), product_of(bolt)
    with in_store(acme):
        many(item, 6)
        approve(entry=ask(product=item, author=author(), text="Does it work outdoors?", at=timezone.now()), at=timezone.now())
    page = at_acme.get("/products/lds02/").content.decode()
    assert page.count('class="review"') == 5 and "Does it work outdoors?" in page
    assert f'href="/reviews/{item.pk}/?page=2"' in page and f'href="/reviews/{item.pk}/new/"' in page
    section = page[page.index('id="reviews"') :]
    assert "csrfmiddlewaretoken" not in section.partition("</section>")[0]
    other = at_bolt.get("/products/lds02/").content.decode()
    with override("af"):
        assert 'class="review"' not in other and gettext("Nobody has reviewed this yet.") in other
    with in_store(bolt):
        shown(twin, text="The only opinion that bolt has")
    assert "The only opinion that bolt has" in at_bolt.get("/products/lds02/").content.decode()
    assert "The only opinion" not in at_acme.get("/products/lds02/").content.decode()


def test_a_question_is_asked_answered_and_read(acme: Store, bolt: Store, at_acme: Client, fast: None) -> None:
    item = product_of(acme)
    assert fill(at_acme, f"/reviews/{item.pk}/ask/", text="Does it work outdoors?", author_name="Grace").status_code == 302
    with in_store(acme):
        question = Question.objects.get()
    assert at_acme.get(f"/reviews/answer/{question.pk}/").status_code == 404
    with in_store(acme):
        approve(entry=question, at=timezone.now())
    assert fill(at_acme, f"/reviews/answer/{question.pk}/", text="Mine does.", author_name="Alan").status_code == 302
    page = at_acme.get(f"/reviews/{item.pk}/questions/").content.decode()
    assert "Does it work outdoors?" in page and "Mine does." not in page
    with in_store(acme):
        approve(entry=Answer.objects.get(), at=timezone.now())
        answer(question=question, text="Down to −20 °C.", at=timezone.now(), by=staffer(1))
    page = at_acme.get(f"/reviews/{item.pk}/questions/").content.decode()
    assert page.index("Down to −20") < page.index("Mine does.") and "owner-1" not in page
    with in_store(bolt):
        assert not Question.objects.exists()


def test_what_waits_is_on_no_page(acme: Store, at_acme: Client) -> None:
    item = product_of(acme)
    with in_store(acme):
        written(item, text="Nobody has read this so far")
        ask(product=item, author=author(), text="Nobody has read that so far?", at=timezone.now())
    for part in ("", "questions/"):
        assert "Nobody has read" not in at_acme.get(f"/reviews/{item.pk}/{part}").content.decode()
