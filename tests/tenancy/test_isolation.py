"""Every address of shop and admin, in both stores: nothing of the other is ever seen."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.tenancy.twins import furnish, secret
from tests.transactions import Fill

LINK = re.compile(r"""(?:href|src|hx-get|data-url|data-[a-z-]*url[a-z-]*|action)="([^"#]+)""")
EXAMPLES = 2
# Leaving ends the crawl; the fail whale is Wagtail's own page to look at an error 500.
LEAVES = ("logout", "failwhale")


@pytest.fixture(scope="module")
def shops(made_once: Fill) -> dict[str, dict[str, str]]:
    """Both stores, furnished alike, for all tests of the module."""
    furnished: dict[str, dict[str, str]] = made_once(
        lambda: {store.schema_name: furnish(store) for store in Store.objects.order_by("schema_name")}
    )
    return furnished


def names(patterns: Any, space: str = "") -> Iterator[str]:
    """Every name of the URLconf."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield space + pattern.name


def addresses_by_name(keys: list[Any]) -> Iterator[str]:
    """What the URLconf answers without arguments, or with one that is a key of a row."""
    for name in dict.fromkeys(names(get_resolver("sites.urls.store").url_patterns)):
        for arguments in [[], *([key] for key in keys)]:
            try:
                yield reverse(name, args=arguments, urlconf="sites.urls.store")
            except NoReverseMatch:
                continue


def forbidden(other: Store) -> list[str]:
    """What must not be seen: marker, host, id and media prefix of the other store."""
    return [secret(other), other.primary_host, other.code, f"t/{other.code}/", f"owner@{other.primary_host}"]


def view_of(path: str) -> str:
    """What answers there, so that each view is asked a few times and not once a row."""
    try:
        found = resolve(urlsplit(path).path, urlconf="sites.urls.store")
    except Resolver404:
        return "nothing"
    first = next(iter(found.kwargs.values()), found.args[0] if found.args else "")
    return f"{found.view_name or found._func_path}:{first if isinstance(first, str) and len(first) < 20 else ''}"


def crawl(client: Client, host: str, start: list[str]) -> Iterator[tuple[str, Any, str]]:
    """(address, answer, body) of all that is reachable, each view a few times."""
    waiting, known, asked = deque(start), set(start), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        view = view_of(path)
        if any(word in path for word in LEAVES) or asked.get(view, 0) >= EXAMPLES:
            continue
        asked[view] = asked.get(view, 0) + 1
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        yield path, answer, text
        found = [unescape(link) for link in LINK.findall(text)] + ([answer["Location"]] if "Location" in answer else [])
        for link in found:
            parts = urlsplit(urljoin(f"http://{host}{path}", link))
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.hostname == host and target not in known and not target.startswith("/static/"):
                known.add(target)
                waiting.append(target)


@pytest.mark.usefixtures("kept_pages")
@pytest.mark.parametrize("here", ["acme", "bolt"])
@pytest.mark.parametrize("who", ["shopper", "boss"])
def test_no_page_of_one_store_shows_anything_of_the_other(
    acme: Store, bolt: Store, shops: dict[str, dict[str, str]], here: str, who: str
) -> None:
    store, other = (acme, bolt) if here == "acme" else (bolt, acme)
    client = Client(headers={"host": store.primary_host}, raise_request_exception=False)
    start = [
        "/",
        *(path for path in shops[here].values() if path.startswith("/")),
        "/search/?q=same",
        "/sitemap.xml",
        "/robots.txt",
    ]
    if who == "boss":
        with in_store(store):
            client.force_login(User.objects.get(pk=900))
        start = ["/admin/", *start, *addresses_by_name([900, 1])]
    client.post("/cart/add/", {"variant": shops[here]["variant"], "quantity": 1})
    # What the other store's addresses answer here: never its own things.
    start += [
        path for name, path in shops["bolt" if here == "acme" else "acme"].items() if path.startswith("/") and name != "variant"
    ]
    seen, broken, leaks = 0, [], []
    showed_own = False
    for path, answer, body in crawl(client, store.primary_host, start):
        seen += 1
        if answer.status_code >= 500:
            broken.append((path, answer.status_code))
        asked_for = path.split("?")[0]
        leaks += [(path, word) for word in forbidden(other) if word in body and word not in asked_for]
        leaks += [(path, word) for word in forbidden(other) if word in answer.get("Location", "") and word not in asked_for]
        showed_own |= secret(store) in body
    print(f"{here} as {who}: {seen} addresses")
    assert leaks == []
    assert broken == []
    assert showed_own
    assert seen > (150 if who == "boss" else 25)
