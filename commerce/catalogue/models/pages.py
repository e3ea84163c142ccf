"""The shop in the page tree: the catalogue page mounts it, categories shape it.

What these pages show is supplied by `commerce.storefront`.
"""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.images import get_image_model_string

from commerce.catalogue.category_form import CategoryForm
from sites.content.blocks import body_field
from sites.content.pages.base import HOME, BasePage
from sites.content.suppliers import supply

CATALOG = "catalogue.CatalogPage"
CATEGORY = "catalogue.CategoryPage"


class CatalogPage(RoutablePageMixin, BasePage):
    """Mounts the shop: `/products/` lists everything, `/products/<slug>/` shows a product. One per language.

    A category of the same slug wins; `ProductCopy` slugs are kept apart from those of categories when they are made.
    """

    intro = models.TextField(_("introduction"), blank=True)
    body = body_field(verbose_name=_("above the listing"))

    parent_page_types: ClassVar = [HOME]
    subpage_types: ClassVar = [CATEGORY]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "shop/listing.html"

    class Meta:
        verbose_name = _("catalogue page")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """One for each home page."""
        return bool(super().can_create_at(parent)) and not cls.objects.child_of(parent).exists()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the products of this page of the listing."""
        context = super().get_context(request, *args, **kwargs)
        return context | supply("catalogue listing", self, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Categories first, then products."""
        if path_components and self.get_children().filter(slug=path_components[0]).exists():
            return BasePage.route(self, request, path_components)
        return super().route(request, path_components)

    @path("<str:slug>/", name="product")
    def product(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page of one product."""
        response: HttpResponse = supply("product page", request, slug)
        return response


class CategoryPage(BasePage):
    """A category: a page, so that it can be moved, drafted, previewed, redirected and translated."""

    intro = models.TextField(_("introduction"), blank=True)
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = body_field(verbose_name=_("above the listing"))
    body_below = body_field(verbose_name=_("below the listing"))
    # One of the sorts of `commerce.storefront.shelf.read`; empty: placed by hand first, then the newest.
    default_sort = models.CharField(_("first sorted by"), max_length=20, blank=True)

    parent_page_types: ClassVar = [CATALOG, CATEGORY]
    subpage_types: ClassVar = [CATEGORY]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("body_below"),
        FieldPanel("default_sort"),
    ]
    base_form_class = CategoryForm
    template = "shop/listing.html"

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the products of this page of the listing, and the tiles of its subcategories."""
        context = super().get_context(request, *args, **kwargs)
        return context | supply("category listing", self, request)
