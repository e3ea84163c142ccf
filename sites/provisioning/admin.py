"""Stores and their domains in the console."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commerce.storefront.tasks import rebuild
from sites.content.generation import bump_generation
from sites.provisioning.console import views
from sites.provisioning.console.forms import DomainFormSet, StoreForm
from sites.tenants.addresses import base_url
from sites.tenants.console import console
from sites.tenants.context import in_store
from sites.tenants.models import Domain, Store


class DomainInline(admin.TabularInline):
    """Host names of a store."""

    model = Domain
    formset = DomainFormSet
    extra = 0


@admin.register(Store, site=console)
class StoreAdmin(admin.ModelAdmin):
    """Stores: made by the service, never by a bare row."""

    form = StoreForm
    list_display = ["name", "state", "address", "theme", "country", "currency", "default_language", "created_at"]
    list_filter = ["status", "theme", "country"]
    search_fields = ["name", "schema_name", "code", "domains__domain"]
    fields = [
        "name",
        "code",
        "schema_name",
        "status",
        "theme",
        "country",
        "currency",
        "tax_display",
        "default_language",
        "owner_email",
        "created_at",
    ]
    readonly_fields = ["code", "schema_name", "status", "country", "currency", "default_language", "created_at"]
    inlines = [DomainInline]
    change_form_template = "platform/console/store.html"
    change_list_template = "platform/console/stores.html"

    @admin.display(description=_("status"), ordering="status")
    def state(self, store: Store) -> str:
        """The status, with a link to what is going on while it is being made."""
        if store.status in (Store.Status.MAKING, Store.Status.FAILED):
            url = reverse("admin:store-progress", args=[store.pk])
            return format_html('<a href="{}">{}</a>', url, store.get_status_display())
        return store.get_status_display()

    @admin.display(description=_("address"))
    def address(self, store: Store) -> str:
        """Where the shop is."""
        return format_html(
            '<a href="{0}/">{1}</a> · <a href="{0}/admin/">{2}</a>', base_url(store), store.primary_host, _("admin")
        )

    def get_urls(self) -> list[URLPattern]:
        """The verbs besides Django's own."""
        own = [
            path("new/", console.admin_view(views.new), name="store-new"),
            path("<int:pk>/progress/", console.admin_view(views.progress), name="store-progress"),
            path("<int:pk>/resume/", console.admin_view(views.resume), name="store-resume"),
            path("<int:pk>/<str:verb>/confirm/", console.admin_view(views.confirm), name="store-confirm"),
        ]
        return [*own, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Store, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """What shoppers see follows at once: theme and name with the next request, prices when the shelf has been made again."""
        super().save_model(request, obj, form, change)
        reprice = "tax_display" in form.changed_data
        transaction.on_commit(lambda: show_anew(obj, reprice=reprice))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Stores are made by the service."""
        return views.new(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Deleting asks for the name, on a page of its own."""
        return False

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Adds the verbs that the store's state allows."""
        store = self.get_object(request, object_id)
        verbs = [pair for pair in views.allowed_verbs(store) if views.may_do(request, pair[0])] if store else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "verbs": verbs})


def show_anew(store: Store, *, reprice: bool) -> None:
    """No kept page of the store is shown again; with `reprice` its shelf is made again in the background."""
    if store.status == Store.Status.MAKING:
        return
    with in_store(store):
        bump_generation()
        if reprice:
            rebuild.delay()
