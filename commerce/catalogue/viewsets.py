"""The catalogue in the admin."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commerce.catalogue.choosers import PictureColumn, ProductChooserViewSet, with_pictures
from commerce.catalogue.forms import ProductForm
from commerce.catalogue.models import Attribute, Brand, Product, ProductCopy, ProductType
from commerce.catalogue.panels import JourneyPanel


class ProductViewSet(SnippetViewSet):
    """Products: identity and facts."""

    model = Product
    icon = "tag"
    list_display = [
        "name",
        PictureColumn("picture", label=_("Picture")),
        Column("sku", label=_("SKU"), accessor="first_sku"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("brand", label=_("Brand"), accessor="brand", sort_key="brand__name"),
        Column("product_type", label=_("Type"), accessor="product_type", sort_key="product_type__name"),
        Column("changed_at", label=_("Changed"), accessor="changed_at", sort_key="changed_at"),
    ]
    list_filter = ["status", "brand", "product_type"]
    list_per_page = 50
    chooser_viewset_class = ProductChooserViewSet
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    JourneyPanel(),
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("product_type"), FieldPanel("brand")]),
                    FieldRowPanel([FieldPanel("status"), FieldPanel("tax_class")]),
                    InlinePanel(
                        "placements",
                        heading=_("Categories"),
                        label=_("Category"),
                        panels=[FieldPanel("category"), FieldPanel("rank")],
                    ),
                ],
                heading=_("Product"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "variants",
                        heading=_("Variants"),
                        label=_("Variant"),
                        min_num=1,
                        panels=[
                            FieldRowPanel([FieldPanel("sku"), FieldPanel("gtin"), FieldPanel("mpn")]),
                            FieldRowPanel([FieldPanel("weight"), FieldPanel("min_quantity"), FieldPanel("is_active")]),
                            InlinePanel(
                                "values",
                                label=_("Option"),
                                panels=[FieldRowPanel([FieldPanel("attribute"), FieldPanel("choice")])],
                            ),
                        ],
                    )
                ],
                heading=_("Variants"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "images",
                        heading=_("Pictures"),
                        label=_("Picture"),
                        panels=[FieldPanel("image"), FieldPanel("captions")],
                    )
                ],
                heading=_("Pictures"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "values",
                        heading=_("Specification"),
                        label=_("Fact"),
                        panels=[
                            FieldRowPanel([FieldPanel("attribute"), FieldPanel("choice")]),
                            FieldRowPanel([FieldPanel("number"), FieldPanel("boolean")]),
                            FieldPanel("text"),
                        ],
                    )
                ],
                heading=_("Specification"),
            ),
        ],
        base_form_class=ProductForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:  # noqa: ARG002 - Wagtail's signature
        """Products with what the columns need."""
        return with_pictures(Product.objects.all())


class ProductCopyViewSet(SnippetViewSet):
    """The words of products, one row a language."""

    model = ProductCopy
    icon = "doc-full"
    list_display = ["name", "summary", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]
    list_filter = ["live"]
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    JourneyPanel(),
                    FieldPanel("product"),
                    FieldPanel("name"),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                    PublishingPanel(),
                ],
                heading=_("Text"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("seo_description")],
                        heading=_("For search engines"),
                    )
                ],
                heading=_("Promote"),
            ),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProductCopy]:  # noqa: ARG002 - Wagtail's signature
        """Words with what their status is told by, which Wagtail would ask for row by row."""
        running = Prefetch("_workflow_states", WorkflowState.objects.active(), to_attr="_current_workflow_states")
        return ProductCopy.objects.select_related("locale").prefetch_related(running)


class BrandViewSet(SnippetViewSet):
    """Brands."""

    model = Brand
    icon = "bookmark"
    list_display = ["name", "website"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("logo"), FieldPanel("description"), FieldPanel("website")]


class AttributeViewSet(SnippetViewSet):
    """Attributes and their choices."""

    model = Attribute
    icon = "list-ul"
    list_display = [
        "__str__",
        "code",
        "kind",
        "unit",
        BooleanColumn("facetable"),
        BooleanColumn("comparable"),
        BooleanColumn("listed"),
    ]
    list_filter = ["kind", "facetable"]
    search_fields = ["code"]
    panels = [
        FieldPanel("labels"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("unit")]),
        FieldPanel("group"),
        FieldRowPanel([FieldPanel("facetable"), FieldPanel("comparable"), FieldPanel("listed"), FieldPanel("position")]),
        InlinePanel(
            "choices",
            label=_("Choice"),
            panels=[FieldPanel("labels"), FieldRowPanel([FieldPanel("code"), FieldPanel("swatch")])],
        ),
    ]


class ProductTypeViewSet(SnippetViewSet):
    """Product types."""

    model = ProductType
    icon = "table"
    list_display = ["name", "code"]
    search_fields = ["name"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        InlinePanel(
            "type_attributes",
            label=_("Attribute"),
            panels=[FieldRowPanel([FieldPanel("attribute"), FieldPanel("for_variants")])],
        ),
    ]


class CatalogueViewSetGroup(SnippetViewSetGroup):
    """Everything of the catalogue under one entry of the menu."""

    items: Any = (ProductViewSet, ProductCopyViewSet, BrandViewSet, AttributeViewSet, ProductTypeViewSet)
    menu_icon = "tag"
    menu_label = _("Catalogue")
    menu_name = "catalogue"
    menu_order = 210
