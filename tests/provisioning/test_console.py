"""The operators' console: who gets in, and the verbs on stores as pages."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client

from sites.content.generation import generation
from sites.ops.mail import FolderBackend
from sites.provisioning import create
from sites.provisioning.console.views import allowed_verbs
from sites.tenants.context import current_store, in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.provisioning.conftest import nothing_changed

pytestmark = pytest.mark.usefixtures("real")
PASSWORD = "an operator's passphrase"
STORES = "/console/tenants/store/"
FORM = {
    "name": "Cove", "domain": "cove.test", "theme": "base", "country": "de", "currency": "eur", "tax_display": "included",
    "default_language": "de", "languages": ["en"], "owner_email": "owner@cove.test", "schema": "",
}  # fmt: skip
PLACES = [
    "/console/",
    STORES,
    f"{STORES}new/",
    f"{STORES}add/",
    f"{STORES}1/progress/",
    f"{STORES}1/suspend/confirm/",
    f"{STORES}1/change/",
    "/mail/",
    "/mail/x.eml/",
    "/mail/x.eml/html/",
]


@pytest.fixture
def visitor(real: None) -> Client:
    """Somebody at the platform's host."""
    return Client(headers={"host": "platform.test"})


@pytest.fixture
def operator(visitor: Client) -> Client:
    """An operator, logged in."""
    visitor.force_login(User.objects.create_superuser("root@platform.test", PASSWORD))
    return visitor


@pytest.mark.parametrize("path", PLACES)
def test_a_stranger_is_led_to_the_log_in(visitor: Client, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/console/login/")


def test_a_user_of_a_store_cannot_log_in_there(visitor: Client) -> None:
    acme = Store.objects.get(schema_name="acme")
    with in_store(acme):
        user = User.objects.create_superuser("boss@acme.test", PASSWORD)
    try:
        answer = visitor.post("/console/login/", {"username": "boss@acme.test", "password": PASSWORD})
        assert answer.status_code == 200
        assert visitor.get("/console/").status_code == 302
    finally:
        with in_store(acme):
            user.delete()


def test_a_person_of_the_platform_who_is_no_operator_cannot_log_in(visitor: Client) -> None:
    User.objects.create_user("guest@platform.test", PASSWORD)
    visitor.post("/console/login/", {"username": "guest@platform.test", "password": PASSWORD})
    assert visitor.get("/console/").status_code == 302


def test_an_operator_without_rights_sees_no_store_and_makes_none(visitor: Client) -> None:
    visitor.force_login(User.objects.create_user("new@platform.test", PASSWORD, is_staff=True))
    pk = Store.objects.get(schema_name="acme").pk
    paths = [f"{STORES}new/", f"{STORES}{pk}/progress/", f"{STORES}{pk}/suspend/confirm/", STORES]
    assert [visitor.get(path).status_code for path in paths] == [403] * 4
    assert visitor.post(f"{STORES}{pk}/suspend/confirm/", {"confirmed": "Acme"}).status_code == 403
    assert Store.objects.get(pk=pk).status == "live"


def test_every_page_of_the_console_answers(operator: Client) -> None:
    pk = Store.objects.get(schema_name="acme").pk
    paths = [
        "/console/",
        STORES,
        f"{STORES}{pk}/change/",
        f"{STORES}new/",
        f"{STORES}add/",
        f"{STORES}{pk}/progress/",
        f"{STORES}{pk}/suspend/confirm/",
        "/console/users/user/",
        "/console/users/user/add/",
        "/console/auth/group/",
        "/mail/",
    ]
    assert {path: operator.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert operator.get("/")["Location"] == "/console/"
    assert operator.get(f"{STORES}{pk}/explode/confirm/").status_code == 404
    assert operator.get(f"{STORES}{pk}/delete/").status_code == 403


def test_the_form_makes_a_store_and_shows_how_far_it_is(operator: Client) -> None:
    answer = operator.post(f"{STORES}new/", FORM)
    store = Store.objects.get(schema_name="cove")
    assert answer["Location"] == f"{STORES}{store.pk}/progress/"
    assert (store.status, store.country, store.languages) == ("live", "DE", ["de", "en"])
    page = operator.get(answer["Location"]).content.decode()
    assert "Cove is live" in page
    assert page.count("✓") == 3
    assert 'http-equiv="refresh"' not in page
    assert mail.outbox[0].to == ["owner@cove.test"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"domain": "acme.test"}, "belongs to the store Acme already"),
        ({"country": "XQ"}, "ISO code"),
        ({"owner_email": ""}, "required"),
        ({"name": "acme"}, "There is a schema acme already"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept(
    operator: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = operator.post(f"{STORES}new/", {**FORM, **changes})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Nothing was made yet" in page
    kept: dict[str, Any] = {**FORM, **changes}
    assert all(
        f'value="{kept[name]}"' in page for name in ("name", "domain", "country", "currency", "owner_email") if kept[name]
    )
    assert nothing_changed()


def test_a_failed_store_says_why_and_goes_on_at_the_press_of_a_button(
    bare: None, operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_store: Any) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(create, "seed", fail)
        operator.post(f"{STORES}new/", FORM)
    store = Store.objects.get(schema_name="cove")
    page = operator.get(f"{STORES}{store.pk}/progress/").content.decode()
    assert "the power went" in page
    assert f"{STORES}{store.pk}/resume/" in page
    assert operator.get(f"{STORES}{store.pk}/resume/").status_code == 405
    operator.post(f"{STORES}{store.pk}/resume/")
    assert Store.objects.get(pk=store.pk).status == "live"
    assert operator.post(f"{STORES}{store.pk}/resume/").status_code == 404


def test_a_store_being_made_reloads_its_page(operator: Client) -> None:
    store = Store.objects.create(
        name="Cove", schema_name="cove", theme="base", country="DE", currency="EUR", owner_email="a@b.cd"
    )
    assert 'http-equiv="refresh"' in operator.get(f"{STORES}{store.pk}/progress/").content.decode()


def test_a_verb_asks_for_the_name_then_does_it(bare: None, operator: Client) -> None:
    operator.post(f"{STORES}new/", FORM)
    store = Store.objects.get(schema_name="cove")
    confirm = f"{STORES}{store.pk}/suspend/confirm/"
    assert "Cove" in operator.get(confirm).content.decode()
    refused = operator.post(confirm, {"confirmed": "cove"})
    assert refused.status_code == 422
    assert "Type the store&#x27;s name, Cove" in refused.content.decode()
    assert Store.objects.get(pk=store.pk).status == "live"
    assert operator.post(confirm, {"confirmed": "Cove"}).status_code == 302
    assert Store.objects.get(pk=store.pk).status == "suspended"
    change = operator.get(f"{STORES}{store.pk}/change/").content.decode()
    assert "reopen/confirm/" in change
    assert "delete/confirm/" not in change
    assert "Restore" not in change


def test_an_archived_store_is_restored_by_a_button_that_says_so() -> None:
    assert ("suspend", "Restore") in allowed_verbs(Store(status=Store.Status.ARCHIVED))
    assert ("suspend", "Suspend") in allowed_verbs(Store(status=Store.Status.LIVE))


def test_a_new_primary_domain_is_saved_with_the_guard_on(operator: Client) -> None:
    from wagtail.models import Site

    operator.post(f"{STORES}new/", FORM)
    store = Store.objects.get(schema_name="cove")
    form = {
        "name": "Cove", "theme": "base", "tax_display": "included", "owner_email": "owner@cove.test",
        "domains-TOTAL_FORMS": 2, "domains-INITIAL_FORMS": 1, "domains-MIN_NUM_FORMS": 0, "domains-MAX_NUM_FORMS": 1000,
        "domains-0-id": store.domains.get().pk, "domains-0-tenant": store.pk, "domains-0-domain": "cove.test",
        "domains-1-tenant": store.pk, "domains-1-domain": "bay.test", "domains-1-is_primary": "on",
    }  # fmt: skip
    assert operator.post(f"{STORES}{store.pk}/change/", form).status_code == 302
    with in_store(Store.objects.get(pk=store.pk)):
        assert Site.objects.get().hostname == "bay.test"


def test_kept_mail_is_shown_and_its_html_runs_nothing(operator: Client, settings: Any, tmp_path: Any) -> None:
    settings.MAIL_FOLDER = tmp_path
    message = mail.EmailMultiAlternatives("Hällo", "plain words", "shop@cove.test", ["you@example.com"])
    message.attach_alternative("<script>alert(1)</script><p>rich words</p>", "text/html")
    FolderBackend().send_messages([message])
    name = next(tmp_path.glob("*.eml")).name
    assert "Hällo" in operator.get("/mail/").content.decode()
    assert "plain words" in operator.get(f"/mail/{name}/").content.decode()
    html = operator.get(f"/mail/{name}/html/")
    assert "rich words" in html.content.decode()
    assert "default-src 'none'" in html["Content-Security-Policy"]
    assert "<script>alert" not in operator.get(f"/mail/{name}/").content.decode()
    for missing in ("nothing.eml", "..%2fsecret_key", "secret_key"):
        assert operator.get(f"/mail/{missing}/").status_code == 404


def test_another_theme_and_other_prices_are_shown_at_once(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sites.provisioning.admin.rebuild.delay", lambda: asked.append(current_store().schema_name))
    acme, bolt = (Store.objects.get(schema_name=schema) for schema in ("acme", "bolt"))
    numbers = {}
    for store in (acme, bolt):
        with in_store(store):
            numbers[store.code] = generation()
    page = operator.get(f"{STORES}{acme.pk}/change/")
    given = page.context["adminform"].form.initial | {"theme": "trolleypusha", "tax_display": acme.Tax.INCLUDED}
    [inline] = page.context["inline_admin_formsets"]
    for form in inline.formset.forms:
        given |= {f"{form.prefix}-{name}": value for name, value in form.initial.items() if value not in (None, False)}
        given |= {f"{form.prefix}-id": form.instance.pk, f"{form.prefix}-tenant": acme.pk}
    given |= {f"{inline.formset.prefix}-{name}": value for name, value in inline.formset.management_form.initial.items()}
    try:
        answer = operator.post(
            f"{STORES}{acme.pk}/change/", {name: value for name, value in given.items() if value is not None}
        )
        assert answer.status_code == 302, answer.context["errors"]
        for store, moved in ((acme, True), (bolt, False)):
            with in_store(store):
                assert (generation() > numbers[store.code]) is moved
        assert asked == ["acme"]
    finally:
        acme.save()


def typed_over(store: Store, **changes: str) -> dict[str, Any]:
    """What the page of a store sends when only `changes` were typed."""
    domain = store.domains.get()
    return {
        "name": store.name, "theme": store.theme, "tax_display": store.tax_display, "owner_email": store.owner_email,
        "domains-TOTAL_FORMS": "1", "domains-INITIAL_FORMS": "1", "domains-MIN_NUM_FORMS": "0", "domains-MAX_NUM_FORMS": "1000",
        "domains-0-id": str(domain.pk), "domains-0-tenant": str(store.pk), "domains-0-domain": domain.domain,
        "domains-0-is_primary": "on", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"theme": "nonsense"}, "nonsense is not one of the available choices"),
        ({"theme": "platform"}, "platform is not one of the available choices"),
        ({"domains-0-domain": "platform.test"}, "own host"),
        ({"domains-0-domain": "bolt.test"}, "already exists"),
        ({"domains-0-DELETE": "on"}, "one host name at least"),
    ],
)
def test_what_would_close_a_store_by_mistake_is_not_saved(operator: Client, changes: dict[str, str], sentence: str) -> None:
    store = Store.objects.get(schema_name="acme")
    answer = operator.post(f"{STORES}{store.pk}/change/", typed_over(store, **changes))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    after = Store.objects.get(pk=store.pk)
    assert (after.theme, after.primary_host) == (store.theme, store.primary_host)
    assert operator.post(f"{STORES}{store.pk}/change/", typed_over(store)).status_code == 302


def test_deleting_needs_a_right_of_its_own(bare: None, operator: Client, visitor: Client) -> None:
    store = Store.objects.create(
        name="Cove", schema_name="cove", theme="base", country="DE", currency="EUR", owner_email="a@b.cd", status="failed"
    )
    clerk = User.objects.create_user("clerk@platform.test", PASSWORD, is_staff=True)
    clerk.user_permissions.add(*Permission.objects.filter(codename__in=["view_store", "change_store"]))
    visitor.force_login(clerk)
    assert visitor.post(f"{STORES}{store.pk}/delete/confirm/", {"confirmed": "Cove"}).status_code == 403
    assert Store.objects.filter(pk=store.pk).exists()
    assert f"{STORES}{store.pk}/delete/confirm/" not in visitor.get(f"{STORES}{store.pk}/change/").content.decode()
    clerk.user_permissions.add(Permission.objects.get(codename="delete_store"))
    assert f"{STORES}{store.pk}/delete/confirm/" in visitor.get(f"{STORES}{store.pk}/change/").content.decode()
    assert visitor.post(f"{STORES}{store.pk}/delete/confirm/", {"confirmed": "Cove"}).status_code == 302
    assert not Store.objects.filter(pk=store.pk).exists()
