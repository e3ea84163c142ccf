"""What Wagtail and Django keep for the process: each leak, and that it is closed. Content type ids of the two stores differ."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from functools import cached_property
from math import inf
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection, connections, transaction
from django.db.models import deletion
from wagtail.contrib.forms import utils as form_types
from wagtail.contrib.forms import views as form_views
from wagtail.models import Page
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy, BasePermissionPolicy
from wagtail.permissions import policy_registry

from commerce.catalogue.models import Product
from sites.content.pages import ContactPage, HomePage
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.tenants.patches import content_types
from sites.users.models import User

THREADS, ROUNDS, LOOK_UPS = 8, 250, 8


def id_in_the_table(model: Any) -> int:
    """The content type id as the schema has it, past every cache."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM django_content_type WHERE app_label = %s AND model = %s",
            [model._meta.app_label, model._meta.model_name],
        )
        return int(cursor.fetchone()[0])


def test_content_type_ids_of_the_two_stores_differ(acme: Store, bolt: Store) -> None:
    ids = []
    for store in (acme, bolt):
        with in_store(store):
            ids.append(id_in_the_table(Product))
    assert ids[1] - ids[0] == 1000


def test_a_content_type_looked_up_in_turn_is_each_stores_own(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt, acme, bolt):
        with in_store(store):
            for model in (Page, HomePage, Product, User):
                assert ContentType.objects.get_for_model(model).pk == id_in_the_table(model)
                assert ContentType.objects.get_for_id(id_in_the_table(model)).model_class() is model


def test_a_switch_does_not_empty_the_content_types_of_a_store(acme: Store, bolt: Store, django_assert_num_queries: Any) -> None:
    for store in (acme, bolt):
        with in_store(store):
            ContentType.objects.get_for_model(Product)
    with in_store(acme), django_assert_num_queries(0):
        ContentType.objects.get_for_model(Product)


def test_a_store_that_was_made_again_gets_nothing_of_its_forerunner(acme: Store, django_assert_num_queries: Any) -> None:
    again = copy(acme)
    again.code = f"{acme.code}-2"
    with in_store(acme):
        ContentType.objects.get_for_model(Product)
    with in_store(again):
        # The first question says which schema is meant.
        Product.objects.exists()
        with django_assert_num_queries(1):
            ContentType.objects.get_for_model(Product)


@pytest.fixture
def truth(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, dict[Any, int]]]:
    """Content type ids of both stores, outside of any transaction, so that threads see the same rows."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        stores = {store.schema_name: store for store in Store.objects.filter(schema_name__in=("acme", "bolt"))}
        found = {}
        for name, store in stores.items():
            with in_store(store):
                found[name] = {model: id_in_the_table(model) for model in apps.get_models() if is_of_a_store(model)}
        yield found
        connection.close()


def is_of_a_store(model: Any) -> bool:
    """Whether the store's schema has a content type of it."""
    return model._meta.app_label in {"catalogue", "orders", "content", "pricing", "wagtailcore"} and not model._meta.proxy


def hammer(truth: dict[str, dict[Any, int]], *, enough: float = inf) -> int:
    """Wrong ids among THREADS x ROUNDS x LOOK_UPS look-ups, in a store chosen by dice for each round; each thread stops once it
    has found `enough`.
    """
    stores = {name: Store(schema_name=name, code=name) for name in truth}

    def look_up(seed: int) -> int:
        dice, wrong = random.Random(seed), 0
        try:
            for _round in range(ROUNDS):
                if wrong >= enough:
                    break
                name = dice.choice(list(truth))
                connection.set_tenant(stores[name])
                for model in dice.sample(list(truth[name]), LOOK_UPS):
                    wrong += ContentType.objects.get_for_model(model, for_concrete_model=False).pk != truth[name][model]
        finally:
            connection.set_schema_to_public()
            connections.close_all()
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(look_up, range(THREADS)))


def test_eight_threads_read_no_wrong_content_type(truth: dict[str, dict[Any, int]]) -> None:
    assert hammer(truth) == 0


def test_with_djangos_own_cache_eight_threads_read_wrong_ones(
    truth: dict[str, dict[Any, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContentType.objects, "_cache", {})
    assert hammer(truth, enough=1) > 0


def policies() -> list[BaseDjangoAuthPermissionPolicy]:
    """Every policy the admin asks, by model, registered or made on the fly."""
    asked = {id(policy): policy for model in apps.get_models() if (policy := policy_registry.get_by_type(model))}
    return [policy for policy in asked.values() if isinstance(policy, BaseDjangoAuthPermissionPolicy)]


def test_every_permission_policy_answers_with_the_stores_own_content_type(acme: Store, bolt: Store) -> None:
    assert len(policies()) > 20
    assert len({type(policy) for policy in policies()}) >= 4
    for store in (acme, bolt, acme):
        with in_store(store):
            known = set(ContentType.objects.values_list("app_label", "model"))
            for policy in policies():
                model = policy.auth_model
                if (model._meta.app_label, model._meta.model_name) in known:
                    assert policy._content_type.pk == id_in_the_table(model), (store.schema_name, type(policy), model)


def test_without_the_fix_policies_keep_the_first_stores_content_type(
    acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered: Any = cached_property(
        lambda policy: ContentType.objects.get_for_model(policy.auth_model, for_concrete_model=False)
    )
    remembered.__set_name__(BaseDjangoAuthPermissionPolicy, "_content_type")
    monkeypatch.setattr(BaseDjangoAuthPermissionPolicy, "_content_type", remembered)
    policy: Any = type(policy_registry.get_by_type(Product))(Product)
    with in_store(acme):
        first = policy._content_type.pk
    with in_store(bolt):
        assert policy._content_type.pk == first != id_in_the_table(Product)


def test_who_may_publish_is_answered_by_the_stores_own_permissions(acme: Store, bolt: Store) -> None:
    policy: BasePermissionPolicy = policy_registry.get_by_type(Product)
    for store in (acme, bolt, acme):
        with in_store(store):
            user = User.objects.create_user(f"{User.objects.count()}@{store.primary_host}")
            user.user_permissions.add(Permission.objects.get(content_type__app_label="catalogue", codename="change_product"))
            found = policy.users_with_permission("change")
            assert user in found
            assert {person.email for person in found} >= {user.email}


def test_form_types_are_each_stores_own(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt, acme):
        with in_store(store):
            ids = {kind.pk for kind in form_types.get_form_types()}
            assert ids == {kind.pk for kind in form_views.get_form_types()}
            assert id_in_the_table(ContactPage) in ids


def test_forms_of_the_second_store_are_listed_after_those_of_the_first(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt):
        with in_store(store):
            owner = User.objects.create_superuser(f"root@{store.primary_host}")
            assert list(form_types.get_forms_for_user(owner)) == [
                page.page_ptr for page in ContactPage.objects.order_by("path")
            ] or set(form_types.get_forms_for_user(owner).values_list("pk", flat=True)) == set(
                ContactPage.objects.values_list("pk", flat=True)
            )


def test_without_the_fix_the_second_stores_forms_are_not_found(
    acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch, remember: Callable[[Any], Any]
) -> None:
    monkeypatch.setattr(form_types, "get_form_types", remember(form_types.get_form_types))
    with in_store(acme):
        assert form_types.get_forms_for_user(User.objects.create_superuser("root@acme.test")).exists()
    with in_store(bolt):
        assert not form_types.get_forms_for_user(User.objects.create_superuser("root@bolt.test")).exists()


@pytest.fixture
def remember() -> Callable[[Any], Any]:
    """What Wagtail does: one answer for the process."""
    from functools import lru_cache

    return lru_cache(maxsize=None)


def test_a_person_of_a_store_and_one_of_the_platform_can_be_deleted(acme: Store) -> None:
    with in_store(acme):
        User.objects.create_user("gone@acme.test").delete()
        User.objects.create_user("gone@acme.test")
        assert User.objects.filter(email="gone@acme.test").delete()[0] == 1
    User.objects.create_user("gone@platform.test").delete()
    assert not User.objects.filter(email="gone@platform.test").exists()


def test_without_the_fix_deleting_a_person_asks_for_a_table_of_the_platform(
    acme: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched: Any = deletion.get_candidate_relations_to_delete
    monkeypatch.setattr(deletion, "get_candidate_relations_to_delete", patched.__wrapped__)
    with in_store(acme), pytest.raises(ProgrammingError, match="django_admin_log"), transaction.atomic():
        User.objects.create_user("gone@acme.test").delete()


def test_content_types_are_forgotten_when_a_schema_goes(acme: Store, django_assert_num_queries: Any) -> None:
    with in_store(acme):
        # The first question says which schema is meant.
        Product.objects.exists()
        with django_assert_num_queries(0):
            ContentType.objects.get_for_model(Product)
        content_types.forget()
        with django_assert_num_queries(1):
            ContentType.objects.get_for_model(Product)
