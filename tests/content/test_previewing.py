"""A translation of a product's words is previewed before anybody publishes it."""

import json
from html import unescape

import pytest
from django.test import Client
from wagtail_localize.models import Translation

from commerce.catalogue.models import ProductCopy
from sites.provisioning.roles import EDITOR, MERCHANDISER, ORDER_DESK, OWNER, TRANSLATOR
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import staff
from tests.content.test_handing_in import begin_german, put


@pytest.fixture
def translation(acme: Store, bolt: Store) -> Translation:
    """A product text that is being put into German, and has one word in it so far."""
    copy = begin_german(acme)
    with in_store(acme):
        made: Translation = Translation.objects.get(source__object=copy.translation_key)
        put(made, {"Door sensor": "Türsensor"})
        return made


@pytest.mark.parametrize(("role", "status"), [(TRANSLATOR, 200), (EDITOR, 200), (MERCHANDISER, 200), (ORDER_DESK, 302)])
def test_who_may_translate_sees_it_in_its_language(acme: Store, translation: Translation, role: str, status: int) -> None:
    answer = staff(acme, role).get(f"/admin/translations/{translation.pk}/preview/")
    assert answer.status_code == status
    if status == 200:
        page = answer.content.decode()
        assert 'lang="de"' in page.split("<head")[0]
        assert "Türsensor" in page
    with in_store(acme):
        assert not ProductCopy.objects.filter(name="Türsensor").exists()


def test_the_screen_leads_to_the_preview_and_offers_no_other_product(acme: Store, translation: Translation) -> None:
    with in_store(acme):
        german = ProductCopy.objects.get(locale__language_code="de")
    page = staff(acme, TRANSLATOR).get(f"/admin/snippets/catalogue/productcopy/edit/{german.pk}/").content.decode()
    assert f'data-preview="/admin/translations/{translation.pk}/preview/"' in page
    assert page.index("hand_in") < page.index("wagtail_localize/js/wagtail-localize.js"), "it sets what the other reads"
    props = json.loads(unescape(page.split('data-props="')[1].split('"')[0]))
    names = {segment["contentPath"].partition(".")[0] for segment in props["segments"]}
    assert "name" in names and "product" not in names
    assert 'class="journey"' in page


def test_another_store_has_no_such_translation(bolt: Store, translation: Translation) -> None:
    assert staff(bolt, OWNER).get(f"/admin/translations/{translation.pk}/preview/").status_code == 404


def test_strangers_are_led_to_the_log_in(translation: Translation) -> None:
    answer = Client(headers={"host": "acme.test"}).get(f"/admin/translations/{translation.pk}/preview/")
    assert answer.status_code == 302
