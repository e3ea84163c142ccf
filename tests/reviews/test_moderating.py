"""Staff read, decide, reply and answer; who may not, cannot."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commerce.reviews.models import Answer, Question, Review
from commerce.reviews.services import answer, approve, ask
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.reviews.talk import author, product_of, shown, written

MAY = {"Owner": True, "Order desk": True, "Merchandiser": True, "Editor": False, "Translator": False}


def statuses(store: Store) -> list[str]:
    """Of all reviews, oldest first."""
    with in_store(store):
        return list(Review.objects.order_by("pk").values_list("status", flat=True))


def three(store: Store) -> list[Review]:
    """Reviews that wait."""
    item = product_of(store)
    with in_store(store):
        return [written(item, stars=number, text=f"Review number {number} of this product") for number in (1, 2, 3)]


@pytest.mark.parametrize(("role", "may"), MAY.items())
def test_who_moderates(acme: Store, bolt: Store, role: str, may: bool) -> None:
    rows = three(acme)
    three(bolt)
    client = staff(acme, role)
    seen = client.get("/admin/reviews/")
    assert (seen.status_code == 200 and "Review number 1" in seen.content.decode()) == may
    client.post("/admin/reviews/decide/", {"approve": rows[0].pk})
    client.post("/admin/reviews/decide/", {"bulk": "reject", "entry": [rows[1].pk, rows[2].pk]})
    client.post(f"/admin/reviews/reply/{rows[0].pk}/", {"reply": "Thank you."})
    assert statuses(acme) == (["approved", "rejected", "rejected"] if may else ["pending"] * 3)
    assert statuses(bolt) == ["pending"] * 3
    with in_store(acme):
        assert Review.objects.get(pk=rows[0].pk).reply == ("Thank you." if may else "")


def test_a_shopper_and_staff_of_another_store_decide_nothing(acme: Store, bolt: Store, at_acme: Client) -> None:
    rows = three(acme)
    twins = three(bolt)
    assert at_acme.post("/admin/reviews/decide/", {"approve": rows[0].pk}).status_code == 302
    stranger = staff(bolt, "Owner")
    stranger.defaults["HTTP_HOST"] = "acme.test"
    assert stranger.post("/admin/reviews/decide/", {"approve": rows[0].pk}).status_code == 302
    assert statuses(acme) == statuses(bolt) == ["pending"] * 3
    assert len(twins) == 3


def test_deciding_leads_back_to_the_list_as_it_was(acme: Store) -> None:
    rows = three(acme)
    client = staff(acme)
    back = "/admin/reviews/?status=pending&p=1"
    assert client.post("/admin/reviews/decide/", {"approve": rows[0].pk, "next": back})["Location"] == back
    away = client.post("/admin/reviews/decide/", {"approve": rows[1].pk, "next": "https://evil.example/"})
    assert away["Location"] == "/admin/reviews/"
    page = client.get(back).content.decode()
    assert "1 text approved." in page and "Review number 3" in page and "Review number 1" not in page


def test_what_was_decided_already_is_said_and_nonsense_changes_nothing(acme: Store) -> None:
    rows = three(acme)
    client = staff(acme)
    client.post("/admin/reviews/decide/", {"approve": rows[0].pk})
    page = client.post("/admin/reviews/decide/", {"bulk": "approve", "entry": [rows[0].pk, rows[1].pk]}, follow=True)
    assert "approved already" in page.content.decode() and "1 text approved." in page.content.decode()
    assert "Nothing was chosen." in client.post("/admin/reviews/decide/", {"bulk": "approve"}, follow=True).content.decode()
    assert client.post("/admin/reviews/decide/", {"bulk": "delete", "entry": [rows[2].pk]}).status_code == 404
    client.post("/admin/reviews/decide/", {"bulk": "approve", "entry": ["x", "²", "99999", ""]})
    assert client.get("/admin/reviews/decide/").status_code == 405
    assert statuses(acme) == ["approved", "approved", "pending"]


def test_the_list_shows_what_is_needed_filters_searches_and_does_not_ask_row_by_row(
    acme: Store, django_assert_max_num_queries: Any
) -> None:
    item = product_of(acme, name="Door sensor")
    with in_store(acme):
        for number in range(30):
            written(item, text=f"Cheap backlinks number {number}")
        shown(item, stars=2, text="An honest opinion of somebody")
    client = staff(acme)
    client.get("/admin/reviews/")
    with django_assert_max_num_queries(25):
        page = client.get("/admin/reviews/").content.decode()
    assert "Door sensor" in page and "words of advertising" in page and page.count('name="approve"') == 30
    found = client.get("/admin/reviews/?q=honest").content.decode()
    assert "An honest opinion" in found and "backlinks number 3" not in found
    filtered = client.get("/admin/reviews/?status=approved").content.decode()
    assert "An honest opinion" in filtered and "backlinks number 3" not in filtered


def test_the_menu_says_how_much_waits(acme: Store, bolt: Store) -> None:
    three(acme)
    item = product_of(acme, "MORE")
    with in_store(acme):
        ask(product=item, author=author(), text="Does it work outdoors?", at=timezone.now())
    assert "Reviews (4)" in staff(acme).get("/admin/").content.decode()
    assert "Reviews (" not in staff(bolt).get("/admin/").content.decode()


def test_a_review_is_looked_at_replied_to_and_deleted_and_never_edited(acme: Store) -> None:
    rows = three(acme)
    client = staff(acme)
    page = client.get(f"/admin/reviews/inspect/{rows[0].pk}/").content.decode()
    assert "Review number 1" in page and "Save reply" in page
    assert client.get(f"/admin/reviews/edit/{rows[0].pk}/").status_code == 404
    assert client.get("/admin/reviews/new/").status_code == 404
    client.post(f"/admin/reviews/reply/{rows[0].pk}/", {"reply": "x" * 2001})
    with in_store(acme):
        assert Review.objects.get(pk=rows[0].pk).reply == ""
    assert client.post(f"/admin/reviews/delete/{rows[0].pk}/").status_code == 302
    assert statuses(acme) == ["pending", "pending"]


def test_the_store_answers_and_reads_answers_of_others(acme: Store, bolt: Store) -> None:
    item = product_of(acme)
    with in_store(acme):
        question = ask(product=item, author=author(), text="Does it work outdoors?", at=timezone.now())
    client = staff(acme, "Order desk")
    assert "Does it work outdoors?" in client.get("/admin/questions/").content.decode()
    client.post(f"/admin/questions/answer/{question.pk}/", {"answer": ""})
    with in_store(acme):
        assert not Answer.objects.exists()
    client.post(f"/admin/questions/answer/{question.pk}/", {"answer": "Down to −20 °C."})
    with in_store(acme):
        given = Answer.objects.get()
        assert given.is_approved and given.is_from_store and Question.objects.get().is_approved
        other = answer(question=question, text="Mine does.", author=author("Bob"), at=timezone.now())
    assert "Mine does." in client.get(f"/admin/questions/inspect/{question.pk}/").content.decode()
    assert "Mine does." in client.get("/admin/answers/?status=pending").content.decode()
    assert client.get(f"/admin/answers/inspect/{other.pk}/").status_code == 200
    client.post("/admin/answers/decide/", {"approve": other.pk})
    with in_store(acme):
        assert Answer.objects.get(pk=other.pk).is_approved
    with in_store(bolt):
        assert not Answer.objects.exists()
    assert staff(acme, "Editor").post(f"/admin/questions/answer/{question.pk}/", {"answer": "No."}).status_code in (302, 403)


@pytest.mark.parametrize(("role", "may"), [("Owner", True), ("Merchandiser", True), ("Order desk", False)])
def test_who_sets_how_reviews_are_handled(acme: Store, role: str, may: bool) -> None:
    client = staff(acme, role)
    assert (client.get("/admin/settings/reviews/reviewsettings/", follow=True).status_code == 200 and may) or not may
    found = client.get("/admin/settings/reviews/reviewsettings/", follow=True).content.decode()
    assert ("Days after the parcel left" in found) == may


def test_an_approved_question_shows_in_the_admin_with_its_decider(acme: Store) -> None:
    item = product_of(acme)
    with in_store(acme):
        question = ask(product=item, author=author(), text="Does it work outdoors?", at=timezone.now())
        approve(entry=question, at=timezone.now())
    assert "Answer as the store" in staff(acme).get(f"/admin/questions/inspect/{question.pk}/").content.decode()
