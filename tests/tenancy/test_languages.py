"""Each store's own default language counts: acme's is English, bolt's Afrikaans."""

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Page

from sites.content.pages import HomePage
from sites.tenants.context import in_store
from sites.tenants.languages import default_language, language_of_path, spoken_languages
from sites.tenants.models import Store


def test_the_default_locale_is_each_stores_own(acme: Store, bolt: Store) -> None:
    for _turn in range(2):
        for store, code in ((acme, "en"), (bolt, "af")):
            with in_store(store):
                assert default_language() == code
                assert Locale.get_default().language_code == code
                assert {locale.language_code: locale.is_default for locale in Locale.objects.all()} == {
                    spoken: spoken == code for spoken in store.languages
                }
                assert Locale.get_active().language_code in store.languages


def test_a_store_without_the_platforms_language_works(bolt: Store) -> None:
    with in_store(bolt):
        Locale.objects.filter(language_code="en").update(language_code="fr")
        assert not Locale.objects.filter(language_code=settings.LANGUAGE_CODE).exists()
        assert Locale.get_default().language_code == "af"
        page = HomePage(title="Nog een", slug="nog-een")
        Page.get_first_root_node().add_child(instance=page)
        assert page.locale.language_code == "af"


def test_without_the_fix_such_a_store_has_no_default_locale(bolt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_wagtail_has_it(cls: type[Locale]) -> Locale:
        return cls.objects.get_for_language(settings.LANGUAGE_CODE)

    with in_store(bolt):
        Locale.objects.filter(language_code="en").update(language_code="fr")
        monkeypatch.setattr(Locale, "get_default", classmethod(as_wagtail_has_it))
        with pytest.raises(Locale.DoesNotExist):
            Locale.get_default()


def test_the_default_language_has_no_prefix_and_the_other_has(at_acme: Client, at_bolt: Client) -> None:
    assert at_acme.get("/")["Content-Language"] == "en"
    assert at_acme.get("/de/")["Content-Language"] == "de"
    assert at_bolt.get("/")["Content-Language"] == "af"
    assert at_bolt.get("/en/")["Content-Language"] == "en"
    assert at_bolt.get("/en/cart/").status_code == 200


def test_a_prefix_of_a_language_the_store_does_not_speak_is_no_prefix(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    assert at_acme.get("/af/").status_code == 404
    assert at_bolt.get("/de/").status_code == 404
    with in_store(acme):
        assert [language_of_path(path) for path in ("/de/x", "/af/x", "/en/x", "/dex", "/")] == ["de", "en", "en", "en", "en"]


def test_a_language_added_is_spoken_at_once_and_only_there(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        assert spoken_languages() == ["en", "de"]
        french = Locale.objects.create(language_code="fr")
        assert spoken_languages() == ["en", "de", "fr"]
    with in_store(bolt):
        assert spoken_languages() == ["af", "en"]
    with in_store(acme):
        french.delete()
        assert spoken_languages() == ["en", "de"]


def test_the_language_does_not_stay_for_the_next_request(at_acme: Client, at_bolt: Client) -> None:
    at_acme.get("/de/")
    assert at_bolt.get("/")["Content-Language"] == "af"
    assert at_acme.get("/nothing-here/")["Content-Language"] == "en"
