"""Cache keys that name their store.

Every alias has one of these as KEY_FUNCTION, because Wagtail's own keys (site root paths, renditions, fragments) are
equal in every store.
"""

from functools import lru_cache
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from sites.tenants.connections import connection
from sites.tenants.context import NoStore


def make_key(key: str, key_prefix: str, version: int) -> str:
    """`<prefix>:s:<store id>:<version>:<key>`; raises NoStore outside of a store."""
    code = getattr(connection.tenant, "code", None)
    if code is None:
        raise NoStore(f"The cache key {key!r} belongs to a store, and none is active.")
    return f"{key_prefix}:s:{code}:{version}:{key}"


def make_session_key(key: str, key_prefix: str, version: int) -> str:
    """As `make_key`, with a place of its own for the operators' sessions on the platform host."""
    code = getattr(connection.tenant, "code", None)
    return f"{key_prefix}:s:{code}:{version}:{key}" if code else f"{key_prefix}:platform:{version}:{key}"


def make_platform_key(key: str, key_prefix: str, version: int) -> str:
    """For facts about all stores (which host is whose): the same key wherever it is asked."""
    return f"{key_prefix}:platform:{version}:{key}"


class KeptClient(RedisCacheClient):
    """Django makes a Redis client for each look into the cache, which costs more than the look. One a pool is enough: they
    are made to be shared by threads.
    """

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        # The stubs know nothing of its inner life.
        me: Any = self
        self.client_of = lru_cache(maxsize=None)(lambda pool: me._client(connection_pool=pool))
        self.pool_of: Any = me._get_connection_pool

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:  # noqa: ARG002 - Django's signature
        """The client of the server that holds `key`."""
        return self.client_of(self.pool_of(write))


class StoreRedisCache(RedisCache):
    """Django's cache on Redis, with clients that are kept."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient
