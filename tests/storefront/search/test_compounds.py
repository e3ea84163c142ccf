"""Words in words, with the examples of docs/search.md: in German, in Afrikaans, and not in English."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from commerce.catalogue.models import Brand
from commerce.storefront.models import KnownWord, SearchEntry
from commerce.storefront.search import compounds
from commerce.storefront.search.compounds import parts_of
from commerce.storefront.search.known_words import relearn_words
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import sell, together
from tests.storefront.search.test_finding import looked_for, names
from tests.storefront.search.test_tuning import synonyms
from tests.transactions import Fill


@pytest.fixture(scope="module")
def shelves(made_once: Fill) -> None:
    """The same goods in both stores, for all tests of the module; bolt has none of acme's languages but English."""
    made_once(fill)


def fill() -> None:
    for store in Store.objects.order_by("schema_name"):
        with in_store(store), together():
            for number, name in enumerate(
                ("Sensor", "Raumklimasensor", "Bodenfeuchtesensor", "Radio-Detektor", "Preis", "Ziegenkäse", "Boerewors")
            ):
                sell(f"P{number}", name=name)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sensor", ["Sensor", "Bodenfeuchtesensor", "Raumklimasensor"]),
        ("sensoren", ["Sensor", "Bodenfeuchtesensor", "Raumklimasensor"]),
        ("boden sensor", ["Bodenfeuchtesensor"]),
        ("feuchte sensor", ["Bodenfeuchtesensor"]),
        ("sensor boden", ["Bodenfeuchtesensor"]),
        ("käse", ["Ziegenkäse"]),
        ("kase", ["Ziegenkäse"]),
        ("feuchte", []),
        ("tor", []),
        ("tore", []),
        ("reis", []),
        ("rad detektor", []),
        ("und sensor", ["Sensor", "Bodenfeuchtesensor", "Raumklimasensor"]),
    ],
)
def test_german_words_are_found_in_compounds(acme: Store, shelves: None, typed: str, found: list[str]) -> None:
    with in_store(acme):
        assert names(looked_for(typed, "de", literally=True)) == found


@pytest.mark.parametrize(("typed", "found"), [("wors", ["Boerewors"]), ("boere wors", ["Boerewors"]), ("ors", [])])
def test_afrikaans_words_are_found_in_compounds(bolt: Store, shelves: None, typed: str, found: list[str]) -> None:
    with in_store(bolt):
        assert names(looked_for(typed, "af", literally=True)) == found


def test_english_asks_nothing_of_it(acme: Store, bolt: Store, shelves: None) -> None:
    for store in (acme, bolt):
        with in_store(store):
            english = Locale.objects.get(language_code="en")
            with CaptureQueriesContext(connection) as asked:
                assert names(looked_for("sensor", literally=True)) == ["Sensor"]
            assert not any("ending" in query["sql"] for query in asked.captured_queries)
            assert not KnownWord.objects.filter(locale=english).exclude(ending="").exists()


def test_the_word_itself_stands_before_its_compounds_in_the_same_place_only(acme: Store, shelves: None) -> None:
    with in_store(acme):
        SearchEntry.objects.update(popularity=0)
        SearchEntry.objects.filter(product_id__in=looked_for("raumklimasensor", "de").product_ids).update(popularity=9)
        stick = sell("STICK", name="Messstick").product
        stick.brand = Brand.objects.create(name="Sensor", slug="sensor")
        stick.save()
        assert names(looked_for("sensor", "de")) == ["Sensor", "Raumklimasensor", "Bodenfeuchtesensor", "Messstick"]


def test_a_synonym_is_found_in_compounds_too(acme: Store, shelves: None) -> None:
    with in_store(acme):
        synonyms("fühler, sensor", language="de")
        assert names(looked_for("fühler", "de")) == ["Sensor", "Bodenfeuchtesensor", "Raumklimasensor"]


def test_a_compound_of_several_words_is_found_beside_many_more_frequent_ones(
    acme: Store, shelves: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_store(acme):
        monkeypatch.setattr(compounds, "MOST_FOUND", 1)
        sell("PLATE", name="Bodenplatte")
        KnownWord.objects.filter(word__in=("raumklimasensor", "bodenplatte")).update(products=99)
        assert names(looked_for("sensor", "de")) == ["Sensor", "Raumklimasensor"]
        assert names(looked_for("boden sensor", "de")) == ["Bodenfeuchtesensor"]


def test_words_without_an_ending_get_it_when_all_are_counted(acme: Store, shelves: None) -> None:
    with in_store(acme):
        KnownWord.objects.update(ending="")
        relearn_words()
        endings = dict(KnownWord.objects.exclude(ending="").values_list("word", "ending"))
        assert endings["raumklimasensor"] == "rosnesamilkmuar"
        assert set(KnownWord.objects.exclude(ending="").values_list("locale__language_code", flat=True)) == {"de"}


def test_no_more_words_than_sixteen_are_looked_for_in_others() -> None:
    many = [((f"wort{letter}",), *((f"{letter}{other}wort",) for other in "abcdef")) for letter in "ghijklmn"]
    parts = parts_of(many)
    assert [(part.word, part.may_start) for part in parts[:8]] == [(f"wort{letter}", letter != "n") for letter in "ghijklmn"]
    assert len(parts) == 16
