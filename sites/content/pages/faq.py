"""Questions and answers, in groups."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from sites.content.blocks import body_field
from sites.content.blocks.text import FaqEntryBlock
from sites.content.pages.base import HOME, BasePage


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """One question; the answer is rich text."""

    question: str
    answer: Any


@dataclass(frozen=True, slots=True)
class FaqGroup:
    """Questions under one heading."""

    title: str
    entries: list[FaqEntry]


class FaqGroupBlock(blocks.StructBlock):
    """Questions under one heading."""

    title = blocks.CharBlock(label=_("heading"), max_length=100)
    entries = blocks.ListBlock(FaqEntryBlock(), label=_("questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Group of questions")


class FaqPage(BasePage):
    """A page of questions and answers."""

    intro = models.TextField(_("introduction"), blank=True)
    questions = StreamField([("group", FaqGroupBlock())], verbose_name=_("questions"), blank=True)
    body = body_field(verbose_name=_("below the questions"))

    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("questions"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar = [HOME, "content.StandardPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("body"),
    ]
    template = "shop/faq.html"

    class Meta:
        verbose_name = _("questions page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the questions by group."""
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = [
            FaqGroup(child.value["title"], [FaqEntry(entry["question"], entry["answer"]) for entry in child.value["entries"]])
            for child in self.questions
        ]
        return context
