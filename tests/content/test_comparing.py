"""Two versions of words are compared as a reader would."""

import re
from typing import Any

import pytest
from wagtail.models import Locale
from wagtail.rich_text import RichText

from commerce.catalogue.models import ProductCopy
from sites.content.comparing import BodyComparison, ParagraphsFieldComparison, lines_of
from sites.content.pages import StandardPage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.shop import sell

LIST = "<p>Production ended.</p><ul><li>256 kB flash</li><li>Sockets for I²C</li></ul>"
KEYED = '<p data-block-key="a1">Production ended.</p><ul><li data-block-key="b2">256 kB flash</li><li>Sockets for I²C</li></ul>'


def body(source: str) -> Any:
    """A stream of one text."""
    return ProductCopy(body=[("rich_text", RichText(source))])


def compared(before: str, after: str) -> BodyComparison:
    """The comparison of two descriptions."""
    return BodyComparison(ProductCopy._meta.get_field("body"), body(before), body(after))


def test_paragraphs_and_items_are_lines_of_their_own() -> None:
    assert lines_of(LIST) == "Production ended.\n256 kB flash\nSockets for I²C"
    assert lines_of("One<br>two<hr>three") == "One\ntwo\nthree"
    assert lines_of(None) == ""


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (LIST, KEYED, False),
        (LIST, LIST.replace("256", "512"), True),
        ("<p>Now <b>new</b></p>", "<p>Now new</p>", True),
        ('<p><a href="https://a.example/">x</a></p>', '<p><a href="https://b.example/">x</a></p>', True),
    ],
)
def test_what_a_reader_would_not_notice_has_not_changed(before: str, after: str, changed: bool) -> None:
    assert compared(before, after).has_changed() == changed
    field = ParagraphsFieldComparison(
        ProductCopy._meta.get_field("compatibility"), ProductCopy(compatibility=before), ProductCopy(compatibility=after)
    )
    assert field.has_changed() == changed


def test_the_same_words_in_other_dress_are_told_so() -> None:
    field = ProductCopy._meta.get_field("compatibility")
    other = ParagraphsFieldComparison(
        field, ProductCopy(compatibility="<p><b>A</b></p>"), ProductCopy(compatibility="<p>A</p>")
    )
    assert "Only formatting or links" in other.htmldiff()
    words = ParagraphsFieldComparison(
        field, ProductCopy(compatibility="<p>A</p>"), ProductCopy(compatibility="<p>B &lt;i&gt;</p>")
    )
    assert "Only formatting" not in words.htmldiff()
    assert "<i>" not in words.htmldiff()


def test_the_screen_names_the_versions_and_only_what_changed(acme: Store, bolt: Store) -> None:
    addresses = {}
    for store in (acme, bolt):
        with in_store(store):
            copy = sell("LDS02", name="Door sensor", versions=True).product.copies.get()
            copy.body = [("rich_text", RichText(LIST))]
            copy.save_revision().publish()
            blocks = [{"type": "rich_text", "value": KEYED, "id": copy.body.raw_data[0]["id"]}]
            copy.body = blocks
            copy.compatibility = "<p>One</p><p>Two</p>"
            copy.save_revision().publish()
            first, last = list(copy.revisions.order_by("pk").values_list("pk", flat=True))[-2:]
            addresses[store.name] = (
                f"/admin/snippets/catalogue/productcopy/history/{copy.pk}/revisions/compare/{first}...{last}/"
            )
    for store in (acme, bolt):
        page = staff(store).get(addresses[store.name]).content.decode()
        assert "One<br>Two" in page
        assert "256 kB" not in page
        assert page.count('class="comparison') == 1
        assert re.search(r"Door sensor: [^<]*20\d\d[^<]* → [^<]*20\d\d", page)


def test_pages_are_compared_the_same_way(acme: Store) -> None:
    with in_store(acme):
        page = StandardPage.objects.filter(locale=Locale.get_default()).first()
        assert page is not None
        page.body = [("rich_text", RichText("<p>One</p><p>Two</p>"))]
        first = page.save_revision()
        page.body[0].value = RichText("<p>One</p><p>Three</p>")
        last = page.save_revision()
    found = staff(acme).get(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{last.pk}/").content.decode()
    assert "One<br>" in found
