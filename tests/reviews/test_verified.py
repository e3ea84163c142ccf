"""Who counts as a buyer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commerce.orders.services import cancel_order
from commerce.reviews.links import invitation_url
from commerce.reviews.models import Review, ReviewInvitation, ReviewSettings
from commerce.reviews.services import invite, submit_review
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.reviews.talk import WORDS, author, bought, fill, patient, written
from tests.shop import sell


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)


def test_the_address_of_an_order_verifies_whatever_its_case_and_each_line_once(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        order = bought(variant, email="ann@example.com")
        first = written(variant.product, email="ANN@Example.com")
        assert first.is_verified and first.order_line == order.lines.get()
        assert not written(variant.product, email="ann@example.com", text="And again, after a month.").is_verified
        assert not written(variant.product, email="bob@example.com", text="Bob has none.").is_verified
        assert not written(variant.product, email="", text="Nobody in particular.").is_verified
        assert not written(sell("OTHER").product, email="ann@example.com", text="Bought elsewhere.").is_verified
    with in_store(bolt):
        assert not written(sell("LDS02").product, email="ann@example.com").is_verified


def test_a_cancelled_order_verifies_nothing(acme: Store) -> None:
    with in_store(acme):
        variant = sell("LDS02")
        cancel_order(order=bought(variant), reason="", at=timezone.now())
        assert not written(variant.product, email="ann@example.com").is_verified


def test_a_line_of_another_product_verifies_nothing(acme: Store) -> None:
    with in_store(acme):
        line = bought(sell("LDS02")).lines.get()
        review = submit_review(
            product=sell("OTHER").product, author=author(), stars=5, title="", text=WORDS, at=timezone.now(), line=line
        )
        assert not review.is_verified


@pytest.mark.parametrize(
    ("wanted", "email", "text", "status"),
    [
        (True, "ann@example.com", WORDS, "approved"),
        (True, "ann@example.com", "See https://example.com for a comparison.", "pending"),
        (True, "bob@example.com", WORDS, "pending"),
        (False, "ann@example.com", WORDS, "pending"),
    ],
)
def test_what_shows_without_being_read(acme: Store, wanted: bool, email: str, text: str, status: str) -> None:
    with in_store(acme):
        ReviewSettings.objects.create(approve_verified=wanted)
        variant = sell("LDS02")
        bought(variant)
        review = written(variant.product, email=email, text=text)
        assert review.status == status
        assert (review.published_at is not None) == (status == "approved")


def invitation(store: Store) -> tuple[ReviewInvitation, str]:
    """An invitation that was sent for an order of two products, and its address."""
    from tests.commerce.shopping import buy, cart_with

    with in_store(store):
        order = buy(cart_with((sell("LDS02", name="Door sensor"), 1), (sell("LHT65", name="Thermometer"), 2)))
        found = invite(order_id=order.pk, at=timezone.now() - timedelta(days=7))
        assert found is not None
        found.sent_at = timezone.now()
        found.save()
        return found, invitation_url(found)


def test_the_link_opens_one_form_for_all_and_what_is_sent_is_verified(acme: Store, at_acme: Client) -> None:
    row, path = invitation(acme)
    with in_store(acme):
        first, second = row.order.lines.select_related("variant").order_by("pk")
        one, two = f"p{first.variant.product_id}", f"p{second.variant.product_id}"
    page = at_acme.get(path)
    assert "Door sensor" in page.content.decode() and "Thermometer" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    wrong = fill(at_acme, path, author_name="Ann", **{f"{one}-text": "No stars, but words."})
    assert wrong.status_code == 422 and "No stars, but words." in wrong.content.decode()
    assert fill(at_acme, path, author_name="Ann").status_code == 422
    with in_store(acme):
        assert not Review.objects.exists()
    sent = fill(at_acme, path, author_name="Ann", **{f"{two}-stars": "4", f"{two}-text": "Precise to a degree."})
    assert sent.status_code == 302
    with in_store(acme):
        review = Review.objects.get()
        assert (review.is_verified, review.order_line, review.stars, review.status) == (True, second, 4, "pending")
    page = at_acme.get(sent["Location"])
    assert "Thank you" in page.content.decode() and "Thermometer" not in page.content.decode()


def test_a_link_is_worth_nothing_in_another_store_forged_or_old(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    row, path = invitation(acme)
    twin, twin_path = invitation(bolt)
    assert at_acme.get(path).status_code == at_bolt.get(twin_path).status_code == 200
    assert at_bolt.get(path).status_code == 404
    assert at_bolt.post(path, {"author_name": "Eve"}).status_code == 404
    assert at_acme.get(f"{path[:-3]}xx/").status_code == 404
    assert at_acme.get(f"/reviews/order/{row.pk}/").status_code == 404
    with in_store(acme):
        ReviewInvitation.objects.update(sent_at=timezone.now() - timedelta(days=366))
    assert at_acme.get(path).status_code == 404
    assert at_bolt.get(twin_path).status_code == 200
    with in_store(bolt):
        assert twin.order.email and not Review.objects.exists()


def test_no_page_shows_an_address(acme: Store, at_acme: Client) -> None:
    from commerce.reviews.services import approve

    with in_store(acme):
        variant = sell("LDS02")
        bought(variant)
        approve(entry=written(variant.product, email="ann@example.com"), at=timezone.now())
    page = at_acme.get(f"/reviews/{variant.product_id}/")
    assert "Verified purchase" in page.content.decode()
    assert "ann@example.com" not in page.content.decode() and "csrfmiddlewaretoken" not in page.content.decode()
