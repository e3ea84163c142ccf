"""Choosers that show what is chosen, and find it as the list does."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import BaseSnippetChooseView, ChooseResultsView, ChooseView, SnippetChooserViewSet

from commerce.catalogue.columns import PictureColumn, with_pictures
from commerce.catalogue.staff_search import found


class ProductColumns(BaseSnippetChooseView):
    """Picture, SKU and status beside the name."""

    @property
    def columns(self) -> list[Column]:
        """Columns of the chooser."""
        return [
            PictureColumn("picture", label=_("Picture")),
            *super().columns,
            Column("sku", label=_("SKU"), accessor="first_sku"),
            Column("status", label=_("Status"), accessor="get_status_display"),
        ]

    def get_object_list(self) -> Any:
        """Products with what the columns need."""
        return with_pictures(super().get_object_list())

    def filter_object_list(self, objects: Any) -> Any:
        """Search as the list of products does, typing mistakes included."""
        form = self.filter_form
        query = form.cleaned_data.get("q", "").strip() if form.is_valid() else ""
        if not query:
            return super().filter_object_list(objects)
        form.is_searching, form.search_query = True, query
        return found(query, objects)


class ProductChooseView(ProductColumns, ChooseView):
    """The dialog."""


class ProductChooseResultsView(ProductColumns, ChooseResultsView):
    """Its list alone."""


class ProductChooserViewSet(SnippetChooserViewSet):
    """Choosing a product."""

    choose_view_class = ProductChooseView
    choose_results_view_class = ProductChooseResultsView
