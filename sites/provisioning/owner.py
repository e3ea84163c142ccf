"""The owner's account, and the link with which they set its password. There is no default password anywhere."""

from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from sites.provisioning.roles import OWNER
from sites.tenants.addresses import base_url
from sites.tenants.context import in_store
from sites.tenants.models import Store
from sites.users.models import User


def ensure_owner(store: Store) -> User:
    """The owner's account in their store, without a usable password until they set one. Call inside the store."""
    owner = User.objects.filter(email__iexact=store.owner_email).first() or User.objects.create_user(store.owner_email)
    owner.groups.add(Group.objects.get(name=OWNER))
    return owner


def invitation_link(store: Store, owner: User) -> str:
    """The address where the owner sets their password: good for three days, in this store, until used."""
    uid = urlsafe_base64_encode(force_bytes(owner.pk))
    path = reverse(
        "wagtailadmin_password_reset_confirm", args=[uid, default_token_generator.make_token(owner)], urlconf="sites.urls.store"
    )
    return base_url(store) + path


def invite_owner(store: Store) -> None:
    """Make the account if need be, and mail the link."""
    with in_store(store), translation.override(store.default_language):
        owner = ensure_owner(store)
        context = {"store": store, "link": invitation_link(store, owner), "admin": f"{base_url(store)}/admin/"}
        EmailMessage(
            subject=_("Your new store %(name)s is ready") % {"name": store.name},
            body=render_to_string("platform/mail/invitation.txt", context),
            to=[store.owner_email],
        ).send()
