"""The five roles: what each can open, and what it cannot."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from commerce.catalogue.models import Product
from sites.content.pages import StandardPage
from sites.provisioning.roles import EDITOR, MERCHANDISER, MODELS, ORDER_DESK, OWNER, TRANSLATOR, seed_roles
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.shop import sell

PLACES = {
    "home": "/admin/",
    "edit a page": "/admin/pages/{page}/edit/",
    "add a page": "/admin/pages/add/content/standardpage/{home}/",
    "pictures": "/admin/images/add/",
    "orders": "{orders}",
    "products": "{products}",
    "people": "/admin/users/",
    "sites": "/admin/sites/",
    "redirects": "/admin/redirects/",
}
ALLOWED = {
    OWNER: set(PLACES) - {"sites"},
    EDITOR: {"home", "edit a page", "add a page", "pictures", "redirects"},
    MERCHANDISER: {"home", "edit a page", "add a page", "pictures", "products"},
    ORDER_DESK: {"home", "orders", "products"},
    TRANSLATOR: {"home", "edit a page", "pictures"},
}


@pytest.mark.parametrize("role", list(MODELS))
@pytest.mark.parametrize("schema", ["acme", "bolt"])
def test_a_role_opens_what_it_should_and_nothing_else(acme: Store, bolt: Store, role: str, schema: str) -> None:
    store = acme if schema == "acme" else bolt
    client = Client(headers={"host": store.primary_host})
    with in_store(store):
        sell("LDS02")
        person = User.objects.create_user(f"{role.replace(' ', '')}@example.com")
        person.groups.add(Group.objects.get(name=role))
        client.force_login(person)
        page = StandardPage.objects.filter(locale__language_code=store.default_language).first()
        assert page is not None
        words = {
            "page": page.pk,
            "home": page.get_parent().pk,
            "orders": reverse("orders:index"),
            "products": reverse(Product.snippet_viewset.get_url_name("list")),
        }
    opened = {name for name, path in PLACES.items() if client.get(path.format(**words)).status_code == 200}
    assert opened == ALLOWED[role]
    # What is on a page is not a way to "Sorry, you do not have permission".
    assert ('form[role="search"] { display: none; }' in client.get("/admin/").content.decode()) == (role == ORDER_DESK)
    if "products" in opened:
        listing = client.get(words["products"]).content.decode()
        assert ("data-bulk-action-checkbox" in listing) == (role != ORDER_DESK)
    elif "edit a page" in opened:
        assert words["products"] not in client.get("/admin/pages/search/results/?q=sensor").content.decode()
        assert words["products"] not in client.get("/admin/pages/search/?q=sensor").content.decode()


def test_the_roles_are_there_wagtails_own_are_not_and_seeding_twice_changes_nothing(acme: Store) -> None:
    with in_store(acme):
        before = {group.name: group.permissions.count() for group in Group.objects.all()}
        assert set(before) == set(MODELS)
        seed_roles()
        assert {group.name: group.permissions.count() for group in Group.objects.all()} == before


def test_a_person_without_a_role_cannot_enter_the_admin(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        at_acme.force_login(User.objects.create_user("shopper@example.com"))
    assert at_acme.get("/admin/").status_code in (302, 403)


def test_the_order_desk_cannot_save_a_page_either(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        clerk = User.objects.create_user("clerk@example.com")
        clerk.groups.add(Group.objects.get(name=ORDER_DESK))
        at_acme.force_login(clerk)
        page = StandardPage.objects.first()
        assert page is not None
        before = page.title
    at_acme.post(f"/admin/pages/{page.pk}/edit/", {"title": "Taken over", "slug": page.slug, "action-publish": "1"})
    with in_store(acme):
        assert StandardPage.objects.get(pk=page.pk).title == before
