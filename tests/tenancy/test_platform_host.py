"""The platform's host has no shop, a shop's host has no console; addresses lead to the store that speaks."""

from typing import Any

import pytest
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client
from wagtail.admin.utils import get_admin_base_url
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from sites.content.pages import HomePage, StandardPage
from sites.tenants.addresses import base_url, platform_url
from sites.tenants.context import active_store, in_store
from sites.tenants.middleware import StoreRedirectMiddleware, pieces_in_store
from sites.tenants.models import Domain, Store
from sites.users.models import User


@pytest.mark.parametrize("path", ["/nothing/", "/admin/", "/cart/", "/media/t/x/y.png", "/sitemap.xml", "/de/"])
def test_an_unknown_path_on_the_platform_host_is_404(on_platform_host: Client, path: str) -> None:
    assert on_platform_host.get(path).status_code == 404


def test_without_the_fix_wagtails_redirects_ask_for_a_table_that_is_not_there(
    on_platform_host: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoreRedirectMiddleware, "process_response", RedirectMiddleware.process_response)
    on_platform_host.raise_request_exception = False
    assert on_platform_host.get("/nothing/").status_code == 500


@pytest.mark.parametrize("path", ["/console/", "/console/login/", "/mail/", "/console/tenants/store/"])
def test_the_console_is_on_no_stores_host(at_acme: Client, path: str) -> None:
    assert at_acme.get(path).status_code == 404


def test_a_redirect_of_one_store_is_unknown_in_the_other(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    with in_store(acme):
        Redirect.add_redirect("/old/", "/contact/", is_permanent=True)
    assert at_acme.get("/old/")["Location"] == "/contact/"
    assert at_bolt.get("/old/").status_code == 404


def test_the_admins_links_lead_to_the_store_they_are_made_in(acme: Store, bolt: Store) -> None:
    assert get_admin_base_url() is None
    for store in (acme, bolt):
        with in_store(store):
            assert get_admin_base_url() == base_url() == f"http://{store.primary_host}"
    assert platform_url() == "http://platform.test"


def test_a_notification_of_each_store_links_to_its_own_host(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        mail.outbox.clear()
        with in_store(store):
            boss = User.objects.create_superuser(f"boss@{store.primary_host}", "x")
            writer = User.objects.create_superuser(f"writer@{store.primary_host}", "x")
            page = StandardPage.objects.filter(locale=HomePage.objects.first().locale).first()
            assert page is not None
            send_for_approval(page, writer)
            sent = [message for message in mail.outbox if boss.email in message.to]
            assert sent
            assert f"http://{store.primary_host}/admin/" in sent[0].body
            others = {"acme.test", "bolt.test"} - {store.primary_host}
            assert not any(other in message.body for message in mail.outbox for other in others)


def send_for_approval(page: StandardPage, writer: User) -> None:
    """Start the workflow that comes with Wagtail, so that the approvers are told."""
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

    group = Group.objects.create(name="Approvers")
    group.user_set.add(User.objects.get(email__startswith="boss@"))
    task = GroupApprovalTask.objects.create(name="Look at it")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page.save_revision(user=writer)
    workflow.start(page, writer)


def test_a_new_primary_domain_is_where_page_addresses_point(acme: Store, bolt: Store) -> None:
    Domain.objects.create(domain="shop.acme.test", tenant=acme, is_primary=True)
    fresh = Store.objects.get(pk=acme.pk)
    assert fresh.primary_host == "shop.acme.test"
    with in_store(fresh):
        assert Site.objects.get().hostname == "shop.acme.test"
        assert Page.objects.get(pk=Site.objects.get().root_page_id).full_url == "http://shop.acme.test/"
    with in_store(bolt):
        assert Site.objects.get().hostname == "bolt.test"


def test_a_primary_domain_may_change_inside_a_transaction_as_the_console_does_it(acme: Store, on_platform_host: Client) -> None:
    from django.db import connections

    on_platform_host.force_login(User.objects.create_superuser("root@example.com", "x"))
    change = f"/console/tenants/store/{acme.pk}/change/"
    domain = acme.domains.get()
    form = {
        "name": "Acme", "theme": acme.theme, "tax_display": acme.tax_display, "owner_email": acme.owner_email,
        "domains-TOTAL_FORMS": 2, "domains-INITIAL_FORMS": 1, "domains-MIN_NUM_FORMS": 0, "domains-MAX_NUM_FORMS": 1000,
        "domains-0-id": domain.pk, "domains-0-tenant": acme.pk, "domains-0-domain": "acme.test",
        "domains-1-tenant": acme.pk, "domains-1-domain": "new.acme.test", "domains-1-is_primary": "on",
    }  # fmt: skip
    entered: list[Any] = []
    connections["default"].allow_switch_in_atomic = True
    answer = on_platform_host.post(change, form)
    entered.append(answer.status_code)
    assert entered == [302], answer.context and answer.context["errors"]
    with in_store(Store.objects.get(pk=acme.pk)):
        assert Site.objects.get().hostname == "new.acme.test"


def test_a_removed_primary_domain_leaves_the_next_one(acme: Store) -> None:
    Domain.objects.create(domain="shop.acme.test", tenant=acme, is_primary=True).delete()
    with in_store(Store.objects.get(pk=acme.pk)):
        assert Site.objects.get().hostname == "acme.test"


def test_a_renamed_domain_no_longer_answers_under_its_old_name(acme: Store) -> None:
    domain = Domain.objects.create(domain="first.test", tenant=acme, is_primary=False)
    assert Client(headers={"host": "first.test"}).get("/healthz").status_code == 200
    domain.domain = "second.test"
    domain.save()
    assert Client(headers={"host": "first.test"}).get("/healthz").status_code == 404
    assert Client(headers={"host": "second.test"}).get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/admin/redirects/?export=csv", "/admin/reports/site-history/?export=csv", "/sitemap.xml"])
def test_a_streamed_answer_is_made_in_its_store_to_the_end(acme: Store, bolt: Store, path: str) -> None:
    clients = {}
    for store in (acme, bolt):
        with in_store(store):
            Redirect.add_redirect(f"/{store.schema_name}-secret/", "/contact/")
            clients[store.schema_name] = Client(headers={"host": store.primary_host})
            clients[store.schema_name].force_login(User.objects.create_superuser(f"root@{store.primary_host}", "x"))
    answers = {name: client.get(path) for name, client in clients.items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    # Read after both requests have left their stores, one line of each in turn.
    bodies = dict.fromkeys(answers, b"")
    streams = {name: iter(answer.streaming_content) for name, answer in answers.items()}  # type: ignore[arg-type]
    while streams:
        for name in list(streams):
            piece = next(streams[name], None)
            if piece is None:
                del streams[name]
            else:
                bodies[name] += piece
    if "redirects" in path:
        assert b"acme-secret" in bodies["acme"]
        assert b"bolt-secret" in bodies["bolt"]
    assert b"bolt" not in bodies["acme"]
    assert b"acme" not in bodies["bolt"]


def test_between_two_pieces_the_connection_is_whose_it_was(acme: Store, bolt: Store) -> None:
    seen = []

    def pieces() -> Any:
        for _piece in range(2):
            seen.append(active_store())
            yield b"x"

    with in_store(bolt):
        for _piece in pieces_in_store(pieces(), acme):
            seen.append(active_store())
    assert seen == [acme, bolt, acme, bolt]


def test_after_a_request_the_connection_is_back_where_it_was(at_acme: Client, bolt: Store) -> None:
    at_acme.get("/healthz")
    assert active_store() is None
    with in_store(bolt):
        at_acme.get("/healthz")
        assert active_store() == bolt


def test_a_plain_answer_is_left_as_it_is(acme: Store) -> None:
    from sites.tenants.middleware import keep_stream_in_store

    plain = HttpResponse("x")
    assert keep_stream_in_store(plain, acme) is plain
    assert plain.content == b"x"
    assert isinstance(HttpRequest(), HttpRequest)
