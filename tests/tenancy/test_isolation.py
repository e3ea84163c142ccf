"""Every address of shop and admin, in both stores: nothing of the other is ever seen."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from wagtail.models import Collection, Page

from commerce.catalogue.models import CategoryPage, Product, Variant
from sites.content.images import StoreDocument, StoreImage
from sites.content.pages import HomePage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.indexing import indexing
from tests.tenancy.twins import furnish, secret
from tests.transactions import Fill

LINK = re.compile(r"""(?:(?<![\w-])(?:href|src|hx-get|action)|data-[a-z-]*url[a-z-]*)="([^"#]+)""")
# What shows the same once more: rows in another order, the first part of them, a page that knows where it leads back to; and
# zipped sheets, in which no word could be found: the same rows come as plain text too.
AGAIN = re.compile(r"[?&](ordering=|p=1(&|$)|q=(&|$)|next=|describe_on_delete=|export=xlsx)|/results/\?export=")
# Of each view, with a question and without: so many that answered, and so many that were not there.
EXAMPLES, MISSES = 1, 4
# Leaving ends the crawl; the fail whale is Wagtail's own page to look at an error 500.
LEAVES = ("logout", "failwhale")
# What a key in an address may be of, where neither the view nor the argument says so.
ANYTHING = (Product, Variant, HomePage, CategoryPage, StoreImage)
ARGUMENTS = {"page": HomePage, "product": Product, "image": StoreImage, "doc": StoreDocument, "collection": Collection}


@pytest.fixture(scope="module")
def shops(made_once: Fill) -> dict[str, dict[str, str]]:
    """Both stores, furnished alike and indexed, for all tests of the module."""
    with indexing():
        furnished: dict[str, dict[str, str]] = made_once(
            lambda: {store.schema_name: furnish(store) for store in Store.objects.order_by("schema_name")}
        )
    return furnished


def views(patterns: Any, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every name of the URLconf and what stands behind it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield space + pattern.name, pattern


def models_of(pattern: URLPattern) -> tuple[type[Model], ...]:
    """Whose key the view wants: it says so itself, its argument is called so, or else it may be anything's."""
    view: Any = pattern.callback
    model = getattr(view, "view_initkwargs", {}).get("model") or getattr(getattr(view, "view_class", None), "model", None)
    if isinstance(model, type) and issubclass(model, Model):
        return (HomePage if model is Page else model,)
    [argument] = pattern.pattern.converters or [""]  # type: ignore[union-attr]
    said = tuple(model for word, model in ARGUMENTS.items() if word in argument)
    return said or ANYTHING


def addresses_by_name(stores: tuple[Store, Store]) -> Iterator[str]:
    """What the URLconf answers without arguments, or with one that is the key of a row of the first or the second store."""
    seen: dict[type[Model], list[Any]] = {}

    def keys(model: type[Model]) -> list[Any]:
        if model not in seen:
            seen[model] = []
            for store in stores:
                with in_store(store):
                    seen[model].append(model._default_manager.order_by("pk").values_list("pk", flat=True).first())
        return seen[model]

    for name, pattern in views(get_resolver("sites.urls.store").url_patterns):
        arguments: list[list[Any]] = [[]]
        if len(getattr(pattern.pattern, "converters", {})) == 1:
            found = [key for place in zip(*map(keys, models_of(pattern)), strict=True) for key in place if key is not None]
            arguments = [[key] for key in dict.fromkeys(found)]
        for given in arguments:
            try:
                yield reverse(name, args=given, urlconf="sites.urls.store")
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
    word = first if isinstance(first, str) and len(first) < 20 and not first.isdigit() else ""
    return f"{found.view_name or found._func_path}:{word}{'?' if '?' in path else ''}"


def crawl(client: Client, host: str, start: list[str]) -> Iterator[tuple[str, Any, str]]:
    """(address, answer, body) of all that is reachable, each view a few times."""
    waiting, known, looked_at = deque(dict.fromkeys(start)), set(start), set[str]()
    answered, missed = Counter[str](), Counter[str]()
    while waiting:
        path = waiting.popleft()
        view = view_of(path)
        if any(word in path for word in LEAVES) or answered[view] >= EXAMPLES or missed[view] >= MISSES:
            continue
        answer = client.get(path)
        (missed if answer.status_code == 404 else answered)[view] += 1
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        yield path, answer, text
        links = {*LINK.findall(text), *([answer["Location"]] if "Location" in answer else [])} - looked_at
        # Those of the frame are on every page, and lead from each to the same place.
        looked_at |= {link for link in links if link.startswith("/")}
        for link in sorted(map(unescape, links)):
            parts = urlsplit(urljoin(f"http://{host}{path}", link))
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if (
                parts.hostname == host
                and target not in known
                and not target.startswith("/static/")
                and not AGAIN.search(target)
            ):
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
        start = ["/admin/", *start, *addresses_by_name((store, other))]
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
