"""Choosing a variant: found by its numbers, or by its product as the list of products finds it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsViewMixin, ChooseViewMixin, CreationFormMixin
from wagtail.admin.viewsets.chooser import ChooserViewSet

from commerce.catalogue.models import Variant
from commerce.catalogue.staff_search import product_ids


class VariantColumns(BaseChooseView):
    """The product and the options beside the SKU."""

    ordering = ["product__name", "sort_order", "pk"]

    @property
    def columns(self) -> list[Column]:
        """Columns of the chooser."""
        return [
            *super().columns,
            Column("product", label=_("Product"), accessor="product"),
            Column("options", label=_("Options"), accessor=lambda variant: variant.label()),
        ]

    def get_object_list(self) -> Any:
        """Variants with what the columns need."""
        return Variant.objects.select_related("product").prefetch_related("values__choice", "values__attribute")

    def filter_object_list(self, objects: Any) -> Any:
        """By number, or by product."""
        form = self.filter_form
        query = form.cleaned_data.get("q", "").strip() if form.is_valid() else ""
        if not query:
            return super().filter_object_list(objects)
        form.is_searching, form.search_query = True, query
        return objects.filter(Q(sku__icontains=query) | Q(gtin=query) | Q(product__in=product_ids(query)))


class VariantChooseView(ChooseViewMixin, CreationFormMixin, VariantColumns):
    """The dialog."""


class VariantChooseResultsView(ChooseResultsViewMixin, CreationFormMixin, VariantColumns):
    """Its list alone."""


class VariantChooserViewSet(ChooserViewSet):
    """Choosing a variant."""

    model = Variant
    icon = "tag"
    choose_one_text = _("Choose a variant")
    choose_another_text = _("Choose another variant")
    choose_view_class = VariantChooseView
    choose_results_view_class = VariantChooseResultsView
