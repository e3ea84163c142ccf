"""Brands in the page tree: an index of all, and a page for each brand that has a story to tell."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from commerce.catalogue.models.brand import Brand
from sites.content.blocks import body_field
from sites.content.pages.base import HOME, BasePage
from sites.content.suppliers import supply

BRANDS = "catalogue.BrandIndexPage"


class BrandIndexPage(BasePage):
    """All brands that have something for sale. One per language."""

    intro = models.TextField(_("introduction"), blank=True)

    parent_page_types: ClassVar = [HOME]
    subpage_types: ClassVar = ["catalogue.BrandPage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    template = "shop/brands.html"

    class Meta:
        verbose_name = _("brands page")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """One for each home page."""
        return bool(super().can_create_at(parent)) and not cls.objects.child_of(parent).exists()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the brands."""
        return super().get_context(request, *args, **kwargs) | supply("brand index", self, request)


class BrandPage(BasePage):
    """A brand's story, and its products."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="pages", verbose_name=_("brand"))
    intro = models.TextField(_("introduction"), blank=True)
    body = body_field(verbose_name=_("story"))

    parent_page_types: ClassVar = [BRANDS]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("brand"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    template = "shop/listing.html"

    class Meta:
        verbose_name = _("brand page")
        verbose_name_plural = _("brand pages")

    def clean(self) -> None:
        """One page for a brand in a language."""
        super().clean()
        others = BrandPage.objects.filter(brand=self.brand_id, locale=self.locale_id).exclude(pk=self.pk)
        if self.brand_id and others.exists():
            raise ValidationError({"brand": _("This brand has a page in this language already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the products of the brand."""
        return super().get_context(request, *args, **kwargs) | supply("brand listing", self, request)
