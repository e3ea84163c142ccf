"""Fixes for what Wagtail, Django and wagtail-localize keep per process or compute from global settings.

Each is applied once, at start-up, and pinned by a two-store test. A patch is a function here, named by the leak it closes.
"""

import functools
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.contenttypes.models import ContentType
from django.db.models import deletion
from django.db.models.signals import post_migrate
from django.urls import resolvers
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin import auth as admin_entrance
from wagtail.admin import userbar as wagtail_userbar
from wagtail.admin import utils as admin_addresses
from wagtail.admin.forms import account as account_forms
from wagtail.admin.localization import get_available_admin_time_zones
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.contrib.forms import utils as form_types
from wagtail.contrib.forms import views as form_views
from wagtail.images import utils as image_signatures
from wagtail.images.views import images as image_views
from wagtail.images.views import serve as image_serve
from wagtail.models import Locale
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy
from wagtail.users.models import UserProfile

from sites.tenants.addresses import base_url
from sites.tenants.clock import store_zone
from sites.tenants.connections import connection
from sites.tenants.contenttypes import SchemaKeyedCache
from sites.tenants.context import active_store
from sites.tenants.csrf import sign_csrf_cookies_per_store
from sites.tenants.languages import default_language
from sites.tenants.signing import store_key, store_salt

content_types = SchemaKeyedCache()


def apply_all() -> None:
    """Apply every patch; safe to call twice."""
    key_content_types_by_schema()
    ask_policies_for_the_stores_content_type()
    ask_forms_for_the_stores_content_types()
    take_the_default_locale_from_the_store()
    sign_password_links_per_store()
    sign_image_addresses_per_store()
    sign_csrf_cookies_per_store()
    key_addresses_by_default_language()
    link_the_admin_to_the_stores_host()
    look_for_dependents_in_the_same_schema()
    show_the_admin_on_the_stores_clock()


def key_content_types_by_schema() -> None:
    """With threads, Django's one cache gives a store the ids of another (26 % of look-ups when measured)."""
    ContentType.objects._cache = content_types  # type: ignore[attr-defined]
    post_migrate.connect(lambda **_kwargs: content_types.forget(), weak=False, dispatch_uid="uplink-content-types")


def ask_policies_for_the_stores_content_type() -> None:
    """Policies live as long as the process and kept the first store's ContentType."""
    BaseDjangoAuthPermissionPolicy._content_type = property(  # type: ignore[assignment]
        lambda policy: ContentType.objects.get_for_model(policy.auth_model, for_concrete_model=False)
    )


def ask_forms_for_the_stores_content_types() -> None:
    """`get_form_types` was remembered for ever; its undecorated self asks each time (content types are cached anyway)."""
    if isinstance(form_types.get_form_types, functools._lru_cache_wrapper):
        fresh = form_types.get_form_types.__wrapped__
        form_types.get_form_types = fresh
        form_views.get_form_types = fresh


def take_the_default_locale_from_the_store() -> None:
    """Wagtail's default locale is settings.LANGUAGE_CODE: a shop in French alone has no such row."""

    def get_default(cls: type[Locale]) -> Locale:
        return cls.objects.get_for_language(default_language())

    Locale.get_default = classmethod(get_default)  # type: ignore[assignment, method-assign]
    Locale.is_default = property(lambda locale: locale.language_code == default_language())  # type: ignore[assignment, method-assign]


def key_addresses_by_default_language() -> None:
    """Django keeps addresses by language, prefix and all: `en` has none in one store and `/en/` in another."""
    resolvers.get_language = lambda: f"{translation.get_language()} in {default_language()}"  # type: ignore[attr-defined]


def sign_password_links_per_store() -> None:
    """A cloned user's reset link would be good in every store: the salt names the store."""
    PasswordResetTokenGenerator.key_salt = property(lambda _self: store_salt("password-reset"))  # type: ignore[assignment]


def sign_image_addresses_per_store() -> None:
    """Image addresses are signed over id and filter alone, which are equal in two stores."""
    sign = image_signatures.generate_signature
    if getattr(sign, "per_store", False):
        return

    @functools.wraps(sign)
    def generate_signature(image_id: int, filter_spec: str, key: Any = None) -> str:
        return sign(image_id, filter_spec, key=key or store_key())

    generate_signature.per_store = True  # type: ignore[attr-defined]
    for module in (image_signatures, image_views, image_serve):
        module.generate_signature = generate_signature


def link_the_admin_to_the_stores_host() -> None:
    """WAGTAILADMIN_BASE_URL is one for the process; links in mails must lead to the store that sent them."""

    def get_admin_base_url() -> str | None:
        return base_url() if active_store() else None

    for module in (admin_addresses, wagtailadmin_tags, wagtail_userbar):
        module.get_admin_base_url = get_admin_base_url


def look_for_dependents_in_the_same_schema() -> None:
    """Deleting a person asks every table that may refer to one: the console's log is not in a store, Wagtail's profiles are not in
    `public`. Only tables of the active schema are asked; no key leaves it, so nothing is missed.
    """
    candidates = deletion.get_candidate_relations_to_delete  # type: ignore[attr-defined]
    if getattr(candidates, "per_schema", False):
        return

    @functools.wraps(candidates)
    def get_candidate_relations_to_delete(opts: Any) -> Iterator[Any]:
        here = settings.SHARED_APPS if connection.schema_name == "public" else settings.TENANT_APPS
        relations: Any = candidates(opts)
        return (row for row in relations if apps.get_app_config(row.related_model._meta.app_label).name in here)

    get_candidate_relations_to_delete.per_schema = True  # type: ignore[attr-defined]
    deletion.get_candidate_relations_to_delete = get_candidate_relations_to_delete  # type: ignore[attr-defined]


def show_the_admin_on_the_stores_clock() -> None:
    """Wagtail shows the platform's time zone to whoever has not chosen one of their own."""

    def get_current_time_zone(profile: UserProfile) -> str:
        return profile.current_time_zone or store_zone().key

    def in_the_stores_time(view: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not hasattr(request.user, "wagtail_userprofile"):
            # Not saved: one that chose nothing, no language either. Without any, Wagtail would not ask the function above.
            UserProfile(user=request.user).get_preferred_language = lambda: None
        return localised(view, request, *args, **kwargs)

    UserProfile.get_current_time_zone = get_current_time_zone
    if admin_entrance.get_localized_response.__module__ != __name__:
        localised = admin_entrance.get_localized_response
        admin_entrance.get_localized_response = in_the_stores_time
    field = account_forms.LocalePreferencesForm.base_fields["current_time_zone"]
    field.choices = lambda: [("", _("The store's own")), *((name, name) for name in get_available_admin_time_zones())]
    # The page would say "server time zone" and name the platform's behind it.
    field.widget.attrs = {}
