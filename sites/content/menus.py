"""Menus and notices: snippets, one row per language, translated like pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin

from sites.content.blocks.links import LinkBlock


class MenuGroupBlock(blocks.StructBlock):
    """A heading with links below it."""

    title = blocks.CharBlock(label=_("heading"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"), required=False, help_text=_("Where the heading itself leads."))
    links = blocks.ListBlock(LinkBlock(), label=_("links"))

    class Meta:
        icon = "list-ul"
        label = _("Group")
        description = _("A heading with links below it: a submenu, or a column of the footer.")
        preview_value: ClassVar = {"title": "Sensors", "links": []}


class Menu(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """The links of one place on every page, in one language."""

    class Place(models.TextChoices):
        MAIN = "main", _("main menu")
        FOOTER = "footer", _("footer")

    place = models.CharField(_("place"), max_length=10, choices=Place.choices)
    items = StreamField([("link", LinkBlock()), ("group", MenuGroupBlock())], verbose_name=_("links"), blank=True)
    note = RichTextField(_("note"), blank=True, features=["bold", "link"], help_text=_("Small print under the footer."))

    panels = [FieldPanel("place"), FieldPanel("items"), FieldPanel("note"), PublishingPanel()]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [models.UniqueConstraint(fields=["place", "locale"], name="one_menu_per_place_and_language")]

    def __str__(self) -> str:
        return str(self.get_place_display()).capitalize()


class Notice(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """The announcement bar and the cookie notice, in one language."""

    announcement = models.CharField(_("announcement"), max_length=150, blank=True, help_text=_("One line above the header."))
    announcement_link_text = models.CharField(_("link text"), max_length=40, blank=True)
    announcement_page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent_text = models.TextField(_("cookie notice"), blank=True, help_text=_("Empty: no notice is shown."))
    consent_accept = models.CharField(_("button"), max_length=30, blank=True)
    consent_page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("privacy page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("announcement"), FieldPanel("announcement_link_text"), FieldPanel("announcement_page")],
            heading=_("Announcement bar"),
        ),
        MultiFieldPanel(
            [FieldPanel("consent_text"), FieldPanel("consent_accept"), FieldPanel("consent_page")], heading=_("Cookie notice")
        ),
        PublishingPanel(),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_notice_per_language")]

    def __str__(self) -> str:
        return str(_("Announcement and cookie notice"))
