"""Whether somebody is still logged in, as forms ask before they are sent."""

from django.test import Client

from sites.tenants.models import Store
from tests.backoffice.staff import staff

ADDRESS = "/admin/still-here/"
BY_SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def test_who_is_logged_in_gets_a_token_that_nobody_keeps(acme: Store, bolt: Store) -> None:
    client = staff(acme, "Merchandiser")
    answer = client.get(ADDRESS, headers=BY_SCRIPT)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    strict = Client(enforce_csrf_checks=True, headers={"host": "acme.test"})
    strict.cookies = client.cookies
    strict.cookies["csrf"] = answer.cookies["csrf"].value
    sent = strict.post("/admin/logout/", {"csrfmiddlewaretoken": answer.json()["token"]})
    assert sent.status_code == 302


def test_who_has_gone_is_told_so_in_either_store(acme: Store, bolt: Store) -> None:
    client = staff(acme, "Merchandiser")
    client.post("/admin/logout/")
    assert client.get(ADDRESS, headers=BY_SCRIPT).status_code == 403
    other = Client(headers={"host": "bolt.test"})
    other.cookies = staff(acme, "Editor").cookies
    assert other.get(ADDRESS, headers=BY_SCRIPT).status_code == 403


def test_every_screen_of_the_admin_asks(acme: Store) -> None:
    page = staff(acme, "Merchandiser").get("/admin/").content.decode()
    assert f'data-url="{ADDRESS}"' in page
    assert "still_here" in page
