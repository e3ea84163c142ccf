"""Eight threads, one pool of connections, two stores: thousands of mixed requests, no wrong answer."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.test import Client, RequestFactory
from psycopg import sql

from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User
from tests.databases import admin, copy_template, use_database
from tests.tenancy.twins import furnish, secret

THREADS, REQUESTS = 8, 5040
DATABASE = f"test_uplink_hammer_{os.getpid()}"
# How often each is asked, of a hundred. Few of the admin's own pages, each of which takes as long as twenty others.
MIX = {
    "home": 17, "page": 9, "category": 10, "product": 13, "search": 7,
    "badge": 27, "cart": 3, "media": 9, "api": 4, "picture": 0.8, "explorer": 0.2,
}  # fmt: skip
# Pages that are kept; of these, one in so many is asked as nobody has asked before and made anew, in between the kept ones.
KEPT, ANEW = {"home", "page", "category", "product", "search"}, 4
EDITORS = {"api", "picture", "explorer"}


@pytest.fixture
def shops(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, dict[str, str]]]:
    """Both stores, furnished and committed, in a database of this test's own."""
    before = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        copy_template(DATABASE)
        use_database(DATABASE)
        found = {store.schema_name: {**furnish(store), "code": store.code} for store in Store.objects.all()}
        try:
            yield found
        finally:
            use_database(before)
            connection.close()
            for alias in settings.CACHES:
                caches[alias].clear()
            with admin() as server:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))


application = WSGIHandler()


def serve(host: str, path: str, cookies: str) -> tuple[str, str]:
    """Status and body of one request, as a server asks for it: its connection goes back to the pool at the end.

    Django's test client is no use here: for each template it tells every client of every thread.
    """
    answered: list[str] = []
    environment = RequestFactory(headers={"host": host, "cookie": cookies}).get(path).environ
    answer = application(environment, lambda status, _headers, *_rest: answered.append(status))
    try:
        return answered[0], b"".join(answer).decode("utf-8", "replace")
    finally:
        answer.close()


def header(client: Client) -> str:
    """The cookies of a browser, as it sends them."""
    return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())


class Visitor:
    """One store's cookies: a cart with a number of pieces of its own, and an editor who is logged in."""

    def __init__(self, store: Store, shop: dict[str, str], pieces: int) -> None:
        self.host, self.mark, self.shop, self.pieces = store.primary_host, secret(store), shop, pieces
        shopper, editor = (Client(headers={"host": self.host}) for _who in range(2))
        shopper.post("/cart/add/", {"variant": shop["variant"], "quantity": pieces})
        with in_store(store):
            editor.force_login(User.objects.get(pk=900))
        self.cookies = {"shopper": header(shopper), "editor": header(editor)}

    def ask(self, kind: str, other: str, *, anew: int = 0) -> str:
        """Empty when the answer is right, else what is wrong. With `anew` a kept page is asked under a query of its own."""
        paths = {
            "home": "/",
            "search": "/search/?q=secret",
            "badge": "/cart/badge/",
            "cart": "/cart/",
            "media": self.shop["image"],
            "api": "/admin/api/main/images/900/",
            "picture": "/admin/images/900/",
            "explorer": self.shop["editing"],
        }
        path = paths.get(kind) or self.shop[kind]
        if anew:
            path += f"{'&' if '?' in path else '?'}visit={anew}"
        status, body = serve(self.host, path, self.cookies["editor" if kind in EDITORS else "shopper"])
        if status != "200 OK":
            return f"{self.host} {kind}: {status}"
        wanted = {"badge": str(self.pieces), "media": "PNG"}.get(kind, self.mark)
        if wanted not in body or other in body:
            return f"{self.host} {kind}: not its own"
        return ""


@pytest.mark.usefixtures("kept_pages")
def test_eight_threads_get_no_wrong_answer(shops: dict[str, dict[str, str]]) -> None:
    visitors = [
        Visitor(store, shops[store.schema_name], pieces)
        for store, pieces in zip(Store.objects.order_by("pk"), (3, 7), strict=True)
    ]
    connection.close()

    def visit(seed: int) -> Counter[str]:
        dice, seen = random.Random(seed), Counter[str]()
        kinds, weights = list(MIX), list(MIX.values())
        try:
            for _request in range(REQUESTS // THREADS):
                index, [kind] = dice.randrange(2), dice.choices(kinds, weights)
                anew = dice.randrange(1, 10**9) if kind in KEPT and not dice.randrange(ANEW) else 0
                wrong = visitors[index].ask(kind, visitors[1 - index].mark, anew=anew)
                seen[wrong] += 1
        finally:
            connections.close_all()
        return seen

    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as pool:
        answers = sum(pool.map(visit, range(THREADS)), Counter[str]())
    seconds = time.monotonic() - began
    print(f"{answers.total()} requests in {seconds:.1f} s: {answers.total() / seconds:.0f} a second")
    assert answers == {"": REQUESTS}
