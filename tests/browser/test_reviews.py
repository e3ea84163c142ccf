"""A shopper writes, the store approves, everybody reads; sorting, pictures and votes in a browser, and without JavaScript."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.axe import broken_rules
from tests.browser.brands import in_retail, in_trade
from tests.browser.managing import log_in, log_in_by_hand
from tests.browser.shopping import open_first_product

pytestmark = pytest.mark.browser


def photo() -> bytes:
    """A picture as a telephone would send it."""
    target = io.BytesIO()
    Image.new("RGB", (900, 600), "#2a7").save(target, "JPEG")
    return target.getvalue()


def write_review(page: Page, shop: str, *, text: str, stars: int = 4) -> str:
    """From the page of a product to the thank-you page; the product's address."""
    open_first_product(page, shop)
    product = page.url
    page.get_by_role("link", name=re.compile("Write (a|the first) review")).click()
    page.locator(f"[name=stars][value='{stars}']").check()
    page.fill("[name=title]", "Solid and simple")
    page.fill("[name=text]", text)
    page.fill("[name=author_name]", "Ada")
    page.wait_for_timeout(2_100)  # Faster is a robot.
    return product


def approve_first(page: Page, shop: str, text: str) -> None:
    """In the queue, without leaving it."""
    page.goto(f"{shop}/admin/reviews/?status=pending")
    row = page.get_by_role("row").filter(has_text=text)
    row.get_by_role("button", name=re.compile("Approve")).click()
    expect(page.get_by_text("1 text approved.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"status=pending"))
    expect(page.get_by_role("row").filter(has_text=text)).to_have_count(0)


def test_a_review_is_written_approved_and_read_by_all(page: Page, stranger: Page, shop: str) -> None:
    text = "Installed in ten minutes, and it has worked ever since."
    product = write_review(page, shop, text=text)
    page.set_input_files("[name=pictures]", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    page.get_by_role("button", name="Send review").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.goto(product)
    expect(page.get_by_text(text)).to_have_count(0)
    log_in(page, shop)
    approve_first(page, shop, text)
    stranger.goto(product)
    expect(stranger.get_by_text(text)).to_be_visible()
    review = stranger.locator(".review").filter(has_text=text)
    expect(review.get_by_role("img", name="4 out of 5 stars")).to_be_visible()

    link = review.locator("[data-enlarge]")
    link.click()
    dialog = stranger.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Close")).to_be_visible()
    stranger.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()

    review.get_by_role("button", name="Yes (0)").click()
    expect(review.get_by_text("Thank you for your vote.")).to_be_visible()
    expect(review.get_by_role("button", name="Yes (1)", pressed=True)).to_be_visible()
    review.get_by_role("button", name="No (0)").click()
    expect(review.get_by_role("button", name="No (1)", pressed=True)).to_be_visible()
    expect(review.get_by_role("button", name="Yes (0)")).to_be_visible()

    stranger.get_by_role("navigation", name="Sort reviews").get_by_role("link", name="Newest").click()
    expect(stranger.get_by_role("heading", name="Reviews", exact=True)).to_be_focused()
    assert stranger.url == product


@in_trade
def test_what_is_wrong_is_said_and_the_words_stay(page: Page, shop: str) -> None:
    write_review(page, shop, text="Words that must not be lost on the way.")
    page.set_input_files("[name=pictures]", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}])
    page.get_by_role("button", name="Send review").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("[name=text]")).to_have_value("Words that must not be lost on the way.")
    expect(page.locator("[name=stars][value='4']")).to_be_checked()


@in_retail
def test_a_question_is_asked_and_answered_without_javascript(plain: Page, shop: str) -> None:
    open_first_product(plain, shop)
    product = plain.url
    plain.get_by_role("link", name="Ask a question").click()
    plain.fill("[name=text]", "Does it work outdoors in winter?")
    plain.fill("[name=author_name]", "Grace")
    plain.wait_for_timeout(2_100)
    plain.get_by_role("button", name="Send question").click()
    expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()
    log_in_by_hand(plain, shop)
    plain.goto(f"{shop}/admin/questions/")
    plain.get_by_role("link", name="Does it work outdoors in winter?").first.click()
    plain.fill("[name=answer]", "Down to minus twenty.")
    plain.get_by_role("button", name="Answer", exact=True).click()
    plain.goto(product)
    expect(plain.get_by_text("Down to minus twenty.").first).to_be_visible()


def test_the_form_and_the_section_have_no_faults_of_accessibility(page: Page, shop: str) -> None:
    open_first_product(page, shop)
    assert broken_rules(page, part="#reviews") == []
    assert broken_rules(page, part="#questions") == []
    page.get_by_role("link", name=re.compile("Write (a|the first) review")).click()
    assert broken_rules(page, part="form.panel") == []
