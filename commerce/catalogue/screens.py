"""The screens of a product: the list, the form, its deletion."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView

from commerce.catalogue.columns import with_figures
from commerce.catalogue.deletion import delete_product, why_kept
from commerce.catalogue.models import Product
from commerce.catalogue.staff_search import found
from commerce.catalogue.states import ProductLife, ProductStatus
from commerce.kernel.lifecycle import NotAllowed


class ProductIndexView(IndexView):
    """The list: searched by SKU, GTIN, part number and name; prices and stock are fetched for the page alone."""

    @cached_property
    def columns(self) -> list[Any]:
        """Nothing to tick for who may only look: every verb on many would send them away."""
        may_act = self.user_has_any_permission(("change", "delete"))
        return [column for column in super().columns if may_act or not isinstance(column, BulkActionsCheckboxColumn)]

    def search_queryset(self, queryset: QuerySet[Product]) -> QuerySet[Product]:
        """The best first, unless a column was chosen to sort by."""
        if not self.is_searching:
            return queryset
        return found(self.search_query, queryset, is_ranked=not self.is_explicitly_ordered)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """One page, with its figures."""
        paginator, page, products, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = list(products)
        with_figures(page.object_list)
        return paginator, page, page.object_list, has_others

    def get_copy_url(self, instance: Product) -> str | None:
        """Duplicating is a verb of ours: no form that is filled in again."""
        return reverse("duplicate-product", args=[instance.pk]) if self.user_has_permission("add") else None


class ProductEditView(EditView):
    """The form; its menu duplicates."""

    def get_copy_url(self) -> str | None:
        """Duplicating is a verb of ours."""
        return reverse("duplicate-product", args=[self.object.pk]) if self.user_has_permission("add") else None

    def get_success_url(self) -> str:
        """Back to the product: there is usually something left to do."""
        return reverse(self.edit_url_name, args=(quote(self.object.pk),))


class ProductDeleteView(DeleteView):
    """Asks before deleting; what an order names is archived instead."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Why it cannot be deleted, and whether it can be archived."""
        why = why_kept(self.object)
        return super().get_context_data(**kwargs) | {
            "why_kept": why,
            "may_archive": bool(why) and ProductLife.may(self.object.status, ProductStatus.ARCHIVED),
            "archive_url": reverse("archive-product", args=[self.object.pk]),
            "edit_url": reverse(self.edit_url_name, args=(quote(self.object.pk),)),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete it, unless something names it."""
        if why := why_kept(self.object):
            messages.error(self.request, why)
            return redirect(self.get_delete_url())
        return super().form_valid(form)  # type: ignore[no-any-return]

    def delete_action(self) -> None:
        """By the verb, so that nothing slips in between."""
        try:
            delete_product(product=self.object)
        except NotAllowed as refused:
            messages.error(self.request, str(refused.message))
