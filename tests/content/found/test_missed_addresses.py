"""What is asked for in vain is counted: not by robots, not without end, and not in another store."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sites.content.found import missed
from sites.content.found.missed import WINDOW, sweep
from sites.content.found.models import MissedAddress
from sites.tenants.context import in_store
from sites.tenants.models import Store

PERSON = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def later() -> object:
    """When the present five minutes are over."""
    return timezone.now() + WINDOW


def ask(client: Client, path: str, *, agent: str = PERSON, referrer: str = "") -> int:
    """The status of an address."""
    return client.get(path, headers={"user-agent": agent, "referer": referrer}).status_code


def test_an_address_in_vain_is_counted_in_its_own_store(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    for _time in range(3):
        assert ask(at_acme, "/old-thing/", referrer="https://forum.example.org/thread/7?user=anna") == 404
    ask(at_bolt, "/other-thing/")
    with in_store(acme):
        assert MissedAddress.objects.count() == 0
        assert sweep(now=later()) == 3
        row = MissedAddress.objects.get()
        assert (row.path, row.hits, row.referrer_host) == ("/old-thing/", 3, "forum.example.org")
        assert sweep(now=later()) == 0
    ask(at_acme, "/old-thing/")
    with in_store(acme):
        sweep(now=later())
        row.refresh_from_db()
        assert (row.hits, row.referrer_host) == (4, "forum.example.org")
        assert row.last_seen > row.first_seen
    with in_store(bolt):
        sweep(now=later())
        assert list(MissedAddress.objects.values_list("path", flat=True)) == ["/other-thing/"]


@pytest.mark.parametrize(
    ("path", "agent"),
    [
        ("/old-thing/", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
        ("/old-thing/", "curl/8.0"),
        ("/old-thing/", ""),
        ("/themes/old.css", PERSON),
        ("/apple-touch-icon.png", PERSON),
        ("/wp-login.php", PERSON),
        ("/.env", PERSON),
        ("/orders/a-token-of-somebody/", PERSON),
        ("/de/lists/shared/secret/", PERSON),
        ("/" + "x" * 500 + "/", PERSON),
    ],
)
def test_robots_files_and_private_addresses_are_not_noted(acme: Store, at_acme: Client, path: str, agent: str) -> None:
    ask(at_acme, path, agent=agent)
    with in_store(acme):
        assert sweep(now=later()) == 0


def test_pages_that_are_there_are_not_noted(acme: Store, at_acme: Client) -> None:
    assert ask(at_acme, "/contact/") == 200
    with in_store(acme):
        assert sweep(now=later()) == 0


def test_a_flood_is_noted_up_to_a_limit(acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "PER_WINDOW", 3)
    for number in range(6):
        assert ask(at_acme, f"/nothing-{number}/") == 404
    with in_store(acme):
        assert sweep(now=later()) == 3
        assert MissedAddress.objects.count() == 3


def test_so_many_addresses_are_kept_the_least_wanted_go(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST_KEPT", 2)
    now = timezone.now()
    with in_store(acme):
        for path, hits, put_aside in (("/a/", 9, False), ("/b/", 1, False), ("/c/", 1, True), ("/d/", 2, False)):
            MissedAddress.objects.create(path=path, hits=hits, first_seen=now, last_seen=now, is_ignored=put_aside)
        assert missed.forget_least_wanted() == 2
        assert set(MissedAddress.objects.values_list("path", flat=True)) == {"/a/", "/c/"}


def test_a_cache_that_is_away_does_not_turn_a_404_into_an_error(
    acme: Store, at_acme: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_key: str) -> int:
        raise ConnectionError

    monkeypatch.setattr(missed, "count_up", away)
    assert ask(at_acme, "/old-thing/") == 404


def test_what_a_task_held_up_for_long_finds_is_what_the_cache_still_has(acme: Store, at_acme: Client) -> None:
    ask(at_acme, "/old-thing/")
    with in_store(acme):
        assert sweep(now=timezone.now() + timedelta(days=1)) == 0
        cache.clear()
