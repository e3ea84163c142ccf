"""The owner of each demo store in the browser tests."""

from sites.provisioning.owner import ensure_owner
from sites.tenants.context import in_store
from sites.tenants.models import Store

PASSWORD = "browser-tests-only-1"


def set_password(store: Store) -> None:
    """Let the owner log in."""
    with in_store(store):
        owner = ensure_owner(store)
        owner.set_password(PASSWORD)
        owner.save()
