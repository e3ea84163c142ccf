"""The words of a product from draft to page: previewed in their language, planned, approved, locked, brought back."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, Workflow, WorkflowContentType

from commerce.backoffice.variants.grid import PERMISSIONS
from commerce.catalogue import journey
from commerce.catalogue.many.words import NewWords, save_words
from commerce.catalogue.models import Product, ProductCopy
from commerce.catalogue.word_states import copies_with_state, state_of, words_state
from sites.provisioning.roles import EDITOR, MERCHANDISER, ORDER_DESK, OWNER, TRANSLATOR
from sites.tenants.clock import store_zone
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.catalogue.words import WORDS, copy_in, form, fresh
from tests.backoffice.staff import staff
from tests.shop import sell

# -- preview ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "language", "theirs"), [(0, "de", "de"), (1, "en", "en")])
def test_a_preview_speaks_the_language_of_the_words(acme: Store, bolt: Store, number: int, language: str, theirs: str) -> None:
    store = (acme, bolt)[number]
    copy = copy_in(store, language=language)
    editor = staff(store, EDITOR)
    sent = editor.post(f"{WORDS}/preview/{copy.pk}/", form(copy, name="Noch nicht da"))
    assert sent.json()["is_valid"], sent.content
    page = editor.get(f"{WORDS}/preview/{copy.pk}/").content.decode()
    assert f'lang="{theirs}"' in page.split("<head")[0]
    assert "Noch nicht da" in page
    assert "data-consent " not in page
    assert fresh(store, copy).name == "Übersetzt"


def test_a_revision_is_previewed_in_its_language_too(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme, language="de")
    address = f"{WORDS}/history/{copy.pk}/revisions/{fresh(acme, copy).latest_revision_id}/view/"
    assert 'lang="de"' in staff(acme, EDITOR).get(address).content.decode().split("<head")[0]


# -- the form --------------------------------------------------------------------------------------------------------


def test_publishing_stays_with_the_words(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    answer = staff(acme, EDITOR).post(
        f"{WORDS}/edit/{copy.pk}/", form(copy, name="New", **{"action-publish": "action-publish"})
    )
    assert answer["Location"] == f"{WORDS}/edit/{copy.pk}/"
    assert fresh(acme, copy).name == "New"


def test_words_stay_with_their_product(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    with in_store(acme):
        other = sell("OTHER", versions=True).product
    editor = staff(acme, EDITOR)
    editor.post(
        f"{WORDS}/edit/{copy.pk}/", form(copy, name="New", product=str(other.pk), **{"action-publish": "action-publish"})
    )
    stands = fresh(acme, copy)
    assert (stands.name, stands.product_id) == ("New", copy.product_id)
    assert 'name="product"' in staff(acme, MERCHANDISER).get(f"{WORDS}/add/").content.decode()


def test_an_address_that_another_product_has_is_refused_and_what_was_typed_stays(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    with in_store(acme):
        theirs = sell("OTHER", versions=True).product.copies.get()
    editor = staff(acme, EDITOR)
    sent = form(copy, name="Typed", slug=theirs.slug, **{"action-publish": "action-publish"})
    said = editor.post(f"{WORDS}/edit/{copy.pk}/", sent).content.decode()
    assert "with this Slug already exists" in said
    assert 'value="Typed"' in said
    again = editor.post(f"{WORDS}/add/", form(copy, slug="free")).content.decode()
    assert "with this Product already exists" in again


def test_an_address_that_was_taken_since_the_draft_is_numbered(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    with in_store(acme):
        copy.slug = "wanted"
        drafted = copy.save_revision()
        theirs = sell("OTHER", versions=True).product.copies.get()
        theirs.slug = "wanted"
        theirs.save()
        drafted.publish()
        slugs = ProductCopy.objects.filter(pk__in=[copy.pk, theirs.pk]).order_by("pk").values_list("slug", flat=True)
        assert list(slugs) == ["wanted-2", "wanted"]


@pytest.mark.parametrize("role", [OWNER, EDITOR, MERCHANDISER, TRANSLATOR])
def test_every_way_that_is_offered_may_be_gone(acme: Store, bolt: Store, role: str) -> None:
    copy = copy_in(acme, language="de")
    with in_store(acme):
        original = copy.product.copies.exclude(pk=copy.pk).get()
    client = staff(acme, role)
    page = client.get(f"{WORDS}/edit/{original.pk}/")
    assert page.status_code == 200
    steps = [
        href.split('"')[0] for href in page.content.decode().split('class="journey"')[1].split("</p>")[0].split('href="')[1:]
    ]
    assert steps
    for step in steps:
        assert client.get(step.replace("&amp;", "&")).status_code == 200, step
    shown = {step for step in steps if "prices-and-stock" in step or "/product/edit/" in step}
    assert bool(shown) == (role in (OWNER, MERCHANDISER))


def test_the_grid_and_the_way_to_it_ask_for_the_same() -> None:
    assert set(journey.PRICES) == set(PERMISSIONS)


# -- schedule --------------------------------------------------------------------------------------------------------


def test_a_schedule_is_read_by_the_clock_of_the_store(acme: Store, bolt: Store) -> None:
    zones: dict[str, ZoneInfo] = {}
    for store in (acme, bolt):
        copy = copy_in(store)
        with in_store(store):
            zones[store.name] = store_zone()
        editor = staff(store, EDITOR)
        assert zones[store.name].key in editor.get(f"{WORDS}/edit/{copy.pk}/").content.decode()
        editor.post(
            f"{WORDS}/edit/{copy.pk}/",
            form(
                copy,
                name="Later",
                go_live_at="2040-07-01 09:00",
                expire_at="2040-07-02 18:30",
                **{"action-publish": "action-publish"},
            ),
        )
        stands = fresh(store, copy)
        assert (stands.live, stands.name) == (True, "Door sensor")
        with in_store(store):
            planned = stands.scheduled_revision
            assert planned.approved_go_live_at == datetime(2040, 7, 1, 9, tzinfo=zones[store.name])
            assert planned.as_object().expire_at == datetime(2040, 7, 2, 18, 30, tzinfo=zones[store.name])
    assert zones[acme.name] != zones[bolt.name]


def test_what_is_due_goes_live_and_comes_down_in_its_own_store(acme: Store, bolt: Store) -> None:
    past = timezone.now() - timedelta(minutes=1)
    copies = {}
    for store in (acme, bolt):
        copies[store.name] = copy_in(store)
        with in_store(store):
            copy = ProductCopy.objects.get(pk=copies[store.name].pk)
            copy.name, copy.go_live_at = "Due", past
            copy.save_revision(approved_go_live_at=past)
    with in_store(acme):
        call_command("publish_scheduled")
    assert fresh(acme, copies[acme.name]).name == "Due"
    assert fresh(bolt, copies[bolt.name]).name == "Door sensor"
    with in_store(acme):
        ProductCopy.objects.filter(pk=copies[acme.name].pk).update(expire_at=past)
        call_command("publish_scheduled")
    assert not fresh(acme, copies[acme.name]).live


def test_words_that_came_down_are_published_again(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    past, later = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(days=1)
    with in_store(acme):
        ProductCopy.objects.filter(pk=copy.pk).update(expire_at=past, live=False, latest_revision=None)
        proposed = ProductCopy.snippet_viewset.get_edit_handler().get_form_class()
        assert proposed(instance=ProductCopy.objects.get(pk=copy.pk)).initial["expire_at"] is None
        ProductCopy.objects.filter(pk=copy.pk).update(expire_at=later)
        assert proposed(instance=ProductCopy.objects.get(pk=copy.pk)).initial["expire_at"] == later


# -- approval and locks ----------------------------------------------------------------------------------------------


def test_a_fresh_store_approves_product_texts_and_its_owner_decides_how(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            workflow = Workflow.objects.get()
            assert WorkflowContentType.objects.get().workflow == workflow
            assert copy_in(store).get_workflow() == workflow
        page = staff(store).get(f"/admin/workflows/edit/{workflow.pk}/").content.decode()
        assert 'name="content_types"' in page


@pytest.mark.parametrize(("verb", "name"), [("approve", "Handed in"), ("reject", "Door sensor")])
def test_words_that_were_handed_in_are_decided_by_another_role(acme: Store, bolt: Store, verb: str, name: str) -> None:
    copy = copy_in(acme)
    address = f"{WORDS}/edit/{copy.pk}/"
    translator, editor = staff(acme, TRANSLATOR), staff(acme, EDITOR)
    mail.outbox.clear()
    translator.post(address, form(copy, name="Handed in", **{"action-submit": "action-submit"}))
    [preview] = set(re.findall(rf"{WORDS}/workflow/preview/\d+/", "".join(str(sent.body) for sent in mail.outbox)))
    assert "Handed in" in editor.get(preview, follow=True).content.decode()
    with in_store(acme):
        task = ProductCopy.objects.get(pk=copy.pk).current_workflow_task_state
        assert next(state for _code, state, _words in words_state(product_of(copy))) == "waiting"
    assert 'name="action-publish"' not in translator.get(address).content.decode()
    editor.post(f"{WORDS}/workflow/action/{copy.pk}/{verb}/{task.pk}/", {"comment": "Seen"})
    assert editor.get(preview)["Location"] == address
    stands = fresh(acme, copy)
    assert stands.name == name
    with in_store(acme):
        assert stands.workflow_in_progress is False
        assert stands.get_latest_revision_as_object().name == "Handed in"


def test_a_lock_keeps_others_out_and_tells_them(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    owner, editor = staff(acme), staff(acme, EDITOR)
    owner.post(f"{WORDS}/lock/{copy.pk}/")
    page = editor.get(f"{WORDS}/edit/{copy.pk}/").content.decode()
    assert "locked" in page.lower()
    editor.post(f"{WORDS}/edit/{copy.pk}/", form(copy, name="Mine", **{"action-publish": "action-publish"}))
    assert fresh(acme, copy).name == "Door sensor"
    owner.post(f"{WORDS}/unlock/{copy.pk}/")
    editor.post(f"{WORDS}/edit/{copy.pk}/", form(copy, name="Mine", **{"action-publish": "action-publish"}))
    assert fresh(acme, copy).name == "Mine"


# -- history ---------------------------------------------------------------------------------------------------------


def test_words_that_came_in_bulk_can_be_brought_back(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    with in_store(acme):
        locale = Locale.objects.get(pk=copy.locale_id)
        for name in ("First import", "Second import"):
            save_words(wanted=[NewWords(copy.product_id, locale, {"name": name})])
        revisions = {r.content["name"]: r.pk for r in fresh(acme, copy).revisions.all()}
    editor = staff(acme, EDITOR)
    page = editor.get(f"{WORDS}/history/{copy.pk}/").content.decode()
    revert = f"{WORDS}/history/{copy.pk}/revisions/{revisions['First import']}/revert/"
    assert revert in page
    assert f"/revisions/compare/{revisions['First import']}...{revisions['Second import']}/" in page
    assert 'value="First import"' in editor.get(revert).content.decode()
    editor.post(
        f"{WORDS}/edit/{copy.pk}/",
        form(copy, name="First import", revision=str(revisions["First import"]), **{"action-publish": "action-publish"}),
    )
    assert fresh(acme, copy).name == "First import"


def test_a_version_has_its_ways_once(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    editor = staff(acme, EDITOR)
    for name in ("One", "Two"):
        editor.post(f"{WORDS}/edit/{copy.pk}/", form(copy, name=name, **{"action-publish": "action-publish"}))
    with in_store(acme):
        one = next(r.pk for r in fresh(acme, copy).revisions.all() if r.content["name"] == "One")
    page = editor.get(f"{WORDS}/history/{copy.pk}/").content.decode()
    assert page.count(f"/revisions/{one}/revert/") == 1


def test_a_draft_by_sheet_stands_in_the_history(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme, language="de")
    with in_store(acme):
        ProductCopy.objects.filter(pk=copy.pk).delete()
        locale = Locale.objects.get(language_code="de")
        save_words(wanted=[NewWords(copy.product_id, locale, {"name": "Entwurf"}, published=False)])
        draft = ProductCopy.objects.get(product=copy.product_id, locale=locale)
        assert list(
            ModelLogEntry.objects.filter(object_id=str(draft.pk), label="Entwurf").values_list("action", flat=True)
        ) == ["wagtail.edit"]


# -- at a glance -----------------------------------------------------------------------------------------------------


def product_of(copy: ProductCopy) -> Product:
    """Its product as the list fetches it."""
    from commerce.catalogue.columns import with_words

    return with_words(Product.objects.filter(pk=copy.product_id)).get()


def test_the_state_of_each_language(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme, language="de")
    with in_store(acme):

        def states() -> dict[str, str]:
            return {code: state for code, state, _words in words_state(product_of(copy))}

        assert states() == {"en": "live", "de": "live"}
        original = ProductCopy.objects.get(product=copy.product_id, locale__language_code="en")
        original.save_revision().publish()
        assert states() == {"en": "live", "de": "behind"}
        german = ProductCopy.objects.get(pk=copy.pk)
        german.save_revision()
        assert states()["de"] == "changed"
        german.go_live_at = datetime(2040, 1, 1, tzinfo=UTC)
        german.save_revision().publish()
        assert states()["de"] == "scheduled"
        german.unpublish()
        german.revisions.update(approved_go_live_at=None)
        assert states()["de"] == "draft"
        german.delete()
        assert states()["de"] == "missing"


def test_the_state_costs_the_same_for_any_number(acme: Store, bolt: Store, django_assert_num_queries: Any) -> None:
    with in_store(acme):
        for sku in "ABCDE":
            sell(sku, versions=True)
        with django_assert_num_queries(3):
            assert len({state_of(copy) for copy in copies_with_state()}) == 1


def test_the_shop_is_a_click_away_where_the_words_are_shown(acme: Store, bolt: Store, at_acme: Client) -> None:
    copy = copy_in(acme)
    editor = staff(acme, EDITOR)
    page = editor.get(f"{WORDS}/edit/{copy.pk}/").content.decode().split('class="journey"')[1].split("</p>")[0]
    address = page.rpartition('href="')[2].split('"')[0]
    assert at_acme.get(address).status_code == 200
    with in_store(acme):
        Product.objects.filter(pk=copy.product_id).update(status="draft")
    assert address not in editor.get(f"{WORDS}/edit/{copy.pk}/").content.decode()


def test_the_order_desk_is_not_led_to_words(acme: Store, bolt: Store) -> None:
    copy = copy_in(acme)
    assert staff(acme, ORDER_DESK).get(f"{WORDS}/edit/{copy.pk}/").status_code == 302
