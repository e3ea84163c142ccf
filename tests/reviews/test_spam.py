"""The spam score as docs/reviews.md has it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from commerce.reviews.services import ask
from commerce.reviews.spam import mark_of, score
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.reviews.talk import WORDS, author, product_of, written

EXAMPLES = re.findall(r"^\| `(.+)` \| (\d+) \|$", (Path(settings.ROOT) / "docs" / "reviews.md").read_text(), re.MULTILINE)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 9


@pytest.mark.parametrize(("text", "points"), EXAMPLES)
def test_the_worked_examples(text: str, points: str) -> None:
    assert score(text).points == int(points)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("The manual says 868-870 MHz, firmware 1.2.3, and that is so.", ()),
        ("It is an IP67 housing, 2.5 mm walls, model WS-101-868M.", ()),
        ("Write to shop@cheap.example for a better offer", ("contact",)),
        ("casino casino casino casino, all of you", ("words",)),
        ("", ("short",)),
    ],
)
def test_which_rules_speak(text: str, reasons: tuple[str, ...]) -> None:
    assert score(text).reasons == reasons


def test_a_score_never_leaves_its_bounds() -> None:
    assert score("https://a.com " * 500 + "[url=x] casino porn", sent_before=True).points == 100


def test_a_huge_text_is_scored_without_delay() -> None:
    assert score("a" * 4000 + "1-" * 2000 + "@" * 2000).points >= 10


def test_marks_know_words_and_nothing_else() -> None:
    assert mark_of("Great sensor!") == mark_of("  great   SENSOR ") != mark_of("great sensors")
    assert mark_of("!!!") == ""


def test_the_same_text_again_is_noticed_in_its_own_store_and_across_kinds(acme: Store, bolt: Store) -> None:
    item, other, twin = product_of(acme), product_of(acme, "LHT65"), product_of(bolt)
    with in_store(acme):
        assert written(item).spam_score == 0
        again = written(other, text=WORDS.upper())
        assert "again" in again.spam_reasons
        assert "again" in ask(product=item, author=author(), text=WORDS, at=timezone.now()).spam_reasons
        short = [written(item, text="Good"), written(other, text="Good")]
        assert [row.spam_score for row in short] == [10, 10]
    with in_store(bolt):
        assert written(twin).spam_score == 0
