"""Lists of redirects: every line is judged, what is good leads to its end in one hop."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from sites.content.found.lists import UnreadableList, pairs_of, text_of
from sites.content.found.redirects import apply_redirects, plan_redirects
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.shop import category, sell


@pytest.mark.parametrize(
    "body",
    [
        b"from;to\r\n/alt/;/kontakt/\r\n/b\xfccher/;/contact/\r\n",
        "from;to\n/alt/;/kontakt/\n/bücher/;/contact/\n".encode(),
        "\ufefffrom,to\n/alt/,/kontakt/\n/bücher/,/contact/\n".encode(),
        "from\tto\n/alt/\t/kontakt/\n/bücher/\t/contact/\n".encode("utf-16"),
        '\n"/alt/" , /kontakt/\n\n /bücher/,/contact/\n,\n'.encode(),
    ],
)
def test_whatever_a_spreadsheet_saved_is_read(body: bytes) -> None:
    pairs = [(old, new) for _line, old, new in pairs_of(text_of(body))]
    assert pairs == [("/alt/", "/kontakt/"), ("/bücher/", "/contact/")]


@pytest.mark.parametrize(
    "body", [b"", b"\n\n", b"from;to\n", b"/only-one/\n/column/\n", b"PK\x03\x04\0\0binary", b"x" * 2_100_000]
)
def test_what_is_no_list_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(UnreadableList) as refused:
        pairs_of(text_of(body))
    assert str(refused.value).endswith(".")


def errors(*pairs: tuple[str, str]) -> list[str]:
    """Why each line is refused; empty for a good one."""
    return [line.error for line in plan_redirects([(number, *pair) for number, pair in enumerate(pairs, 2)])]


def test_lines_are_refused_with_their_reason(acme: Store) -> None:
    with in_store(acme):
        found = errors(
            ("/self/", "/self"),
            ("/a/", "/b/"),
            ("/b/", "/a/"),
            ("/twice/", "/contact/"),
            ("/twice", "/delivery/"),
            ("https://elsewhere.example/x/", "/contact/"),
            ("/out/", "https://elsewhere.example/"),
            ("/script/", "javascript:alert(1)"),
            ("//elsewhere.example/", "/contact/"),
            ("/contact/", "/"),
            ("/nowhere/", "/is-not-there/"),
            ("/empty/", ""),
            ("no-slash", "/contact/"),
            ("/long/" + "x" * 300, "/contact/"),
            ("http://acme.test/full/?b=2&a=1", "http://acme.test/contact/"),
        )
        assert [bool(error) for error in found] == [*(True,) * 3, False, *(True,) * 10, False]
        assert "itself" in found[0]
        assert "circle" in found[1]
        assert "circle" in found[2]
        assert "Line 5" in found[4]
        assert "not an address of this store" in found[5]
        assert "There is a page" in found[9]
        assert "nothing at the new address" in found[10]
        assert Redirect.objects.count() == 0


def test_good_lines_lead_to_pages_products_and_views_in_one_hop(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client
) -> None:
    with in_store(acme):
        sell("LDS02", category=category("Sensors"))
        pairs = [
            ("/one/", "/two/"),
            ("/two/", "/three/"),
            ("/three/", "/products/lds02/"),
            ("/bücher/", "/products/sensors/"),
            ("/find/", "/search/?q=door"),
            ("/alt/", "/de/contact/"),
            ("/cheapest/", "/products/sensors/?sort=price"),
        ]
        lines = plan_redirects([(number, *pair) for number, pair in enumerate(pairs, 1)])
        assert [line.error for line in lines] == [""] * 7
        assert lines[0].note
        assert apply_redirects(lines) == 7
        assert ModelLogEntry.objects.filter(action="wagtail.create", label="/one").count() == 1
    for old, new in (
        ("/one/", "/products/lds02/"),
        ("/two/", "/products/lds02/"),
        ("/b%C3%BCcher/", "/products/sensors/"),
        ("/find/", "http://acme.test/search/?q=door"),
        ("/alt/", "/de/contact/"),
        ("/cheapest/", "http://acme.test/products/sensors/?sort=price"),
    ):
        answer = at_acme.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new), old
        assert at_acme.get(new.removeprefix("http://acme.test")).status_code == 200
    assert at_bolt.get("/one/").status_code == 404


def test_nobody_is_led_on_by_a_line_that_is_refused(acme: Store) -> None:
    with in_store(acme):
        lines = plan_redirects([(1, "/products/", "/contact/"), (2, "/old/", "/products/")])
        assert [(line.new_path, bool(line.error)) for line in lines] == [("/contact", True), ("/products", False)]


def test_a_new_list_replaces_what_the_old_one_said_and_follows_it(acme: Store, at_acme: Client) -> None:
    with in_store(acme):
        apply_redirects(plan_redirects([(1, "/find/", "/search/"), (2, "/x/", "/contact/")]))
        (line,) = plan_redirects([(1, "/x/", "/delivery/")])
        assert line.note
        (onwards,) = plan_redirects([(1, "/y/", "/find/")])
        assert onwards.new_path == "/search"
        (circle,) = plan_redirects([(1, "/search-old/", "/search-old/")])
        assert circle.error
        apply_redirects([line, onwards])
        assert Redirect.objects.count() == 3
    assert at_acme.get("/x/")["Location"] == "/delivery/"


def editor(store: Store) -> Client:
    """Somebody who looks after a store, at its admin."""
    with in_store(store):
        user = get_user_model().objects.create_superuser("boss@acme.test", "x")
        client = Client(headers={"host": store.primary_host})
        client.force_login(user)
    return client


def test_editors_check_a_list_and_then_import_it(acme: Store) -> None:
    client = editor(acme)
    file = SimpleUploadedFile("old.csv", "von;nach\n/bücher/;/contact/\n/x/;https://other.example/\n".encode("latin-1"))
    plan = client.post("/admin/redirects/import/", {"file": file})
    text = plan.content.decode()
    assert "/bücher" in text
    assert "is not an address of this store" in text
    with in_store(acme):
        assert Redirect.objects.count() == 0
    token = plan.context["token"]
    assert client.post("/admin/redirects/import/", {"token": token}).status_code == 302
    with in_store(acme):
        assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/bücher"]
    again = client.post("/admin/redirects/import/", {"token": token}, follow=True)
    assert "waited too long" in again.content.decode()
    page = client.get("/admin/redirects/")
    assert "/admin/redirects/import/" in page.content.decode()


def test_a_file_that_is_no_list_says_why(acme: Store) -> None:
    page = editor(acme).post("/admin/redirects/import/", {"file": SimpleUploadedFile("a.csv", b"\0\0\0")})
    assert "not a text file" in page.content.decode()
