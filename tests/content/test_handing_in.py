"""A translator may not publish: the words become a draft, and go to those who may. What is live stays as it is."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Locale, WorkflowState
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation

from commerce.catalogue.models import ProductCopy
from sites.content.pages import HomePage, StandardPage
from sites.provisioning.roles import OWNER, TRANSLATOR
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.backoffice.staff import person, staff
from tests.shop import sell


@pytest.fixture
def german(acme: Store) -> StandardPage:
    """A page of acme that is live in German, and whose English was changed since."""
    with in_store(acme):
        page = StandardPage(title="About us", slug="about", body=[("rich_text", RichText("<p>We build sensors.</p>"))])
        HomePage.objects.get(locale=Locale.get_default()).add_child(instance=page)
        page.save_revision().publish()
    locale = in_german(acme)
    staff(acme, OWNER).post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [locale.pk], "include_subtree": ""})
    with in_store(acme):
        put(Translation.objects.get(source__object=page.translation_key), {"We build sensors.": "Wir bauen Sensoren."})
        Translation.objects.get(source__object=page.translation_key).save_target(publish=True)
        return StandardPage.objects.get(locale=locale, translation_key=page.translation_key)


def begin_german(store: Store) -> ProductCopy:
    """A product's English text, which its owner has sent for translation into German."""
    with in_store(store):
        copy = sell("LDS02", name="Door sensor").product.copies.get(locale=Locale.get_default())
    locale = in_german(store)
    staff(store, OWNER).post(
        f"/admin/localize/submit/snippet/catalogue/productcopy/{copy.pk}/", {"locales": [locale.pk], "include_subtree": ""}
    )
    return copy


def in_german(store: Store) -> Locale:
    with in_store(store):
        return Locale.objects.get(language_code="de")


def put(translation: Translation, words: dict[str, str]) -> None:
    """Translate segments, as the screen does one by one."""
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": words[segment.string.data]},
            )


def change_words(page: StandardPage, words: str) -> None:
    put(Translation.objects.get(source__object=page.translation_key), {"We build sensors.": words})


def test_the_main_button_of_a_translator_sends_for_approval(acme: Store, german: StandardPage) -> None:
    address = f"/admin/pages/{german.pk}/edit/"
    html = staff(acme, TRANSLATOR).get(address).content.decode()
    props = json.loads(unescape(html.split('data-props="')[1].split('"')[0]))
    assert props["perms"]["canPublish"] is False
    assert 'id="hand-in-bar"' in html
    buttons = html.split('id="hand-in-bar"')[1].split("</template>")[0]
    assert buttons.index('value="hand-in"') < buttons.index('value="save-draft"')
    assert "delete" not in buttons.lower()
    assert "hand_in.js" in html


def test_a_draft_of_a_translation_is_not_live(acme: Store, bolt: Store, german: StandardPage, at_acme: Client) -> None:
    translator = staff(acme, TRANSLATOR)
    with in_store(acme):
        change_words(german, "Wir bauen Fühler.")
    live = at_acme.get("/de/about/").content.decode()
    said = translator.post(f"/admin/pages/{german.pk}/edit/", {"action": "save-draft"}, follow=True).content.decode()
    assert "was saved" in unescape(said)
    assert "Wir bauen Sensoren." in at_acme.get("/de/about/").content.decode()
    assert "Wir bauen Fühler." not in at_acme.get("/de/about/").content.decode()
    assert len(live) > 0
    with in_store(acme):
        fresh = StandardPage.objects.get(pk=german.pk)
        assert fresh.has_unpublished_changes
        assert "Fühler" in str(fresh.get_latest_revision_as_object().body)
        assert not fresh.workflow_in_progress
    with in_store(bolt):
        assert not StandardPage.objects.filter(slug="about").exists()


def test_what_is_handed_in_is_live_once_the_owner_publishes(acme: Store, german: StandardPage, at_acme: Client) -> None:
    translator, address = staff(acme, TRANSLATOR), f"/admin/pages/{german.pk}/edit/"
    with in_store(acme):
        change_words(german, "Wir bauen Fühler.")
    said = translator.post(address, {"action": "hand-in"}, follow=True).content.decode()
    assert "sent for approval" in unescape(said)
    assert "Waits for approval" in said.split('id="hand-in-bar"')[1]
    assert "Wir bauen Sensoren." in at_acme.get("/de/about/").content.decode()
    with in_store(acme):
        assert StandardPage.objects.get(pk=german.pk).workflow_in_progress
    # While it waits, it is the approver's: nobody hands it in twice.
    assert translator.post(address, {"action": "hand-in"}).status_code == 302
    with in_store(acme):
        assert StandardPage.objects.get(pk=german.pk).workflow_states.count() == 1
    owner = Client(headers={"host": "acme.test"})
    with in_store(acme):
        owner.force_login(person(OWNER, email="second@staff.test"))
    assert "About us" in owner.get("/admin/").content.decode().split("Awaiting your review")[1]
    owner.post(address, {"action": "publish"})
    assert "Wir bauen Fühler." in at_acme.get("/de/about/").content.decode()
    with in_store(acme):
        assert not StandardPage.objects.get(pk=german.pk).workflow_in_progress


def german_words(acme: Store) -> ProductCopy:
    """German words of a product, translated and not handed in."""
    copy = begin_german(acme)
    with in_store(acme):
        translation = Translation.objects.get(source__object=copy.translation_key)
        translation.save_target(publish=True)
        put(translation, {"Door sensor": "Türsensor"})
        return ProductCopy.objects.get(locale__language_code="de", product=copy.product_id)


def test_product_texts_are_handed_in_too(acme: Store) -> None:
    german = german_words(acme)
    address = f"/admin/snippets/catalogue/productcopy/edit/{german.pk}/"
    said = staff(acme, TRANSLATOR).post(address, {"action": "hand-in"}, follow=True)
    assert (said.status_code, "Waits for approval" in said.content.decode()) == (200, True)
    # Its status leads to its versions.
    assert "/revisions/compare/live..." in said.content.decode()
    with in_store(acme):
        fresh = ProductCopy.objects.get(pk=german.pk)
        assert (fresh.live, fresh.name, fresh.workflow_in_progress) == (True, "Door sensor", True)
        assert fresh.get_latest_revision_as_object().name == "Türsensor"


def decide(store: Store, address: str, verb: str, **more: str) -> str:
    """What the other owner decides on the screen of a translation; where that leads."""
    owner = Client(headers={"host": "acme.test"})
    with in_store(store):
        owner.force_login(User.objects.filter(email="second@staff.test").first() or person(OWNER, email="second@staff.test"))
    page = owner.get(address).content.decode()
    verbs = re.findall(r'data-workflow-action-url="([^"]+)"([^>]*)>([^<]+)</button>', page)
    asked = [(label, "data-launch-modal" in rest) for _url, rest, label in verbs]
    assert asked == [("Request changes", True), ("Approve", False), ("Approve with comment", True)]
    assert "workflow-action.js" in page
    [url] = [url for url, _rest, label in verbs if label == verb]
    return str(owner.post(url, {"next": address, **more})["Location"])


def waits(client: Client, address: str) -> bool:
    """Whether that screen offers something to decide."""
    return "data-workflow-action-url" in client.get(address).content.decode()


def test_approvers_decide_on_a_translated_page(acme: Store, bolt: Store, german: StandardPage, at_acme: Client) -> None:
    translator, address = staff(acme, TRANSLATOR), f"/admin/pages/{german.pk}/edit/"
    with in_store(acme):
        change_words(german, "Wir bauen Fühler.")
    assert not waits(translator, address)
    translator.post(address, {"action": "hand-in"})
    assert not waits(translator, address), "who wrote it does not decide"
    assert decide(acme, address, "Approve") == address
    assert "Wir bauen Fühler." in at_acme.get("/de/about/").content.decode()
    with in_store(acme):
        assert not StandardPage.objects.get(pk=german.pk).workflow_in_progress
    with in_store(bolt):
        assert not StandardPage.objects.filter(slug="about").exists()


def test_approvers_send_translated_product_texts_back(acme: Store, bolt: Store) -> None:
    german = german_words(acme)
    translator, address = staff(acme, TRANSLATOR), f"/admin/snippets/catalogue/productcopy/edit/{german.pk}/"
    translator.post(address, {"action": "hand-in"})
    assert decide(acme, address, "Request changes", comment="Too long") == address
    with in_store(acme):
        back = ProductCopy.objects.get(pk=german.pk)
        assert (back.name, back.current_workflow_state.status) == ("Door sensor", WorkflowState.STATUS_NEEDS_CHANGES)
        assert back.current_workflow_state.current_task_state.comment == "Too long"
    translator.post(address, {"action": "hand-in"})
    decide(acme, address, "Approve")
    with in_store(acme):
        assert ProductCopy.objects.get(pk=german.pk).name == "Türsensor"
    with in_store(bolt):
        assert not ProductCopy.objects.filter(name="Türsensor").exists()


def test_who_may_not_edit_hands_nothing_in(acme: Store, german: StandardPage) -> None:
    with in_store(acme):
        before = german.revisions.count()
    assert staff(acme, "Order desk").post(f"/admin/pages/{german.pk}/edit/", {"action": "hand-in"}).status_code in (302, 403)
    with in_store(acme):
        assert german.revisions.count() == before
        assert not StandardPage.objects.get(pk=german.pk).workflow_in_progress
