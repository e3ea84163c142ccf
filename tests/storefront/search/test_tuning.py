"""Synonyms, promoted results and corrections, in two stores."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import Locale

from commerce.storefront.models import KnownWord, PromotedProduct, PromotedSearch, SynonymGroup
from commerce.storefront.search.corrections import trigram_schema
from commerce.storefront.search.finding import find
from commerce.storefront.search.known_words import relearn_words
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.near import forget_all_near
from tests.shop import category, sell
from tests.storefront.search.test_finding import looked_for, names


def synonyms(words: str, means: str = "", language: str = "en") -> SynonymGroup:
    """A row as an editor saves it."""
    row = SynonymGroup(locale=Locale.objects.get(language_code=language), words=words, means=means)
    row.full_clean()
    row.save()
    return row


def promote(words: str, *skus_products: int, **values: str) -> PromotedSearch:
    """Products that stand first."""
    row = PromotedSearch(locale=Locale.objects.get(language_code="en"), words=words, **values)
    row.full_clean()
    row.save()
    for place, product in enumerate(skus_products):
        PromotedProduct.objects.create(promoted=row, product_id=product, sort_order=place)
    return row


@pytest.mark.tenant("acme")
def test_synonyms_find_each_other() -> None:
    sell("A", name="Temperature sensor")
    sell("B", name="Thermometer")
    assert names(looked_for("thermometer")) == ["Thermometer"]
    synonyms("thermometer, temperature sensor")
    assert sorted(names(looked_for("Thermometer"))) == ["Temperature sensor", "Thermometer"]
    assert sorted(names(looked_for("temperature sensors"))) == ["Temperature sensor"]
    assert sorted(names(looked_for("temperature sensor"))) == ["Temperature sensor", "Thermometer"]
    assert names(looked_for("door temperature sensor", literally=True)) == []


@pytest.mark.tenant("acme")
def test_one_way_does_not_lead_back() -> None:
    sell("A", name="SIM card")
    sell("B", name="Simkaart holder")
    synonyms("sim", "simkaart")
    assert sorted(names(looked_for("sim"))) == ["SIM card", "Simkaart holder"]
    assert names(looked_for("simkaart")) == ["Simkaart holder"]


@pytest.mark.parametrize(
    ("words", "means", "field"),
    [("", "", "words"), (" , ;", "", "words"), ("alone", "", "words"), ("sim", "...", "means"), ("sim, card", "card", "means"),
     ("Probe, feeler", "", "words")],
)  # fmt: skip
@pytest.mark.tenant("acme")
def test_a_row_that_says_nothing_or_repeats_another_is_refused(words: str, means: str, field: str) -> None:
    synonyms("sensor, probe")
    with pytest.raises(ValidationError) as refused:
        synonyms(words, means)
    assert field in refused.value.message_dict
    assert SynonymGroup.objects.count() == 1


@pytest.mark.tenant("acme")
def test_a_row_may_be_saved_again_and_stand_in_another_language_too() -> None:
    row = synonyms("sensor, probe")
    row.full_clean()
    synonyms("sensor, fühler", language="de")


@pytest.mark.tenant("acme")
def test_promoted_products_stand_first_and_only_for_their_words() -> None:
    gateway, mug = sell("GW", name="Gateway").product_id, sell("MUG", name="Mug").product_id
    sell("GW2", name="Outdoor gateway")
    promote("gift, Gateways", mug, message="Until Friday")
    assert names(looked_for("GATEWAYS")) == ["Mug", "Outdoor gateway", "Gateway"]
    assert names(looked_for("gift")) == ["Mug"]
    assert looked_for("gift").promotion.message == "Until Friday"
    assert names(looked_for("outdoor gateways")) == ["Outdoor gateway"]
    assert gateway


@pytest.mark.tenant("acme")
def test_a_search_is_promoted_once() -> None:
    promote("gift")
    with pytest.raises(ValidationError):
        promote("present, GIFT")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sensro", "sensor"),
        ("moistrue sensor", "moisture sensor"),
        ("Temprature", "temperature"),
        ("doorsensor", "door sensor"),
    ],
)
@pytest.mark.tenant("acme")
def test_a_mistyped_word_is_put_right_where_nothing_is_found(typed: str, meant: str) -> None:
    sell("A", name="Soil moisture sensor")
    sell("B", name="Temperature logger")
    sell("C", name="Door sensor")
    found = looked_for(typed)
    assert (found.meant, bool(found.product_ids)) == (meant, True)
    as_typed = looked_for(typed, literally=True)
    assert (as_typed.meant, as_typed.product_ids) == ("", ())


@pytest.mark.tenant("acme")
def test_what_is_found_as_typed_is_not_put_right() -> None:
    sell("A", name="Sensor")
    sell("B", name="Censor")
    assert (looked_for("censor").meant, names(looked_for("censor"))) == ("", ["Censor"])


@pytest.mark.parametrize(
    ("typed", "meant", "categories", "products"),
    [
        ("brai", "braai", ["Braai and Fire"], []),
        ("brai fire", "braai fire", ["Braai and Fire"], []),
        ("gatways", "gateway", ["Gateways"], ["Gateway"]),
    ],
)
@pytest.mark.tenant("acme")
def test_the_words_of_categories_are_meant_too(
    typed: str, meant: str, categories: list[str], products: list[str], django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    category("Braai and Fire")
    category("Gateways")
    sell("A", name="Gateway")
    # Nearer to `fire` than nothing, but that is known from the category.
    sell("B", name="Wire")
    looked_for("gateway")
    with django_assert_max_num_queries(7):  # Five, and the language and the generation.
        found = looked_for(typed)
    assert (found.meant, [place.title for place in found.categories], names(found)) == (meant, categories, products)
    assert looked_for(typed, literally=True).categories == ()


@pytest.mark.tenant("acme")
def test_what_leads_to_a_category_as_typed_is_not_put_right() -> None:
    category("Braai and Fire")
    sell("A", name="Braw")
    for typed in ("braai", "braa"):
        assert (looked_for(typed).meant, names(looked_for(typed))) == ("", []), typed


@pytest.mark.tenant("acme")
def test_a_code_is_not_put_right() -> None:
    sell("LDS02", name="Door sensor")
    assert looked_for("LDS03") == find("LDS03", locale_id=Locale.get_default().pk, language="en", literally=True)


@pytest.mark.tenant("acme")
def test_words_that_have_gone_are_forgotten_when_all_are_counted() -> None:
    variant = sell("A", name="Gyroscope")
    sell("B", name="Gyroscope stand")
    assert KnownWord.objects.filter(word="gyroscope", locale=Locale.get_default()).exists()
    relearn_words()
    assert set(KnownWord.objects.filter(word="gyroscope").values_list("products", flat=True)) == {2}
    variant.product.copies.update(name="Compass")
    variant.product.save()
    relearn_words()
    assert set(KnownWord.objects.filter(word="gyroscope").values_list("products", flat=True)) == {1}
    assert KnownWord.objects.filter(word="compass").exists()


def install_pg_trgm() -> None:
    """The extension, in the schema `trigrams`. Where the server does not bring it along, what is asked of it stands in: its row in
    the catalogue and a function.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA trigrams")
        cursor.execute("SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is not None:
            cursor.execute("CREATE EXTENSION pg_trgm SCHEMA trigrams")
            return
        cursor.execute(
            "CREATE FUNCTION trigrams.similarity(text, text) RETURNS real LANGUAGE sql AS "
            "$$ SELECT CASE WHEN left($1, 2) = left($2, 2) AND length($1) > 8 THEN 0.6 ELSE 0.1 END::real $$"
        )
        cursor.execute("SET LOCAL allow_system_table_mods = on")
        cursor.execute("INSERT INTO pg_extension SELECT 4000000000, 'pg_trgm', 10, 'trigrams'::regnamespace, true, '1.6'")


@pytest.mark.tenant("acme")
def test_with_pg_trgm_a_word_that_is_alike_is_meant() -> None:
    sell("A", name="Accelerometer")
    assert looked_for("acelerometrs").meant == ""
    install_pg_trgm()
    # Of an extension that was not there an hour's answer is kept.
    assert looked_for("acelerometrsx").meant == ""
    forget_all_near()
    assert looked_for("acelerometrs").meant == "accelerometer"
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA trigrams RENAME TO moved")
        assert looked_for("acelerometrz").meant == "accelerometer"
        # Whose schema is closed to us is not there, also where it is there for others.
        cursor.execute(
            "REVOKE USAGE ON SCHEMA moved FROM CURRENT_USER; "
            "SELECT set_config('role', 'pg_monitor', true) FROM pg_roles WHERE rolname = CURRENT_USER AND rolsuper"
        )
        assert trigram_schema("acme") == ""


def test_one_stores_tuning_is_nothing_to_the_other(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        sell("A", name="Temperature sensor")
        synonyms("thermometer, temperature sensor")
        assert names(looked_for("thermometer")) == ["Temperature sensor"]
    with in_store(bolt):
        sell("B", name="Temperature sensor")
        assert names(looked_for("thermometer")) == []
        assert not KnownWord.objects.filter(word="thermometer").exists()
