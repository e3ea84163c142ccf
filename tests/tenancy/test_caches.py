"""What one store caches is a miss in the other, on every alias; without a store nothing is cached by accident."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.checks import Error
from wagtail.coreutils import get_locales_display_names
from wagtail.models import Page, Site

from sites.settings.redis import broker_address, redis_address
from sites.tenants.cache import StoreRedisCache
from sites.tenants.checks import check_cache_keys
from sites.tenants.context import NoStore, in_store
from sites.tenants.hosts import find_store
from sites.tenants.languages import spoken_languages
from sites.tenants.models import Store

OF_STORES = ("default", "renditions", "sessions")


@pytest.mark.parametrize("alias", OF_STORES)
def test_a_key_of_one_store_is_a_miss_in_the_other(acme: Store, bolt: Store, alias: str) -> None:
    with in_store(acme):
        caches[alias].set("colour", "acme-secret")
        caches[alias].set_many({"size": "acme-secret"})
    with in_store(bolt):
        assert caches[alias].get("colour") is None
        assert caches[alias].get_many(["colour", "size"]) == {}
        assert caches[alias].add("colour", "bolt")
        caches[alias].delete("size")
    with in_store(acme):
        assert caches[alias].get("colour") == caches[alias].get("size") == "acme-secret"


@pytest.mark.parametrize("alias", ["default", "renditions"])
def test_without_a_store_nothing_is_read_or_written(db: None, alias: str) -> None:
    with pytest.raises(NoStore):
        caches[alias].get("colour")
    with pytest.raises(NoStore):
        caches[alias].set("colour", "red")


def test_operators_sessions_have_a_place_of_their_own(acme: Store) -> None:
    caches["sessions"].set("key", "operator")
    with in_store(acme):
        assert caches["sessions"].get("key") is None
        caches["sessions"].set("key", "shopper")
    assert caches["sessions"].get("key") == "operator"


def test_facts_about_all_stores_have_one_key_everywhere(acme: Store) -> None:
    caches["platform"].set("fact", 1)
    with in_store(acme):
        assert caches["platform"].get("fact") == 1


def test_every_alias_has_a_key_function_and_the_check_says_which_has_not(settings: object) -> None:
    assert check_cache_keys() == []
    settings.CACHES = {**settings.CACHES, "extra": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # type: ignore[attr-defined]
    found = check_cache_keys()
    assert [type(error) for error in found] == [Error]
    assert "'extra'" in found[0].msg


def test_keys_name_the_immutable_id_not_the_schema(acme: Store) -> None:
    with in_store(acme):
        key = caches["default"].make_key("colour")
    assert acme.code in key
    assert "acme" not in key.replace(acme.code, "")


def test_site_root_paths_are_each_stores_own(acme: Store, bolt: Store) -> None:
    for store in (acme, bolt, acme):
        with in_store(store):
            assert Site.get_site_root_paths()[0].root_url == f"http://{store.primary_host}"
            home = Site.objects.get().root_page
            assert home.full_url == f"http://{store.primary_host}/"


def test_without_the_key_function_the_second_store_gets_the_firsts_address(
    acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches["default"], "key_func", lambda key, prefix, version: f"{prefix}:{version}:{key}")
    with in_store(acme):
        assert Page.objects.get(pk=Site.objects.get().root_page_id).full_url == "http://acme.test/"
    with in_store(bolt):
        assert Page.objects.get(pk=Site.objects.get().root_page_id).full_url != "http://bolt.test/"


def test_names_and_codes_of_languages_are_each_stores_own(acme: Store, bolt: Store) -> None:
    seen = []
    for store in (acme, bolt):
        with in_store(store):
            seen.append((spoken_languages(), set(get_locales_display_names().values())))
    assert seen == [(["en", "de"], {"English", "German"}), (["af", "en"], {"Afrikaans", "English"})]


def test_a_remembered_host_gives_back_the_whole_store(acme: Store) -> None:
    for _asked in ("cold", "warm"):
        found = find_store("acme.test")
        assert found is not None
        assert {f.attname: getattr(found, f.attname) for f in Store._meta.concrete_fields} == {
            f.attname: getattr(acme, f.attname) for f in Store._meta.concrete_fields
        }
        assert found.primary_host == "acme.test"


def test_all_aliases_are_covered_here() -> None:
    assert {*OF_STORES, "platform"} == set(settings.CACHES)


def test_the_shared_cache_asks_redis_through_one_client(acme: Store, bolt: Store) -> None:
    options = {"KEY_FUNCTION": "sites.tenants.cache.make_key", "KEY_PREFIX": "test"}
    shared = StoreRedisCache(redis_address(settings.REDIS_URL, 1), options)
    for store in (acme, bolt):
        with in_store(store):
            shared.set("who", store.name, 5)
    for store in (acme, bolt):
        with in_store(store):
            assert shared.get_many(["who", "nobody"]) == {"who": store.name}
            shared.delete("who")
    assert shared._cache.get_client() is shared._cache.get_client(write=True)


@pytest.mark.parametrize(
    ("url", "cache", "broker"),
    [
        ("redis://host:6379", "redis://host:6379/1", "redis://host:6379/0"),
        ("redis://:secret@host:6379/0", "redis://:secret@host:6379/1", "redis://:secret@host:6379/0"),
        ("rediss://host:6379/", "rediss://host:6379/1?ssl_cert_reqs=required", "rediss://host:6379/0?ssl_cert_reqs=required"),
        ("rediss://host?ssl_ca_certs=/ca", "rediss://host/1?ssl_ca_certs=/ca", "rediss://host/0?ssl_ca_certs=/ca"),
        ("unix:///run/redis.sock", "unix:///run/redis.sock?db=1", "redis+socket:///run/redis.sock?virtual_host=0"),
    ],
)
def test_caches_and_tasks_have_a_redis_database_each(url: str, cache: str, broker: str) -> None:
    assert (redis_address(url, 1), broker_address(url, 0)) == (cache, broker)
