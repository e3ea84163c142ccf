"""Reports → Addresses not found."""

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from sites.content.found.models import MissedAddress
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.content.found.test_redirect_lists import editor


def missed(path: str, *, hits: int = 3) -> MissedAddress:
    """An address that was asked for."""
    now = timezone.now()
    return MissedAddress.objects.create(path=path, hits=hits, referrer_host="forum.example.org", first_seen=now, last_seen=now)


def test_the_report_lists_and_exports_and_addresses_can_be_put_aside(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        row = missed("/old-thing/")
    with in_store(bolt):
        missed("/theirs/")
    client = editor(acme)
    page = client.get("/admin/reports/missed/").content.decode()
    assert "/old-thing/" in page
    assert "/theirs/" not in page
    table = b"".join(client.get("/admin/reports/missed/", {"export": "csv"}).streaming_content).decode()
    assert "/old-thing/,3,forum.example.org" in table
    assert client.post(f"/admin/reports/missed/{row.pk}/ignore/").status_code == 302
    assert "/old-thing/</" not in client.get("/admin/reports/missed/results/").content.decode()
    assert "/old-thing/" in client.get("/admin/reports/missed/results/", {"shown": "ignored"}).content.decode()
    assert client.get(f"/admin/reports/missed/{row.pk}/ignore/").status_code == 405


def test_a_redirect_is_made_of_a_missed_address(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        row = missed("/old-thing/")
    client = editor(acme)
    address = f"/admin/reports/missed/{row.pk}/redirect/"
    assert "/old-thing/" in client.get(address).content.decode()
    for wrong in ({}, {"address": "https://other.example/"}, {"address": "/old-thing/"}, {"address": "/not-there/"}):
        assert client.post(address, wrong).status_code == 200
    with in_store(acme):
        assert Redirect.objects.count() == 0
    assert client.post(address, {"address": "/contact/"}).status_code == 302
    answer = at_acme.get("/old-thing/")
    assert (answer.status_code, answer["Location"]) == (301, "/contact/")
    with in_store(acme):
        assert not MissedAddress.objects.exists()


def test_who_may_neither_see_nor_redirect_does_not(acme: Store) -> None:
    with in_store(acme):
        row = missed("/old-thing/")
        user = User.objects.create_user("desk@acme.test", "x")
        user.groups.add(Group.objects.get(name="Order desk"))
        client = Client(headers={"host": "acme.test"})
        client.force_login(user)
    assert client.get("/admin/reports/missed/").status_code in (302, 403)
    for path in (f"/admin/reports/missed/{row.pk}/redirect/", "/admin/redirects/import/"):
        assert client.get(path).status_code in (302, 403), path
    assert client.post(f"/admin/reports/missed/{row.pk}/ignore/").status_code in (302, 403)
    with in_store(acme):
        row.refresh_from_db()
        assert not row.is_ignored
