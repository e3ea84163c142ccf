"""The connection looks at one schema, and does not change it under a transaction."""

import ast
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, connections, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps
from django_tenants.postgresql_backend import base
from psycopg import ConnectionInfo
from wagtail.models import Locale, Site

from sites.tenants.checks import refuse_old_server
from sites.tenants.context import NoStore, active_store, current_store, in_store, on_platform
from sites.tenants.db.base import DatabaseWrapper, StoreSwitchInTransaction
from sites.tenants.db.schema import POSTGRES_NAME_LENGTH, DatabaseSchemaEditor, check_name
from sites.tenants.models import Domain, Store
from sites.tenants.storage import store_prefix
from tests.databases import admin

OUTWARD_KEYS = """
    SELECT c.conname FROM pg_constraint c
    JOIN pg_class here ON here.oid = c.conrelid JOIN pg_class there ON there.oid = c.confrelid
    WHERE c.contype = 'f' AND here.relnamespace <> there.relnamespace
"""
KEYS_OF_A_STORE = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'acme'::regnamespace"


@pytest.mark.tenant("acme")
@pytest.mark.parametrize("model", [Store, Domain])
def test_a_store_cannot_read_the_platforms_tables(model: type[models.Model]) -> None:
    with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic():
        model._default_manager.first()


def test_a_table_missing_in_a_store_is_not_read_in_public(acme: Store) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE public.only_here (id int)")
    with in_store(acme), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM only_here")


def test_with_public_on_the_path_a_store_would_see_every_other(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DatabaseWrapper, "set_tenant", base.DatabaseWrapper.set_tenant)
    with in_store(acme):
        assert Store.objects.count() == 2


def test_the_search_path_names_the_store_alone(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store), connection.cursor() as cursor:
            cursor.execute("SHOW search_path")
            assert "public" not in cursor.fetchone()[0]
            cursor.execute("SELECT current_schema()")
            assert cursor.fetchone()[0] == store.schema_name


def test_the_path_is_set_only_where_the_server_looks_elsewhere(acme: Store, bolt: Store) -> None:
    with CaptureQueriesContext(connection) as asked:
        for store in (acme, acme, bolt, bolt, acme):
            with in_store(store):
                assert Site.objects.get().hostname == store.primary_host
    paths = [query["sql"] for query in asked.captured_queries if "search_path" in query["sql"]]
    assert paths == [f'SET search_path = "{schema}"' for schema in ("acme", "bolt", "acme")]


def test_a_rollback_that_takes_the_path_back_is_noticed(acme: Store, bolt: Store) -> None:
    def ask() -> list[str]:
        hosts = []
        with in_store(acme):
            hosts.append(Site.objects.get().hostname)
        with in_store(bolt):
            # The path is set within the transaction, and goes back to the other store with it.
            with suppress(ZeroDivisionError), transaction.atomic():
                hosts.append(Site.objects.get().hostname)
                raise ZeroDivisionError
            hosts.append(Site.objects.get().hostname)
        connection.close()
        return hosts

    # In a thread, whose connection is in no transaction of the test.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(ask).result() == ["acme.test", "bolt.test", "bolt.test"]


def test_a_server_that_keeps_the_path_to_itself_is_told_it(acme: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ConnectionInfo, "parameter_status", lambda _info, _name: None)
    with CaptureQueriesContext(connection) as asked:
        for _again in range(2):
            with in_store(acme):
                Site.objects.get()
    assert sum("search_path" in query["sql"] for query in asked.captured_queries) == 2


def test_a_connection_whose_server_has_gone_is_replaced_without_an_error(acme: Store) -> None:
    def ask() -> tuple[str, int]:
        with in_store(acme), connection.cursor() as cursor:
            cursor.execute("SELECT current_schema(), pg_backend_pid()")
            row: tuple[str, int] = cursor.fetchone()
        connection.close()
        return row

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = cursor.fetchone()[0]
    # A thread has a connection of its own, which it gives back to the pool.
    with ThreadPoolExecutor(1) as thread, admin() as server:
        thread.submit(ask).result()
        ended = server.execute(
            "SELECT pid, pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
            [connection.settings_dict["NAME"], ours],
        ).fetchall()
        schema, process = thread.submit(ask).result()
    assert schema == "acme"
    assert ended
    assert process not in {gone for gone, _done in ended}


def test_a_switch_inside_a_transaction_is_refused_and_changes_nothing(acme: Store, bolt: Store) -> None:
    with in_store(acme), pytest.MonkeyPatch.context() as guard:
        guard.setattr(connections["default"], "allow_switch_in_atomic", False)
        with transaction.atomic():
            with pytest.raises(StoreSwitchInTransaction, match="from acme to bolt"), in_store(bolt):
                pass
            assert active_store() == acme
            assert Site.objects.get().hostname == "acme.test"
            with in_store(acme):  # no switch
                assert active_store() == acme
            with pytest.raises(StoreSwitchInTransaction), on_platform():
                pass


def test_one_store_inside_another_gives_the_first_back_even_after_an_error(acme: Store, bolt: Store) -> None:
    with in_store(acme):
        with pytest.raises(ZeroDivisionError), in_store(bolt):
            raise ZeroDivisionError
        assert active_store() == acme
        with on_platform():
            assert active_store() is None
            assert Store.objects.count() == 2
        assert Site.objects.get().hostname == "acme.test"


def test_a_bare_store_is_no_context_manager(acme: Store) -> None:
    with pytest.raises(TypeError, match="in_store"), acme:
        pass


def test_outside_of_a_store_nothing_answers(db: None) -> None:
    with pytest.raises(NoStore):
        current_store()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Locale.objects.first()


def test_no_foreign_key_leaves_a_stores_schema(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OUTWARD_KEYS)
        assert cursor.fetchall() == []
        cursor.execute(KEYS_OF_A_STORE)
        assert cursor.fetchone()[0] > 100


def test_public_has_no_table_of_wagtail_or_of_the_shop(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
    assert "tenants_store" in tables
    prefixes = ("wagtail", "catalogue_", "orders_", "cart_", "content_", "pricing_", "stock_", "storefront_")
    assert [name for name in tables if name.startswith(prefixes)] == []


@pytest.mark.parametrize(("version", "named"), [(170006, "17"), (160014, "16")])
def test_an_older_server_is_refused_with_a_sentence(version: int, named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=rf"needs PostgreSQL 18 or newer.*version {named}"):
        refuse_old_server(FakeConnection(version))
    refuse_old_server(FakeConnection(180000))


class FakeConnection:
    """As much of a connection as says its version."""

    def __init__(self, version: int) -> None:
        self.connection, self.info, self.server_version = self, self, version

    def parameter_status(self, _name: str) -> bytes:
        """What a server of version 18 reports."""
        return b"acme"


@isolate_apps("sites.content")
def statements_of_a_checked_column() -> list[str]:
    """What the schema editor sends to add a PositiveIntegerField, in the active store."""

    class Shelf(models.Model):
        class Meta:
            app_label = "content"

    field = models.PositiveIntegerField(default=3)
    field.set_attributes_from_name("height")
    field.model = Shelf
    with connection.schema_editor() as editor:
        editor.create_model(Shelf)
    with CaptureQueriesContext(connection) as queries, connection.schema_editor() as editor:
        assert isinstance(editor, DatabaseSchemaEditor)
        editor.add_field(Shelf, field)
    return [query["sql"] for query in queries]


@pytest.mark.tenant("acme")
def test_a_column_and_its_check_are_two_statements() -> None:
    statements = statements_of_a_checked_column()
    [added] = [statement for statement in statements if "ADD COLUMN" in statement]
    [check] = [statement for statement in statements if "ADD CONSTRAINT" in statement]
    assert "CHECK" not in added
    assert '"content_shelf_height_check" CHECK ("height" >= 0)' in check


@pytest.mark.tenant("acme")
def test_djangos_own_editor_would_add_both_in_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(DatabaseSchemaEditor, "add_field")
    [added] = [statement for statement in statements_of_a_checked_column() if "ADD COLUMN" in statement]
    assert 'CHECK ("height" >= 0)' in added


@pytest.mark.tenant("acme")
def test_a_long_check_name_is_cut_and_stays_one_of_a_kind() -> None:
    names = {
        check_name("a_very_long_table_name_of_some_application", f"and_a_very_long_column_{number}") for number in range(20)
    }
    assert len(names) == 20
    assert max(map(len, names)) <= POSTGRES_NAME_LENGTH
    assert check_name("a", "b") == "a_b_check"


def python_files(*folders: str) -> list[Path]:
    """Our own code."""
    return [
        path for folder in folders for path in (Path(settings.ROOT) / folder).rglob("*.py") if "migrations" not in path.parts
    ]


CODE = ("sites", "commerce", "pricing", "legacy_import")


@pytest.mark.parametrize(
    "forbidden", ["with store:", "cache.clear(", "schema_context(", "tenant_context(database", ".set_schema("]
)
def test_no_code_goes_round_the_one_door(forbidden: str) -> None:
    docstring = ("`with store:`",)
    found = [
        f"{path}: {line.strip()}"
        for path in python_files(*CODE)
        for line in path.read_text(encoding="utf-8").splitlines()
        if forbidden in line and not any(quoted in line for quoted in docstring) and "django_tenants" not in line
    ]
    assert found == []


def test_only_the_door_uses_the_librarys_own() -> None:
    users = [path.name for path in python_files(*CODE) if "tenant_context" in path.read_text(encoding="utf-8")]
    assert users == ["context.py"]


def test_nothing_that_is_remembered_for_the_process_asks_the_database() -> None:
    asked = [
        f"{path}:{function.name}"
        for path in python_files(*CODE)
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and is_remembered(function) and asks_a_store(function)
    ]
    assert asked == []


def is_remembered(function: ast.FunctionDef) -> bool:
    """Whether functools keeps its answers."""
    return any(
        name in ast.unparse(decorator) for decorator in function.decorator_list for name in ("lru_cache", "functools.cache")
    ) or any(ast.unparse(decorator) == "cache" for decorator in function.decorator_list)


def asks_a_store(function: ast.FunctionDef) -> bool:
    """Whether it reads rows, the cache or the active store."""
    text = ast.unparse(function)
    return any(word in text for word in (".objects", "connection", "_store(", "cache.get", "_manager", "default_language("))


def test_the_prefix_of_a_store_is_its_id(acme: Store) -> None:
    assert store_prefix(acme.code) == f"t/{acme.code}/"
