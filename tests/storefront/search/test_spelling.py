"""Words that were meant: the tables of docs/search.md, and that neighbours share a key."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.storefront.search.spelling import distance, edits_allowed, keys_of, nearest
from commerce.storefront.search.words import code_of, folded, phrases_of, words_of

KNOWN = [("sensor", 40), ("sensors", 12), ("temperature", 30), ("gateway", 9), ("door", 5), ("doors", 2), ("floor", 1)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sensro", "sensor"),
        ("temprature", "temperature"),
        ("tempreture", "temperature"),
        ("getway", "gateway"),
        ("gatewqy", "gateway"),
        ("flor", "floor"),
        ("dooor", "door"),
        ("dor", None),
        ("lds03", None),
        ("sensor", "sensors"),
        ("qqqqqq", None),
    ],
)
def test_the_nearest_known_word_is_meant(typed: str, meant: str | None) -> None:
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("door", "door", 0), ("door", "odor", 1), ("door", "doors", 1), ("door", "dor", 1), ("door", "mood", 2), ("ca", "abc", 3)],
)
def test_letters_apart(one: str, other: str, apart: int) -> None:
    assert distance(one, other, most=3) == apart
    assert distance(other, one, most=3) == apart
    assert distance(one, other, most=0) == min(apart, 1)


@pytest.mark.parametrize(
    ("word", "edits"), [("dor", 0), ("door", 1), ("doors", 1), ("sensor", 2), ("lds021", 0), ("868mhz", 0)]
)
def test_short_words_and_codes_are_left_alone(word: str, edits: int) -> None:
    assert edits_allowed(word) == edits


@settings(deadline=None)
@given(st.text(string.ascii_lowercase, min_size=6, max_size=14), st.data())
def test_a_word_with_two_edits_shares_a_key_with_its_origin(word: str, data: st.DataObject) -> None:
    typed = word
    for _ in range(2):
        place = data.draw(st.integers(0, len(typed) - 1))
        letter = data.draw(st.sampled_from(string.ascii_lowercase))
        typed = data.draw(
            st.sampled_from(
                [
                    typed[:place] + typed[place + 1 :],
                    typed[:place] + letter + typed[place:],
                    typed[:place] + letter + typed[place + 1 :],
                    typed[:place] + typed[place + 1 : place + 2] + typed[place] + typed[place + 2 :],
                ]
            )
        )
    if distance(typed, word, most=2) <= edits_allowed(typed):
        assert set(keys_of(typed)) & set(keys_of(word, edits=2))


def test_a_word_has_at_most_twenty_nine_keys() -> None:
    assert len(keys_of("abcdefghijkl", edits=2)) == 29


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Soil-Moisture/Sensor", ["soil", "moisture", "sensor"]),
        ("c++", ["c"]),
        ("';--", []),
        ("😀", []),
        ("a b c d e f g h i j", ["a", "b", "c", "d", "e", "f", "g", "h"]),
        ("x" * 10_000, ["x" * 120]),
    ],
)
def test_words_of_what_is_typed(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_codes_and_phrases_are_compared_in_one_form() -> None:
    assert {code_of(text) for text in ("LDS-02/A", "lds 02 a", "lds–02–a")} == {"LDS02A"}
    assert folded("Café Über") == "cafe uber"
    assert phrases_of("Thermometer,  temperature-sensor;\nThermomètre, thermometer,,") == [
        "thermometer",
        "temperature sensor",
        "thermometre",
    ]
