"""Stores that are there already get what a new version changes in the roles."""

import hashlib

from django.db import transaction

from sites.provisioning import roles
from sites.tenants.context import in_store
from sites.tenants.models import Store

MARK = "roles "


def renew_roles(store: Store) -> bool:
    """Grant the roles of this version in a migrated store, once a version; whether there was something to renew."""
    present = mark()
    if present in store.steps_done:
        return False
    with in_store(store), transaction.atomic():
        roles.seed_roles()
    store.steps_done = [*(step for step in store.steps_done if not step.startswith(MARK)), present]
    store.save(update_fields=["steps_done"])
    return True


def mark() -> str:
    """What a store remembers of the roles it has: a digest of all that they grant, by role."""
    granted = {role: (roles.permissions_of(role), roles.PAGES.get(role, ()), roles.files_of(role)) for role in roles.MODELS}
    return MARK + hashlib.sha256(repr(sorted(granted.items())).encode()).hexdigest()[:12]
