"""What the catalogue adds to the admin."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.search import SearchArea
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from commerce.catalogue.choosing_variants import VariantChooserViewSet
from commerce.catalogue.deletion import users_of, why_kept, why_used
from commerce.catalogue.facts.panel import facts_of_type
from commerce.catalogue.lifecycle import archive
from commerce.catalogue.merging import MERGED
from commerce.catalogue.merging_screen import merge_screen
from commerce.catalogue.models import Attribute, CategoryPage, Product, ProductCopy
from commerce.catalogue.places import order_products
from commerce.catalogue.services import ensure_copy, note_launch
from commerce.catalogue.viewsets import CatalogueViewSetGroup
from commerce.kernel.lifecycle import NotAllowed

CHANGE = "catalogue.change_product"
LISTS = ("add", "change", "delete", "view")
register_snippet(CatalogueViewSetGroup)


@hooks.register("register_admin_viewset")
def variant_chooser() -> VariantChooserViewSet:
    """Variants are chosen, not listed."""
    return VariantChooserViewSet("variant_chooser", url_prefix="choose-variant")


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Screens and verbs of our own."""
    return [
        path("products/facts/", facts_of_type, name="facts-of-type"),
        path("products/<int:pk>/archive/", archive_product, name="archive-product"),
        path("categories/<int:pk>/order-products/", order_products, name="order-products"),
        path("attributes/<int:pk>/merge/", merge_screen, name="merge-choices"),
    ]


@require_POST
def archive_product(request: HttpRequest, pk: int) -> HttpResponse:
    """Archive a product that orders keep from being deleted."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    product = get_object_or_404(Product, pk=pk)
    try:
        archive(product=product)
        messages.success(request, _("%(product)s is archived: gone from the site, kept in orders.") % {"product": product})
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
    return redirect(reverse(Product.snippet_viewset.get_url_name("edit"), args=[pk]))


@hooks.register("before_delete_snippet")
def keep_what_is_used(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Nothing that an order names is deleted with others, and no attribute that products use."""
    products = [instance for instance in instances if isinstance(instance, Product)]
    if len(instances) > 1 and (kept := [why for product in products if (why := why_kept(product))]):
        for why in kept[:5]:
            messages.error(request, why)
        return redirect(reverse(Product.snippet_viewset.get_url_name("list")))
    for attribute in instances:
        if isinstance(attribute, Attribute) and (why := why_used(attribute)):
            shown = f"{reverse(Product.snippet_viewset.get_url_name('list'))}?attribute={attribute.pk}"
            label = _("Show the products (%(count)d)") % {"count": users_of(attribute).count()}
            messages.error(request, why, buttons=[messages.button(shown, label)])
            return redirect(reverse(Attribute.snippet_viewset.get_url_name("list")))
    return None


@hooks.register("register_page_header_buttons")
def order_of_products(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:  # noqa: ARG001
    """A category leads to the order of its products."""
    if page.pk and issubclass(page.specific_class or Page, CategoryPage) and user.has_perm(CHANGE):
        yield Button(_("Order of products"), reverse("order-products", args=[page.pk]), icon_name="list-ol", priority=60)


class ProductSearchArea(SearchArea):  # type: ignore[misc]
    """Shown to those whom the list of products lets in."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whoever may see or change products."""
        return bool(Product.snippet_viewset.permission_policy.user_has_any_permission(request.user, LISTS))


@hooks.register("register_admin_search_area")
def search_products() -> SearchArea:
    """Products among what the admin's search finds."""
    return ProductSearchArea(
        gettext_lazy("Products"), reverse(Product.snippet_viewset.get_url_name("list")), icon_name="tag", order=150
    )


@hooks.register("after_create_snippet")
def lead_on_to_the_words(request: HttpRequest, instance: Any) -> HttpResponse | None:  # noqa: ARG001 - Wagtail's signature
    """A new product gets its words at once, and the editor is led to them."""
    if not isinstance(instance, Product):
        return None
    note_launch(product=instance)
    copy = ensure_copy(product=instance)
    return redirect(reverse(ProductCopy.snippet_viewset.get_url_name("edit"), args=[copy.pk]))


@hooks.register("after_edit_snippet")
def remember_the_launch(request: HttpRequest, instance: Any) -> None:  # noqa: ARG001 - Wagtail's signature
    """A product that goes live for the first time."""
    if isinstance(instance, Product):
        note_launch(product=instance)


class MergeInWords(LogFormatter):
    """A merge of choices, as the history of the attribute shows it."""

    label = gettext_lazy("Merge choices")

    def format_message(self, log_entry: Any) -> str:
        """What became what, in how many products."""
        return _("“%(before)s” was merged into “%(after)s”: %(products)s products.") % log_entry.data


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the history of an attribute says beyond Wagtail's own words."""
    actions.register_action(MERGED)(MergeInWords)
