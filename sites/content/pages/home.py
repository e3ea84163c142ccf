"""The front page of a store."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from sites.content.blocks import body_field
from sites.content.pages.base import BasePage


class HomePage(BasePage):
    """The root of one language: one per locale, never below another page."""

    intro = models.CharField(_("first line"), max_length=250, blank=True)
    body = body_field()

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "content.StandardPage",
        "content.LandingPage",
        "content.ArticleIndexPage",
        "content.FaqPage",
        "content.ContactPage",
        "catalogue.CatalogPage",
        "catalogue.BrandIndexPage",
    ]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "shop/home.html"

    class Meta:
        verbose_name = _("home page")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """A store has one home page; those of further languages come by translation."""
        return bool(super().can_create_at(parent)) and not cls.objects.exists()
