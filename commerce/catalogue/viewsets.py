"""The catalogue in the admin."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.forms import Select
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import (
    BooleanColumn,
    Column,
    DateColumn,
    LiveStatusTagColumn,
    LocaleColumn,
    StatusTagColumn,
    UpdatedAtColumn,
)
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commerce.catalogue.attribute_form import AttributeForm, ProductTypeForm
from commerce.catalogue.choosers import ProductChooserViewSet
from commerce.catalogue.columns import FigureColumn, PictureColumn, SkuColumn, WordsColumn, with_pictures, with_words
from commerce.catalogue.facts.panel import FactsPanel
from commerce.catalogue.filters import ProductFilters
from commerce.catalogue.forms import ProductForm
from commerce.catalogue.history_screen import ProductHistoryView
from commerce.catalogue.models import Attribute, Brand, Product, ProductCopy, ProductType
from commerce.catalogue.panels import JourneyPanel, MergePanel
from commerce.catalogue.screens import ProductDeleteView, ProductEditView, ProductIndexView
from commerce.catalogue.states import ProductKind, ProductStatus
from commerce.catalogue.words_form import OwnerPanel, SchedulePanel, WordsForm
from commerce.catalogue.words_screens import WordsCompareView, WordsEditView, WordsHistoryView, preview_what_waits


def only_for(kind: ProductKind) -> dict[str, str]:
    """Attributes by which the script of the form shows a panel for products of one kind alone."""
    return {"data-only-for": kind}


PRODUCT_TAB = ObjectList(
    [
        JourneyPanel(),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("product_type", widget=Select), FieldPanel("brand")]),
        FieldRowPanel([FieldPanel("status"), FieldPanel("kind"), FieldPanel("tax_class")]),
        FieldRowPanel([FieldPanel("available_from"), FieldPanel("withdrawn_at")]),
        InlinePanel(
            "placements",
            heading=_("Categories"),
            label=_("Category"),
            panels=[FieldPanel("category"), FieldPanel("rank")],
        ),
    ],
    heading=_("Product"),
)
VARIANTS_TAB = ObjectList(
    [
        InlinePanel(
            "variants",
            heading=_("Variants"),
            label=_("Variant"),
            min_num=1,
            panels=[
                FieldRowPanel([FieldPanel("sku"), FieldPanel("gtin"), FieldPanel("mpn")]),
                FieldRowPanel([FieldPanel("weight"), FieldPanel("min_quantity"), FieldPanel("is_active")]),
            ],
        ),
        InlinePanel(
            "parts",
            heading=_("Parts of the bundle"),
            label=_("Part"),
            help_text=_("What is in it. Its stock is that of its parts; its price is its own."),
            panels=[FieldRowPanel([FieldPanel("variant"), FieldPanel("quantity")])],
            attrs=only_for(ProductKind.BUNDLE),
        ),
        InlinePanel(
            "files",
            heading=_("Files for buyers"),
            label=_("File"),
            help_text=_("Handed over once the order is paid. Nobody else can fetch them."),
            panels=[FieldPanel("file"), FieldPanel("titles")],
            attrs=only_for(ProductKind.DIGITAL),
        ),
    ],
    heading=_("Variants"),
)
MEDIA_TAB = ObjectList(
    [
        InlinePanel("images", heading=_("Pictures"), label=_("Picture"), panels=[FieldPanel("image"), FieldPanel("captions")]),
        InlinePanel(
            "videos",
            heading=_("Videos"),
            label=_("Video"),
            panels=[FieldPanel("file"), FieldPanel("url"), FieldPanel("poster"), FieldPanel("titles")],
        ),
    ],
    heading=_("Pictures"),
)
RELATED_TAB = ObjectList(
    [
        InlinePanel(
            "relations",
            heading=_("Related products"),
            label=_("Related product"),
            help_text=_("What is often bought together is counted from orders and needs no line here."),
            panels=[FieldPanel("kind"), FieldPanel("other")],
        )
    ],
    heading=_("Related"),
)


class ProductViewSet(SnippetViewSet):
    """Products: identity and facts."""

    model = Product
    icon = "tag"
    list_display = [
        "name",
        PictureColumn("picture", label=_("Picture")),
        SkuColumn("sku", label=_("SKU")),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda product: product.status == ProductStatus.LIVE,
        ),
        Column("kind", label=_("Kind"), accessor=lambda product: kind_in_short(product.kind), sort_key="kind"),
        Column("brand", label=_("Brand"), accessor="brand", sort_key="brand__name"),
        Column("product_type", label=_("Type"), accessor="product_type", sort_key="product_type__name"),
        FigureColumn("price", label=_("Price")),
        FigureColumn("stock", label=_("Stock")),
        WordsColumn("words", label=_("Texts")),
        DateColumn("changed_at", label=_("Changed"), accessor="changed_at", sort_key="changed_at"),
    ]
    filterset_class = ProductFilters
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = ProductChooserViewSet
    index_view_class = ProductIndexView
    edit_view_class = ProductEditView
    delete_view_class = ProductDeleteView
    delete_template_name = "backoffice/delete_product.html"
    history_view_class = ProductHistoryView
    edit_handler = TabbedInterface(
        [
            PRODUCT_TAB,
            ObjectList([FactsPanel()], heading=_("Specification")),
            VARIANTS_TAB,
            MEDIA_TAB,
            RELATED_TAB,
        ],
        base_form_class=ProductForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:  # noqa: ARG002 - Wagtail's signature
        """Products with what the columns need."""
        return with_words(with_pictures(Product.objects.all()))


def kind_in_short(kind: str) -> str:
    """Its word without the explanation: "bundle"."""
    return str(ProductKind(kind).label).partition(":")[0]


class ProductCopyViewSet(SnippetViewSet):
    """The words of products, one row a language."""

    model = ProductCopy
    icon = "doc-full"
    list_display = ["name", "summary", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]
    list_filter = ["live"]
    list_per_page = 50
    edit_view_class = WordsEditView
    history_view_class = WordsHistoryView
    revisions_compare_view_class = WordsCompareView
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    JourneyPanel(),
                    OwnerPanel("product"),
                    FieldPanel("name"),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                    FieldPanel("compatibility"),
                    SchedulePanel(),
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
        ],
        base_form_class=WordsForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProductCopy]:  # noqa: ARG002 - Wagtail's signature
        """Words with what their status is told by, which Wagtail would ask for row by row."""
        running = Prefetch("_workflow_states", WorkflowState.objects.active(), to_attr="_current_workflow_states")
        return ProductCopy.objects.select_related("locale").prefetch_related(running)

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's, and the address by which its mail asks for the preview of what waits: none, it said."""
        waiting = path("workflow/preview/<int:pk>/", preview_what_waits, name="workflow_preview")
        return [*super().get_urlpatterns(), waiting]


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
    edit_handler = ObjectList(
        [
            FieldPanel("labels"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("unit"), FieldPanel("shown_unit")]),
                    FieldRowPanel([FieldPanel("least"), FieldPanel("most")]),
                ],
                heading=_("For numbers"),
            ),
            FieldPanel("group"),
            FieldRowPanel([FieldPanel("facetable"), FieldPanel("comparable"), FieldPanel("listed"), FieldPanel("position")]),
            InlinePanel(
                "choices",
                heading=_("Choices"),
                label=_("Choice"),
                help_text=_("For kinds with choices, and for colours."),
                panels=[FieldPanel("labels"), FieldRowPanel([FieldPanel("code"), FieldPanel("swatch")])],
            ),
            MergePanel(),
        ],
        base_form_class=AttributeForm,
    )


class ProductTypeViewSet(SnippetViewSet):
    """Product types."""

    model = ProductType
    icon = "table"
    list_display = ["name", "code"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            InlinePanel(
                "type_attributes",
                heading=_("Attributes"),
                label=_("Attribute"),
                panels=[FieldRowPanel([FieldPanel("attribute"), FieldPanel("for_variants"), FieldPanel("is_required")])],
            ),
        ],
        base_form_class=ProductTypeForm,
    )


class CatalogueViewSetGroup(SnippetViewSetGroup):
    """Everything of the catalogue under one entry of the menu."""

    items: Any = (ProductViewSet, ProductCopyViewSet, BrandViewSet, AttributeViewSet, ProductTypeViewSet)
    menu_icon = "tag"
    menu_label = _("Catalogue")
    menu_name = "catalogue"
    menu_order = 210
    submenu_hook = "register_catalogue_menu_item"
