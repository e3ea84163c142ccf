"""Blocks of words."""

from typing import Any, ClassVar

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.compare import BlockComparison
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from sites.content.comparing import ParagraphsBlockComparison

PREVIEW = "shop/block_preview.html"
PARAGRAPH = (
    "<p>A sensor on every shelf, a reading every ten minutes, and a battery that lasts for <b>ten years</b>. "
    "Mount it, scan it, and the first value arrives before you have put the screwdriver away.</p>"
)
FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "superscript", "subscript"]


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    def get_comparison_class(self) -> type[BlockComparison]:
        """Two versions side by side, as paragraphs."""
        return ParagraphsBlockComparison

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "shop/blocks/rich_text.html"
        preview_template = PREVIEW
        preview_value = PARAGRAPH


class HeadingBlock(blocks.StructBlock):
    """A heading that can be linked to."""

    text = blocks.CharBlock(label=_("heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("level"), choices=[("h2", _("section")), ("h3", _("subsection")), ("h4", _("minor"))], default="h2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a page into sections; others can link to it.")
        template = "shop/blocks/heading.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {"text": "Choose your gateway", "level": "h2"}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the anchor."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["anchor"] = slugify(value.get("text", ""))
        return context


class QuoteBlock(blocks.StructBlock):
    """Someone's words."""

    text = blocks.TextBlock(label=_("quotation"))
    author = blocks.CharBlock(label=_("who said it"), required=False, max_length=100)
    role = blocks.CharBlock(label=_("who they are"), required=False, max_length=100)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("What a customer or an expert said.")
        template = "shop/blocks/quote.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {
            "text": "We fitted forty sensors in one morning. None has been touched since.",
            "author": "Ingrid Solberg",
            "role": "Facilities manager",
        }


class FaqEntryBlock(blocks.StructBlock):
    """One question with its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        icon = "help"
        label = _("Question")


class FaqBlock(blocks.StructBlock):
    """Questions and answers that open on a click."""

    title = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    entries = blocks.ListBlock(FaqEntryBlock(), label=_("questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("A short list of questions; each opens on a click.")
        template = "shop/blocks/faq.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {
            "title": "Before you buy",
            "entries": [{"question": "How far does it reach?", "answer": "<p>Two to five kilometres in a town.</p>"}],
        }


class TableBlock(blocks.StructBlock):
    """A plain table."""

    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)
    table = WagtailTableBlock(label=_("table"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the table as HTML."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["table"] = self.child_blocks["table"].render(value.get("table") or {})
        return context

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns of plain text.")
        template = "shop/blocks/table.html"
        preview_template = PREVIEW
        preview_value: ClassVar = {
            "caption": "Bands by region",
            "table": {
                "data": [["Region", "Band"], ["Europe", "868 MHz"], ["United States", "915 MHz"]],
                "first_row_is_table_header": True,
                "table_header_choice": "row",
            },
        }
