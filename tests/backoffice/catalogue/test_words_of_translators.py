"""A product's words in a further language: begun, brought up to date, with a life of their own."""

import re
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.models import ProductCopy
from sites.provisioning.roles import EDITOR, TRANSLATOR
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.words import WORDS, copy_in, form
from tests.backoffice.staff import staff


def test_a_translation_begins_with_its_language_chosen(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    editor = staff(acme, EDITOR)
    page = editor.get(f"{WORDS}/edit/{copy.pk}/").content.decode()
    address = next(part.split('"')[0] for part in page.split('href="') if "select_locale=de" in part)
    form_page = editor.get(address.replace("&amp;", "&")).content.decode()
    assert "checked" in form_page.split('name="locales"')[1].split(">")[0]


def test_a_translation_has_a_schedule_and_a_lock_of_its_own(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    with in_store(acme):
        copy.expire_at, copy.expired, copy.locked = timezone.now() - timedelta(minutes=1), True, True
        copy.save()
        copy.save_revision()
        german = copy.copy_for_translation(Locale.objects.get(language_code="de"))
        german.save()
        german.save_revision().publish()
        call_command("publish_scheduled")
        german.refresh_from_db()
        assert (german.live, german.expired, german.locked, german.product_id) == (True, False, False, copy.product_id)


def test_what_was_published_since_is_a_click_away_for_translators(acme: Store, bolt: Store) -> None:
    copy, owner, translator = copy_in(acme), staff(acme), staff(acme, TRANSLATOR)
    with in_store(acme):
        german = Locale.objects.get(language_code="de")
    owner.post(f"/admin/localize/submit/snippet/catalogue/productcopy/{copy.pk}/", {"locales": [german.pk]})
    with in_store(acme):
        translated = ProductCopy.objects.get(product=copy.product_id, locale=german)
    screen = f"{WORDS}/edit/{translated.pk}/"
    assert "/localize/update/" not in translator.get(screen).content.decode()
    owner.post(f"{WORDS}/edit/{copy.pk}/", form(copy, summary="Now wireless.", **{"action-publish": "action-publish"}))
    page = translator.get(screen).content.decode()
    assert "Now wireless." not in page
    [update] = set(re.findall(r'href="(/admin/localize/update/[^"]+)"', page))
    assert translator.post(update)["Location"] == screen
    page = translator.get(screen).content.decode()
    assert "Now wireless." in page
    assert "/localize/update/" not in page
