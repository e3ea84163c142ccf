"""What one store signed or handed out is nothing in the other: sessions, cookies, links, addresses."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator
from django.core import mail
from django.middleware.csrf import CsrfViewMiddleware
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.images import utils as image_signatures
from wagtail.images.utils import generate_signature, verify_signature

from sites.tenants import csrf, signing
from sites.tenants.context import in_store, on_platform
from sites.tenants.models import Store
from sites.tenants.signing import sign, store_key, unsign
from sites.users.models import User
from tests.shop import sell

PASSWORD = "a long passphrase of one person"
ADMIN = "/admin/"
LOGIN = "/admin/login/"


def twins(acme: Store, bolt: Store) -> tuple[User, User]:
    """The same person in both stores: equal key, e-mail, password hash and times, as clones of one template would be."""
    with in_store(acme):
        one = User.objects.create_superuser("twin@example.com", PASSWORD, pk=900)
    with in_store(bolt):
        two = User.objects.create_superuser("twin@example.com", PASSWORD, pk=900)
        User.objects.update(password=one.password, date_joined=one.date_joined)
        two.refresh_from_db()
    assert one.password == two.password
    return one, two


def carried(client: Client, host: str) -> Client:
    """The same cookies at another host."""
    other = Client(headers={"host": host})
    other.cookies = client.cookies
    return other


def test_a_session_is_anonymous_in_the_other_store_even_for_a_twin(acme: Store, bolt: Store, at_acme: Client) -> None:
    twins(acme, bolt)
    assert at_acme.post(LOGIN, {"username": "twin@example.com", "password": PASSWORD}).status_code == 302
    assert at_acme.get(ADMIN).status_code == 200
    answer = carried(at_acme, "bolt.test").get(ADMIN)
    assert answer.status_code == 302
    assert answer["Location"].startswith(LOGIN)


def test_a_stores_session_is_anonymous_on_the_platform_and_the_other_way_round(
    acme: Store, at_acme: Client, on_platform_host: Client
) -> None:
    with in_store(acme):
        User.objects.create_superuser("root@example.com", PASSWORD, pk=900)
    operator = User.objects.create_superuser("root@example.com", PASSWORD, pk=900)
    at_acme.post(LOGIN, {"username": "root@example.com", "password": PASSWORD})
    assert carried(at_acme, "platform.test").get("/console/").status_code == 302
    on_platform_host.force_login(operator)
    assert on_platform_host.get("/console/").status_code == 200
    assert carried(on_platform_host, "acme.test").get(ADMIN).status_code == 302


def test_a_password_of_one_store_does_not_log_in_to_the_other(acme: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        User.objects.create_superuser("only@acme.test", PASSWORD)
    answers = [
        client.post(LOGIN, {"username": "only@acme.test", "password": PASSWORD}).status_code for client in (at_acme, at_bolt)
    ]
    assert answers == [302, 200]


def test_logging_in_sets_cookies_for_the_host_alone(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        User.objects.create_superuser("only@acme.test", PASSWORD)
    at_acme.get(LOGIN)
    at_acme.post(LOGIN, {"username": "only@acme.test", "password": PASSWORD})
    assert {cookie["domain"] for cookie in at_acme.cookies.values()} == {""}
    assert at_acme.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


def csrf_client(host: str) -> Client:
    """A browser that is checked."""
    return Client(enforce_csrf_checks=True, headers={"host": host})


def log_in_with_a_cookie_of_acme(host: str) -> int:
    """What answers at `host` to a form and cookie that were given out at acme.test."""
    shopper = csrf_client("acme.test")
    token = str(shopper.get(LOGIN).context["csrf_token"])
    form = {"username": "twin@example.com", "password": PASSWORD, "csrfmiddlewaretoken": token}
    carrier = csrf_client(host)
    carrier.cookies = shopper.cookies
    return int(carrier.post(LOGIN, form).status_code)


def test_a_csrf_cookie_of_one_store_opens_no_form_of_the_other(acme: Store, bolt: Store) -> None:
    twins(acme, bolt)
    assert log_in_with_a_cookie_of_acme("bolt.test") == 403
    assert log_in_with_a_cookie_of_acme("acme.test") == 302


def test_with_djangos_bare_csrf_cookie_it_would_open_both(acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    twins(acme, bolt)
    monkeypatch.setattr(CsrfViewMiddleware, "_get_secret", csrf._read)
    monkeypatch.setattr(CsrfViewMiddleware, "_set_csrf_cookie", csrf._write)
    assert log_in_with_a_cookie_of_acme("bolt.test") == 302


def test_a_csrf_cookie_that_nobody_signed_is_none(acme: Store) -> None:
    forger = csrf_client("acme.test")
    forger.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    assert forger.post(LOGIN, {"csrfmiddlewaretoken": "a" * 32}).status_code == 403


def reset_path(user: User, token: str) -> str:
    """The address of a password link."""
    return reverse("wagtailadmin_password_reset_confirm", args=[urlsafe_base64_encode(force_bytes(user.pk)), token])


def test_a_password_link_of_one_store_is_dead_in_the_other_even_for_a_twin(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    one, two = twins(acme, bolt)
    with in_store(acme):
        token = default_token_generator.make_token(one)
        assert default_token_generator.check_token(one, token)
    with in_store(bolt):
        assert not default_token_generator.check_token(two, token)
    assert at_acme.get(reset_path(one, token)).status_code == 302
    dead = at_bolt.get(reset_path(two, token))
    assert dead.status_code == 200
    assert "new_password1" not in dead.content.decode()


def test_without_the_salt_the_link_would_be_good_in_both(acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = twins(acme, bolt)
    monkeypatch.setattr(PasswordResetTokenGenerator, "key_salt", "django.contrib.auth.tokens.PasswordResetTokenGenerator")
    with in_store(acme):
        token = default_token_generator.make_token(one)
    with in_store(bolt):
        assert default_token_generator.check_token(two, token)


def test_the_mail_of_a_forgotten_password_leads_to_the_store_it_was_asked_in(acme: Store, bolt: Store, at_bolt: Client) -> None:
    twins(acme, bolt)
    at_bolt.post("/admin/password_reset/", {"email": "twin@example.com"})
    assert "http://bolt.test/admin/password_reset/confirm/" in mail.outbox[-1].body
    assert "acme" not in mail.outbox[-1].body


@pytest.fixture
def same_image(acme: Store, bolt: Store) -> int:
    """A picture with the same key in both stores."""
    from tests.tenancy.pictures import picture

    for store in (acme, bolt):
        with in_store(store):
            picture("twin", pk=900)
    return 900


def test_a_signed_image_address_of_one_store_is_refused_by_the_other(
    acme: Store, bolt: Store, same_image: int, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        signature = generate_signature(same_image, "width-10")
        assert verify_signature(signature.encode(), same_image, "width-10")
    with in_store(bolt):
        assert signature != generate_signature(same_image, "width-10")
    path = f"/images/{signature}/{same_image}/width-10/"
    assert at_acme.get(path).status_code == 200
    assert at_bolt.get(path).status_code == 403


def test_without_a_key_of_its_own_an_image_signature_is_the_same_everywhere(acme: Store, bolt: Store) -> None:
    plain: Any = image_signatures.generate_signature.__wrapped__  # type: ignore[attr-defined]
    signed = []
    for store in (acme, bolt):
        with in_store(store):
            signed.append(plain(900, "width-10"))
    assert signed[0] == signed[1]


def test_a_signed_value_is_read_in_its_store_alone(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        signed, key = sign("42", purpose="order"), store_key()
        assert unsign(signed, purpose="order") == "42"
        assert unsign(signed, purpose="cart") is None
    with in_store(bolt):
        assert unsign(signed, purpose="order") is None
        assert store_key() != key
    with on_platform():
        assert unsign(signed, purpose="order") is None


@pytest.fixture
def carts(acme: Store, bolt: Store, at_acme: Client) -> Client:
    """Three pieces in a cart of acme, seven in one of bolt that has the same token; the browser that filled the first."""
    from commerce.cart.models import Cart

    for store in (acme, bolt):
        with in_store(store):
            variant = sell("LDS02", name=f"{store.schema_name}-secret")
    with in_store(acme):
        variant_of_acme = sell("ONLY").pk
    at_acme.post("/cart/add/", {"variant": variant_of_acme, "quantity": 3})
    with in_store(acme):
        token = Cart.objects.get().token
    with in_store(bolt):
        cart = Cart.objects.create(currency="ZAR", token=token)
        cart.lines.create(variant=variant, quantity=7, seen_unit="1")
    return at_acme


def test_a_cart_cookie_of_one_store_is_an_empty_cart_in_the_other(carts: Client) -> None:
    assert "3" in carts.get("/cart/badge/").content.decode()
    badge = carried(carts, "bolt.test").get("/cart/badge/").content.decode()
    assert "7" not in badge
    assert "3" not in badge
    assert "secret" not in carried(carts, "bolt.test").get("/cart/").content.decode()


@pytest.fixture
def orders(acme: Store, bolt: Store) -> dict[str, str]:
    """An order with the same key in each store; the addresses of their pages."""
    from tests.tenancy.orders import place

    paths = {}
    for store in (acme, bolt):
        with in_store(store):
            paths[store.schema_name] = place(f"{store.schema_name}-secret", pk=900)
    return paths


def test_a_signed_order_address_of_one_store_is_unknown_in_the_other(
    orders: dict[str, str], at_acme: Client, at_bolt: Client
) -> None:
    assert orders["acme"] != orders["bolt"]
    assert "acme-secret" in at_acme.get(orders["acme"]).content.decode()
    assert at_bolt.get(orders["acme"]).status_code == 404
    assert at_acme.get(orders["bolt"]).status_code == 404


@pytest.fixture
def one_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures without the store in their salt."""
    monkeypatch.setattr(signing, "store_salt", lambda purpose: f"uplink.{purpose}")


def test_without_the_store_in_the_salt_the_cookie_would_be_the_cart_of_another(one_salt: None, carts: Client) -> None:
    assert "7" in carried(carts, "bolt.test").get("/cart/badge/").content.decode()
    assert "bolt-secret" in carried(carts, "bolt.test").get("/cart/").content.decode()


def test_without_the_store_in_the_salt_the_address_would_show_the_order_of_another(
    one_salt: None, orders: dict[str, str], at_acme: Client, at_bolt: Client
) -> None:
    path = orders["acme"]
    assert "acme-secret" in at_acme.get(path).content.decode()
    assert "bolt-secret" in at_bolt.get(path).content.decode()


def test_session_keys_are_not_shared_through_the_database_either(acme: Store, bolt: Store) -> None:
    engine = import_module(settings.SESSION_ENGINE)
    with in_store(acme):
        session = engine.SessionStore()
        session["whose"] = "acme"
        session.save()
    with in_store(bolt):
        assert "whose" not in engine.SessionStore(session.session_key)
    with in_store(acme):
        assert engine.SessionStore(session.session_key)["whose"] == "acme"
