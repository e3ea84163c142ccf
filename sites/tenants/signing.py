"""Salts and keys that belong to one store, so that what it signed is nothing in another."""

from django.conf import settings
from django.core import signing

from sites.tenants.context import active_store

PLATFORM = "platform"


def audience() -> str:
    """The store id, or "platform" where no store is active."""
    store = active_store()
    return store.code if store else PLATFORM


def store_salt(purpose: str) -> str:
    """The salt for `purpose` in this store."""
    return f"uplink.{purpose}.{audience()}"


def store_key() -> str:
    """A signing key of this store, for libraries that take a key and no salt."""
    return f"{settings.SECRET_KEY}:{audience()}"


def sign(value: str, *, purpose: str) -> str:
    """`value` with a signature that holds in this store only."""
    return signing.Signer(salt=store_salt(purpose)).sign(value)


def unsign(signed: str, *, purpose: str) -> str | None:
    """The value, or None where the signature is not this store's."""
    try:
        return signing.Signer(salt=store_salt(purpose)).unsign(signed)
    except signing.BadSignature:
        return None
