"""What a new store starts with: a brands page in every language, and legal pages under the names of its country, each once."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from commerce.catalogue.models import BrandIndexPage
from sites.content.pages import HomePage, StandardPage
from sites.content.translating import speak_language
from sites.provisioning.seed.brands import plant_brand_index
from sites.provisioning.seed.words import BY_COUNTRY, LEGAL, SLUGS, WORDS, slug, word
from sites.tenants.context import in_store
from sites.tenants.models import Store


def test_every_language_has_a_brands_page_that_the_footer_leads_to(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    for store, client, pages in (
        (acme, at_acme, {"/": "/brands/", "/de/": "/de/marken/"}),
        (bolt, at_bolt, {"/": "/handelsmerke/", "/en/": "/en/brands/"}),
    ):
        with in_store(store):
            assert BrandIndexPage.objects.live().count() == 2
            plant_brand_index(HomePage.objects.get(locale=Locale.get_default()))
            assert BrandIndexPage.objects.count() == 2, "safe to repeat"
        for home, address in pages.items():
            assert f'href="{address}"' in client.get(home).content.decode()
            assert client.get(address).status_code == 200


def test_legal_pages_are_named_as_the_country_does_and_there_is_one_of_each(acme: Store, bolt: Store) -> None:
    for store, titles in (
        (acme, {"en": "Company details", "de": "Impressum"}),
        (bolt, {"af": "Regskennisgewing", "en": "Company details"}),
    ):
        with in_store(store):
            for language, title in titles.items():
                pages = StandardPage.objects.filter(locale__language_code=language)
                assert {page.slug for page in pages} == {slug(key, language) for key in LEGAL}
                assert pages.filter(title=title).count() == 1
            assert not Redirect.objects.exists(), "nobody knew these pages under another address"


def test_a_language_that_a_store_learns_with_names_of_its_own_leaves_no_redirects(acme: Store, bolt: Store) -> None:
    def in_french(page: Any) -> None:
        page.slug = {"about": "a-propos", "team": "equipe"}.get(page.slug, page.slug)

    for store in (acme, bolt):
        with in_store(store):
            above = HomePage.objects.get(locale=Locale.get_default())
            for name in ("about", "team"):
                above = above.add_child(instance=StandardPage(title=name, slug=name))
            with transaction.atomic():
                speak_language("fr", fill=in_french)
            team = above.get_translation(Locale.objects.get(language_code="fr"))
            assert team.url_path.endswith("/a-propos/equipe/")
            assert not Redirect.objects.exists()


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_has_every_word_and_slugs_of_its_own(language: str) -> None:
    assert WORDS[language].keys() == WORDS["en"].keys()
    slugs = [slug(key, language) for key in (*LEGAL, "brands")]
    assert len(set(slugs)) == len(slugs)
    assert SLUGS.get(language, {}).keys() <= {*LEGAL, "brands"}


def test_a_country_changes_only_words_that_there_are() -> None:
    for (language, country), words in BY_COUNTRY.items():
        assert words.keys() <= WORDS[language].keys()
        for key, text in words.items():
            assert word(key, language, country=country) == text
            assert word(key, language, country="XX") == WORDS[language][key]
