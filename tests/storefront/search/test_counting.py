"""What shoppers look for is counted, without them; editors read it and act on it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from commerce.storefront.models import SearchCount
from commerce.storefront.search.counting import count_search, countable, forget_old_searches, is_robot
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.shop import sell

SEEN = "/search/seen/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"


def told(client: Client, words: str, agent: str = BROWSER, **more: str) -> int:
    """The script of the page tells that a search was made; the status of the answer."""
    return client.post(SEEN, {"q": words, **more}, headers={"User-Agent": agent}).status_code


def counts() -> dict[str, tuple[int, int, int]]:
    """Words with (searches, clicks, results)."""
    return {row.words: (row.searches, row.clicks, row.found) for row in SearchCount.objects.all()}


def test_searches_are_counted_by_day_in_their_own_store_only(acme: Store, bolt: Store, at_acme: Client) -> None:
    with in_store(acme):
        sell("G1", name="Gateway")
    for words in ("gateway", "Gateway ", "gate-way"):
        assert told(at_acme, words) == 204
    assert told(at_acme, "gateway", clicked="1") == 204
    with in_store(acme):
        assert counts() == {"gateway": (2, 1, 1), "gate way": (1, 0, 0)}
        assert SearchCount.objects.get(words="gateway").day == timezone.localdate()
    with in_store(bolt):
        assert counts() == {}


def test_looking_at_a_page_counts_nothing(acme: Store, at_acme: Client) -> None:
    at_acme.get("/search/", {"q": "gateway"})
    with in_store(acme):
        assert counts() == {}


@pytest.mark.parametrize(
    "words",
    ["", "  ", "ada@example.com", "mail ada@example.com", "https://x.test/a", "www.x.test", "+44 20 7946 0958", "😀", "\0"],
)
def test_what_may_be_somebodys_address_is_not_kept(acme: Store, at_acme: Client, words: str) -> None:
    assert countable(words.replace("\0", "")) == ""
    assert told(at_acme, words) == 204
    with in_store(acme):
        assert counts() == {}


def test_robots_and_other_sites_count_nothing(acme: Store, at_acme: Client) -> None:
    for agent in ("Googlebot/2.1", "curl/8.1", ""):
        assert is_robot(agent)
        told(at_acme, "gateway", agent)
    strict = Client(headers={"host": "acme.test"}, enforce_csrf_checks=True)
    answer = strict.post(SEEN, {"q": "gateway"}, headers={"User-Agent": BROWSER, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert at_acme.get(SEEN).status_code == 405
    with in_store(acme):
        assert counts() == {}


@pytest.mark.tenant("acme")
def test_counts_are_kept_for_400_days() -> None:
    today, locale = date(2026, 6, 1), Locale.get_default().pk
    for days in (0, 400, 401):
        count_search(words=f"w{days}", locale_id=locale, found=1, day=today - timedelta(days=days))
    assert forget_old_searches(today=today) == 1
    assert set(counts()) == {"w0", "w400"}


@pytest.fixture
def editor(acme: Store) -> Client:
    """Somebody at acme who may read the report and tune search."""
    with in_store(acme):
        user = User.objects.create_user("ed@acme.test", "pass-word-1")
        for name in ("view_searchcount", "add_synonymgroup", "add_promotedsearch", "access_admin"):
            user.user_permissions.add(Permission.objects.get(codename=name))
        locale = Locale.get_default().pk
        for _ in range(3):
            count_search(words="gateway", locale_id=locale, found=7)
        count_search(words="gateway", locale_id=locale, found=7, is_click=True)
        count_search(words="teapot", locale_id=locale, found=0)
        count_search(words="long ago", locale_id=locale, found=1, day=timezone.localdate() - timedelta(days=60))
        client = Client(headers={"host": "acme.test"})
        client.force_login(user)
    return client


def shown(client: Client, **filters: str) -> list[tuple[str, int, int, int]]:
    """The rows of the report."""
    response = client.get("/admin/reports/searches/", filters)
    assert response.status_code == 200
    return [(row["words"], row["total"], row["results"], row["clicked"]) for row in response.context["object_list"]]


def test_the_report_shows_the_last_month_most_frequent_first(editor: Client) -> None:
    assert shown(editor) == [("gateway", 3, 7, 1), ("teapot", 1, 0, 0)]
    assert shown(editor, results="nothing") == [("teapot", 1, 0, 0)]
    assert shown(editor, results="something") == [("gateway", 3, 7, 1)]
    assert shown(editor, q="tea") == [("teapot", 1, 0, 0)]
    since = (timezone.localdate() - timedelta(days=90)).isoformat()
    assert ("long ago", 1, 1, 0) in shown(editor, day_after=since)
    assert shown(editor, ordering="words")[0][0] == "gateway"


def test_the_report_leads_to_tuning_with_the_words_filled_in(editor: Client, acme: Store) -> None:
    html = editor.get("/admin/reports/searches/").content.decode()
    with in_store(acme):
        add = reverse("wagtailsnippets_storefront_synonymgroup:add")
    assert f"{add}?words=teapot&amp;language=en" in html
    form = editor.get(add, {"words": "teapot", "language": "de"})
    assert form.status_code == 200
    assert "teapot" in form.content.decode()
    with in_store(acme):
        assert form.context["form"].initial["locale"] == Locale.objects.get(language_code="de").pk


def test_the_report_can_be_taken_away_as_csv(editor: Client) -> None:
    response = editor.get("/admin/reports/searches/", {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines == ["Words,Language,Searches,Results,Clicks", "gateway,en,3,7,1", "teapot,en,1,0,0"]


def test_the_report_is_for_those_who_may_see_it(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        user = User.objects.create_user("no@acme.test", "pass-word-1")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client = Client(headers={"host": "acme.test"})
        client.force_login(user)
    response = client.get("/admin/reports/searches/")
    assert response.status_code == 302
    assert "gateway" not in client.get("/admin/").content.decode()


def test_an_editor_makes_a_synonym(editor: Client, acme: Store) -> None:
    with in_store(acme):
        add = reverse("wagtailsnippets_storefront_synonymgroup:add")
        locale = Locale.get_default().pk
    refused = editor.post(add, {"locale": locale, "words": "alone", "means": ""})
    assert "at least two words" in refused.content.decode()
    assert editor.post(add, {"locale": locale, "words": "alone, lonely", "means": ""}).status_code == 302
