"""Two stores for every test: acme (en, de; GBP, prices without tax) and bolt (af, en; ZAR, prices with tax).

A test runs in one transaction that is rolled back; what waits for a commit runs when the code under test would commit.
`@pytest.mark.tenant("bolt")` starts it inside a store; without it, it starts on the platform.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from sites.settings import base
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.indexing import indexing, spare_indexes
from tests.known import know_what_all_tests_know, note_what_all_tests_know
from tests.shelving import forget_what_waits, look_out_for_the_shelf
from tests.transactions import Fill, empty_caches, run_what_waits, shared_by_a_module


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """A database of this process's own, copied from the template."""
    from tests.databases import copy_template, drop_abandoned_files, drop_database, use_database

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_uplink_{worker}_{os.getpid()}"
    with django_db_blocker.unblock():
        copy_template(name)
        use_database(name)
    drop_abandoned_files(Path(settings.MEDIA_ROOT).parent)
    connection.allow_switch_in_atomic = True
    # Where a template that was built just now has filled them, with ids from before they diverged.
    empty_caches()
    with django_db_blocker.unblock():
        note_what_all_tests_know()
        connection.close()
    with pytest.MonkeyPatch.context() as patch:
        spare_indexes(patch)
        look_out_for_the_shelf(patch)
        yield
    with django_db_blocker.unblock():
        drop_database(name)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def mail_backend(django_test_environment: None) -> None:
    """Mail passes the backend that it passes in production; Django puts its own there for tests."""
    settings.EMAIL_BACKEND = base.EMAIL_BACKEND


@pytest.fixture(autouse=True)
def fresh_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rolled-back rows must not live on in a cache. Rows that a module shares may have changed what all others know."""
    asks = "db" in request.fixturenames or request.node.get_closest_marker("tenant") is not None
    if asks and not {"made_once", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("django_db_setup")
        know_what_all_tests_know()
    yield
    forget_what_waits()
    empty_caches()


@pytest.fixture(autouse=True)
def commits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a test's own transaction, run what waits for a commit where the code under test would commit."""
    in_a_store = request.node.get_closest_marker("tenant") is not None
    if (not in_a_store and "db" not in request.fixturenames) or "transactional_db" in request.fixturenames:
        return
    request.getfixturevalue("db")
    run_what_waits(monkeypatch)


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Fill]:
    """Calls a function whose rows all tests of the module share; each rolls back to them. Answer keys, not rows."""
    with shared_by_a_module(django_db_blocker) as fill:
        yield fill


@pytest.fixture(autouse=True)
def starting_store(request: pytest.FixtureRequest) -> Iterator[None]:
    """Start in the store of the `tenant` mark, if there is one."""
    mark = request.node.get_closest_marker("tenant")
    if mark is None:
        yield
        return
    request.getfixturevalue("db")
    with in_store(Store.objects.get(schema_name=mark.args[0])):
        yield


@pytest.fixture
def kept_pages(settings: Any) -> None:
    """Whole pages are kept, as in production."""
    settings.PAGE_CACHE = True


@pytest.fixture
def indexed() -> Iterator[None]:
    """What is saved can be found by staff and says what it uses, as in production."""
    with indexing():
        yield


@pytest.fixture
def made_pictures(settings: Any) -> None:
    """Sizes of pictures are made when they come in, as in production."""
    settings.MAKE_RENDITIONS = True


@pytest.fixture
def acme(db: None) -> Store:
    """The trade shop."""
    return Store.objects.get(schema_name="acme")


@pytest.fixture
def bolt(db: None) -> Store:
    """The shop for everyone."""
    return Store.objects.get(schema_name="bolt")


@pytest.fixture
def at_acme(acme: Store) -> Client:
    """A shopper at acme.test."""
    return Client(headers={"host": "acme.test"})


@pytest.fixture
def at_bolt(bolt: Store) -> Client:
    """A shopper at bolt.test."""
    return Client(headers={"host": "bolt.test"})


@pytest.fixture
def on_platform_host(db: None) -> Client:
    """Somebody at the platform's host."""
    return Client(headers={"host": "platform.test"})


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; the test skips where it is absent."""
    folder = Path(settings.ROOT).parent / "shared"
    if not folder.exists():
        pytest.skip(f"needs the real data of {folder}")
    return folder
