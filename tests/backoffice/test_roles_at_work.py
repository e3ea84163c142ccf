"""The roles do their work in the admin: publish, send for approval, approve, upload; and read no more than they should."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Locale, Workflow

from commerce.catalogue.models import ProductCopy
from sites.content.menus import Menu
from sites.content.pages import ContactPage, HomePage, StandardPage
from sites.provisioning import roles
from sites.provisioning.approval import WAGTAILS
from sites.provisioning.renewal import MARK, renew_roles
from sites.provisioning.roles import EDITOR, MERCHANDISER, MODELS, ORDER_DESK, OWNER, TRANSLATOR, seed_roles
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.staff import person, staff
from tests.shop import sell

PUBLISHES = {OWNER: True, EDITOR: True, MERCHANDISER: True, ORDER_DESK: False, TRANSLATOR: False}


def written(store: Store, **words: str) -> dict[str, Any]:
    """The form of a standard page."""
    return {"title": "Warranty", "slug": "warranty", "intro": "Two years.", "body-count": "0", **words}


def home_of(store: Store) -> HomePage:
    """The home page in the store's default language."""
    with in_store(store):
        home: HomePage = HomePage.objects.get(locale=Locale.get_default())
        return home


@pytest.mark.parametrize("role", list(MODELS))
def test_who_publishes_product_texts(acme: Store, bolt: Store, role: str) -> None:
    for store in (acme, bolt):
        with in_store(store):
            copy = sell("LDS02", name="Door sensor").product.copies.get()
        data = {
            "product": str(copy.product_id), "name": "Better sensor", "slug": copy.slug, "summary": "", "seo_title": "",
            "seo_description": "", "body-count": "0", "action-publish": "action-publish",
        }  # fmt: skip
        staff(store, role).post(f"/admin/snippets/catalogue/productcopy/edit/{copy.pk}/", data)
        with in_store(store):
            assert (ProductCopy.objects.get(pk=copy.pk).name == "Better sensor") == PUBLISHES[role]


@pytest.mark.parametrize(("role", "may"), [(OWNER, True), (EDITOR, True), (MERCHANDISER, False), (TRANSLATOR, False)])
def test_who_publishes_menus(acme: Store, role: str, may: bool) -> None:
    with in_store(acme):
        menu = Menu.objects.get(place="footer", locale=Locale.get_default())
    # fmt: off
    data = {"place": "footer", "items-count": "0", "note": "null", "action-publish": "action-publish"}
    # fmt: on
    staff(acme, role).post(f"/admin/snippets/content/menu/edit/{menu.pk}/", data)
    with in_store(acme):
        assert (len(Menu.objects.get(pk=menu.pk).items) == 0) == may


@pytest.mark.parametrize("role", [EDITOR, TRANSLATOR])
def test_what_is_sent_for_approval_shows_once_the_owner_approves(acme: Store, bolt: Store, at_acme: Client, role: str) -> None:
    home = home_of(acme)
    with in_store(acme):
        page = StandardPage(title="Warranty", slug="warranty", live=False)
        home.add_child(instance=page)
        page.save_revision()
    address = f"/admin/pages/{page.pk}/edit/"
    staff(acme, role).post(address, written(acme, **{"action-submit": "action-submit"}))
    assert at_acme.get("/warranty/").status_code == 404
    owner = staff(acme)
    assert "Warranty" in owner.get("/admin/").content.decode().split("Awaiting your review")[1]
    with in_store(acme):
        task = StandardPage.objects.get(pk=page.pk).current_workflow_task_state
    owner.post(
        address,
        written(
            acme, **{"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-task-state-id": str(task.pk)}
        ),
    )
    assert "Two years." in at_acme.get("/warranty/").content.decode()
    with in_store(bolt):
        assert not StandardPage.objects.filter(slug="warranty").exists()


def test_a_translator_sends_product_texts_for_approval(acme: Store) -> None:
    with in_store(acme):
        copy = sell("LDS02").product.copies.get()
    page = staff(acme, TRANSLATOR).get(f"/admin/snippets/catalogue/productcopy/edit/{copy.pk}/").content.decode()
    assert 'name="action-submit"' in page
    assert 'name="action-publish"' not in page


def test_messages_of_customers_are_not_for_translators(acme: Store) -> None:
    with in_store(acme):
        contact = ContactPage.objects.filter(locale=Locale.get_default()).first()
    assert contact
    address = f"/admin/forms/submissions/{contact.pk}/"
    assert staff(acme, OWNER).get(address).status_code == 200
    assert staff(acme, EDITOR).get(address).status_code == 200
    translator = staff(acme, TRANSLATOR)
    assert translator.get(address).status_code == 302
    assert "/admin/forms/" not in translator.get("/admin/").content.decode()


def test_everyone_who_writes_finds_the_pictures(acme: Store) -> None:
    for role in (OWNER, EDITOR, MERCHANDISER, TRANSLATOR):
        client = staff(acme, role)
        for address in ("/admin/images/", "/admin/documents/", "/admin/images/multiple/add/"):
            assert client.get(address).status_code == 200, (role, address)
    assert staff(acme, ORDER_DESK).get("/admin/images/").status_code == 302
    owner = Client(headers={"host": "acme.test"})
    with in_store(acme):
        owner.force_login(person(OWNER, email="second@staff.test"))
    assert owner.get("/admin/collections/").status_code == 200


def test_a_store_that_is_older_than_a_role_gets_it_renewed_once(
    acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_store(acme):
        editors = Group.objects.get(name=EDITOR)
        before = set(editors.permissions.values_list("codename", flat=True))
        editors.permissions.clear()
        stale = editors.permissions.model.objects.get(codename="add_storeimage")
        GroupCollectionPermission.objects.create(group=editors, collection=Collection.get_first_root_node(), permission=stale)
        GroupPagePermission.objects.filter(group=editors).delete()
        Group.objects.create(name="Interns")
    acme.steps_done = [step for step in acme.steps_done if not step.startswith(MARK)]
    assert renew_roles(acme)
    with in_store(acme):
        editors = Group.objects.get(name=EDITOR)
        assert set(editors.permissions.values_list("codename", flat=True)) == before
        assert not GroupCollectionPermission.objects.filter(group=editors, permission=stale).exists()
        assert editors.page_permissions.count() == len(roles.PAGES[EDITOR])
        assert Group.objects.filter(name="Interns").exists()
        editors.permissions.clear()
    assert not renew_roles(Store.objects.get(pk=acme.pk))
    with in_store(acme):
        assert not Group.objects.get(name=EDITOR).permissions.exists()
    monkeypatch.setitem(roles.EXTRA, EDITOR, ("wagtail_localize.submit_translation", "catalogue.view_brand"))
    assert renew_roles(Store.objects.get(pk=acme.pk))
    with in_store(acme):
        assert Group.objects.get(name=EDITOR).permissions.filter(codename="view_brand").exists()


def test_who_approves_is_decided_once_and_a_stores_own_decision_stays(acme: Store) -> None:
    with in_store(acme):
        task = GroupApprovalTask.objects.get()
        assert set(task.groups.values_list("name", flat=True)) == {OWNER, EDITOR}
        assert not Workflow.objects.filter(name=WAGTAILS).exists()
        task.groups.set([Group.objects.get(name=OWNER)])
        seed_roles()
        assert list(task.groups.values_list("name", flat=True)) == [OWNER]
        assert GroupApprovalTask.objects.count() == Workflow.objects.count() == 1
