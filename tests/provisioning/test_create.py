"""Making a store: all of it, or a store that says where it stopped."""

import re
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Locale, Page, Site

from commerce.kernel.lifecycle import NotAllowed
from commerce.storefront.links import shop_urls
from pricing.models import PriceList
from sites.provisioning import create
from sites.provisioning.blueprint import BLUEPRINT, blueprint_sql
from sites.provisioning.create import InTransaction, ProvisioningFailed, create_store, resume_store
from sites.provisioning.lifecycle import delete_store
from sites.provisioning.order import StoreOrder
from sites.provisioning.schemas import current_version, recorded_version, schema_exists
from sites.tenants.context import active_store, in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.provisioning.conftest import nothing_changed

pytestmark = pytest.mark.usefixtures("real")
Order = Callable[..., StoreOrder]


def test_a_store_is_live_with_all_that_was_ordered(order: Order) -> None:
    told: list[str] = []
    store = create_store(order=order(languages=("en",)), tell=told.append)
    assert (store.status, store.schema_name, store.primary_host) == ("live", "cove", "cove.test")
    assert (store.languages, store.owner_email) == (["de", "en"], "owner@cove.test")
    assert told == ["Schema", "First content", "Owner's invitation", "Live"]
    assert store.steps_done == ["schema", "seed", "owner"]
    assert recorded_version("cove") == store.schema_version == current_version()
    assert active_store() is None
    with in_store(store):
        assert set(Locale.objects.values_list("language_code", flat=True)) == {"de", "en"}
        assert Site.objects.get().hostname == "cove.test"
        assert PriceList.objects.get().currency == "EUR"
        assert not Page.objects.filter(slug="welcome").exists()
        assert shop_urls().catalogue
    shopper = Client(headers={"host": "cove.test"})
    assert [shopper.get(path).status_code for path in ("/", "/products/", "/en/", "/contact/", "/cart/", "/admin/login/")] == [
        200
    ] * 6


def test_the_owner_is_invited_by_a_link_that_works_once_and_in_that_store_only(order: Order) -> None:
    store = create_store(order=order())
    assert [message.to for message in mail.outbox] == [["owner@cove.test"]]
    link = re.search(r"http://cove\.test(/admin/password_reset/confirm/\S+)", mail.outbox[0].body)
    assert link
    with in_store(store):
        assert [user.has_usable_password() for user in User.objects.all()] == [False]
        assert list(User.objects.get().groups.values_list("name", flat=True)) == ["Owner"]
        assert not User.objects.get().is_superuser
    stranger = Client(headers={"host": "acme.test"})
    assert "new_password1" not in stranger.get(link[1], follow=True).content.decode()
    owner = Client(headers={"host": "cove.test"})
    opened = owner.get(link[1], follow=True)
    assert "new_password1" in opened.content.decode()
    secret = "a passphrase nobody guesses"
    form = {"new_password1": secret, "new_password2": secret}
    assert owner.post(opened.redirect_chain[-1][0], form).status_code == 302
    assert owner.post("/admin/login/", {"username": "OWNER@cove.test", "password": secret}).status_code == 302
    assert owner.get("/admin/").status_code == 200
    assert "new_password1" not in Client(headers={"host": "cove.test"}).get(link[1], follow=True).content.decode()


def test_no_user_of_a_new_store_can_log_in_with_anything(order: Order) -> None:
    create_store(order=order(), invite=False)
    assert not mail.outbox
    with in_store(Store.objects.get(schema_name="cove")):
        assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"domain": "ACME.test."}, "domain", "acme.test belongs to the store Acme already."),
        ({"domain": "http://cove.test/"}, "domain", "Write a host name"),
        ({"domain": "cove test"}, "domain", "Write a host name"),
        ({"domain": "platform.test"}, "domain", "the platform's own host"),
        ({"name": "Acme"}, "schema", "There is a schema acme already"),
        ({"name": "  "}, "name", "Give the store a name."),
        ({"schema": "Cove Shop"}, "schema", "does not work"),
        ({"schema": "public"}, "schema", "does not work"),
        ({"schema": "pg_cove"}, "schema", "does not work"),
        ({"schema": "zz_cove"}, "schema", "does not work"),
        ({"theme": "neon"}, "theme", "There is no theme 'neon'; there are: "),
        ({"theme": "platform"}, "theme", "There is no theme 'platform'"),
        ({"country": "Germany"}, "country", "ISO code"),
        ({"country": "XQ"}, "country", "ISO code"),
        ({"country": "ZZ"}, "country", "ISO code"),
        ({"currency": "XXY"}, "currency", "ISO code"),
        ({"default_language": "tlh"}, "languages", "does not speak tlh yet"),
        ({"languages": ("en", "xx")}, "languages", "does not speak xx yet"),
        ({"owner_email": "nobody"}, "owner_email", "e-mail"),
    ],
)
def test_an_order_that_cannot_be_made_says_why_and_changes_nothing(
    order: Order, changes: Any, field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        create_store(order=order(**changes))
    assert sentence in " ".join(refused.value.message_dict[field])
    assert nothing_changed()


def test_all_that_is_wrong_is_said_at_once(order: Order) -> None:
    with pytest.raises(ValidationError) as refused:
        create_store(order=order(name="", theme="neon", country="", currency="", owner_email=""))
    assert set(refused.value.message_dict) >= {"name", "theme", "country", "currency", "owner_email"}


@pytest.mark.parametrize("name", ["Extra Large", "Public House", "Order", "Table", "User"])
def test_a_name_that_means_something_to_the_database_is_a_name_like_any(order: Order, name: str) -> None:
    store = create_store(order=order(name=name), invite=False)
    assert Client(headers={"host": "cove.test"}).get("/").status_code == 200
    assert recorded_version(store.schema_name) == current_version()


def test_a_schema_that_was_left_behind_is_not_taken_over(order: Order) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA left_behind")
    try:
        with pytest.raises(ValidationError, match="There is a schema left_behind already"):
            create_store(order=order(schema="left_behind"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA left_behind")
    assert nothing_changed()


def test_inside_a_transaction_it_is_refused_and_nothing_is_made(order: Order) -> None:
    with pytest.raises(InTransaction), transaction.atomic():
        create_store(order=order())
    assert nothing_changed()


@pytest.mark.parametrize(("step", "done"), [("replay", []), ("seed", ["schema"]), ("invite_owner", ["schema", "seed"])])
def test_a_step_that_fails_leaves_a_store_that_can_be_resumed(
    order: Order, monkeypatch: pytest.MonkeyPatch, step: str, done: list[str]
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(create, step, fail)
        with pytest.raises(ProvisioningFailed, match="the power went"):
            create_store(order=order())
    store = Store.objects.get(schema_name="cove")
    assert (store.status, store.steps_done) == ("failed", done)
    assert "the power went" in store.failure
    assert active_store() is None
    assert Client(headers={"host": "cove.test"}).get("/").status_code == 503
    made = resume_store(store=store)
    assert (made.status, made.failure, made.steps_done) == ("live", "", ["schema", "seed", "owner"])
    assert Client(headers={"host": "cove.test"}).get("/").status_code == 200
    assert len(mail.outbox) == 1


def fail(*_args: Any, **_kwargs: Any) -> None:
    """What a step does when it fails."""
    raise OSError("the power went")


def test_a_seed_that_stops_half_way_leaves_nothing_half_seeded(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    from sites.provisioning.seed import seed as seeding

    module = __import__("sys").modules["sites.provisioning.seed.seed"]
    with monkeypatch.context() as broken:
        broken.setattr(module, "seed_identity", fail)
        with pytest.raises(ProvisioningFailed):
            create_store(order=order())
    store = Store.objects.get(schema_name="cove")
    with in_store(store):
        assert not PriceList.objects.exists()
    resume_store(store=store)
    with in_store(store):
        before = Page.objects.count()
        seeding(store)
        assert Page.objects.count() == before
        assert PriceList.objects.count() == 1


def test_a_store_that_failed_can_be_removed_and_made_anew(bare: None, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(create, "seed", fail)
        with pytest.raises(ProvisioningFailed):
            create_store(order=order())
    delete_store(store=Store.objects.get(schema_name="cove"), confirmed="Cove")
    assert nothing_changed()
    assert create_store(order=order(), invite=False).status == "live"


def test_a_store_that_is_made_is_not_made_again(bare: None, order: Order) -> None:
    store = create_store(order=order(), invite=False)
    for status in ("live", "suspended", "archived"):
        store.status = status
        store.save()
        with pytest.raises(NotAllowed, match="nothing to go on with"):
            resume_store(store=store)
        assert Store.objects.get(pk=store.pk).status == status


FLAGS = {
    "name": "Cove", "domain": "cove.test", "theme": "base", "country": "de", "currency": "eur", "language": "de",
    "owner": "owner@cove.test", "languages": "en, fr",
}  # fmt: skip


def test_the_command_makes_it_from_flags_and_says_where_it_is() -> None:
    said = StringIO()
    call_command("create_store", **FLAGS, prices="excluded", stdout=said)
    assert "Cove is at http://cove.test/, its admin at http://cove.test/admin/." in said.getvalue()
    store = Store.objects.get(schema_name="cove")
    assert (store.languages, store.country, store.currency, store.tax_display) == (["de", "en", "fr"], "DE", "EUR", "excluded")


def test_the_command_names_the_flag_that_is_wrong_and_makes_nothing() -> None:
    with pytest.raises(CommandError, match=r"(?s)Nothing was made.*--domain: acme\.test belongs.*--theme: There is no theme"):
        call_command("create_store", **{**FLAGS, "domain": "acme.test", "theme": "neon"})
    assert nothing_changed()


def test_the_command_without_a_terminal_asks_nothing() -> None:
    with pytest.raises(CommandError, match="Give --owner"):
        call_command("create_store", **{**FLAGS, "owner": None})
    assert nothing_changed()


def test_on_a_terminal_only_what_was_answered_wrongly_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["acme.test", "neon", "de", "", "de", "en, xx", "", "owner@cove.test", "cove.test", "base", "de", "en"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0].split(" [", maxsplit=1)[0].rstrip(": "))
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    said = StringIO()
    call_command("create_store", name="Cove", stdout=said)
    every = ["Host name", "Theme", "Country", "Currency", "Default language", "Further languages", "Owner's e-mail"]
    assert asked == [*every, "Owner's e-mail", "Host name", "Theme", "Default language", "Further languages"]
    assert "acme.test belongs" in said.getvalue()
    assert "does not speak xx yet" in said.getvalue()
    store = Store.objects.get(schema_name="cove")
    assert (store.primary_host, store.theme, store.languages, store.currency) == ("cove.test", "base", ["de", "en"], "GBP")


@pytest.mark.parametrize("leaving", [KeyboardInterrupt, EOFError])
def test_who_leaves_the_questions_has_made_nothing_and_sees_a_sentence(
    monkeypatch: pytest.MonkeyPatch, leaving: type[BaseException]
) -> None:
    def leave(question: str) -> str:
        raise leaving

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", leave)
    with pytest.raises(CommandError, match="Stopped: nothing was done"):
        call_command("create_store", **{**FLAGS, "owner": None})
    assert nothing_changed()


def test_the_command_says_how_to_go_on_and_goes_on(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(create, "seed", fail)
        with pytest.raises(CommandError, match=r"First content failed: .*the power went") as refused:
            call_command("create_store", **FLAGS)
    code = Store.objects.get(schema_name="cove").code
    assert f"--resume {code}" in str(refused.value)
    call_command("create_store", resume=code, stdout=StringIO())
    assert Store.objects.get(schema_name="cove").status == "live"
    with pytest.raises(CommandError, match="nothing to go on with"):
        call_command("create_store", resume=code)


def test_the_blueprint_holds_no_user_no_session_and_no_token() -> None:
    text = blueprint_sql()
    filled = set(re.findall(rf"INSERT INTO {BLUEPRINT}\.(\w+)", text))
    assert "wagtailcore_page" in filled
    never = ("users_user", "django_session", "token", "wagtailcore_apitoken", "orders_", "cart_", "admin_log")
    assert [table for table in filled if table.startswith(never) or "token" in table] == []
    assert "CREATE SCHEMA " + BLUEPRINT in text
    assert not schema_exists(BLUEPRINT)
