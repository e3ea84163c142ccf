"""Choosers that show what is chosen."""

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import BaseSnippetChooseView, ChooseResultsView, ChooseView, SnippetChooserViewSet

from commerce.catalogue.models import Product, ProductImage, Variant


class PictureColumn(Column):
    """The first picture of a product, small."""

    def get_value(self, instance: Product) -> str:
        """An img element, or nothing."""
        images = list(instance.images.all())
        if not images:
            return ""
        rendition = images[0].image.get_rendition("fill-60x60|format-webp")
        return format_html('<img src="{}" width="60" height="60" alt="" loading="lazy">', rendition.url)


def with_pictures(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products with their pictures and first SKU, in a fixed number of queries."""
    first = Variant.objects.filter(product=OuterRef("pk")).order_by("sort_order", "pk").values("sku")[:1]
    images = Prefetch("images", ProductImage.objects.select_related("image").prefetch_related("image__renditions"))
    return products.select_related("brand", "product_type").prefetch_related(images).annotate(first_sku=Subquery(first))


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


class ProductChooseView(ProductColumns, ChooseView):
    """The dialog."""


class ProductChooseResultsView(ProductColumns, ChooseResultsView):
    """Its list alone."""


class ProductChooserViewSet(SnippetChooserViewSet):
    """Choosing a product."""

    choose_view_class = ProductChooseView
    choose_results_view_class = ProductChooseResultsView
