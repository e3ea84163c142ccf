"""Log-ins of the demo, made at the moment they are printed. Only demo accounts are touched."""

import secrets
from dataclasses import dataclass

from sites.provisioning.owner import ensure_owner
from sites.tenants.addresses import base_url, platform_url
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User

OPERATOR = "operator@uplink.example"


@dataclass(frozen=True, slots=True)
class Login:
    """Who may enter where, with what."""

    place: str
    address: str
    admin: str
    email: str
    password: str


def fresh_logins(stores: list[Store]) -> list[Login]:
    """New passwords for the operator and for each demo store's owner."""
    operator = User.objects.filter(email=OPERATOR).first() or User.objects.create_superuser(OPERATOR)
    logins = [Login("Operators' console", platform_url(), f"{platform_url()}/console/", OPERATOR, new_password(operator))]
    for store in stores:
        with in_store(store):
            password = new_password(ensure_owner(store))
        logins.append(Login(store.name, f"{base_url(store)}/", f"{base_url(store)}/admin/", store.owner_email, password))
    return logins


def new_password(user: User) -> str:
    """Give the account a password that nobody has known before."""
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password
