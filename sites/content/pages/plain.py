"""Pages of words: standard and landing."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from sites.content.blocks import body_field
from sites.content.pages.base import HOME, BasePage


class StandardPage(BasePage):
    """A page of text, such as delivery, privacy, about us. May have pages below it."""

    intro = models.TextField(_("introduction"), blank=True)
    body = body_field()

    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types: ClassVar = [HOME, "content.StandardPage"]
    subpage_types: ClassVar = ["content.StandardPage", "content.FaqPage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "shop/standard.html"

    class Meta:
        verbose_name = _("standard page")


class LandingPage(BasePage):
    """A page of full-width blocks, for a campaign or a theme."""

    intro = models.TextField(_("introduction"), blank=True)
    body = body_field()

    parent_page_types: ClassVar = [HOME]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    template = "shop/landing.html"

    class Meta:
        verbose_name = _("landing page")
