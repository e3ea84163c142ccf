"""Two versions of words side by side, so that a person reads them.

Wagtail's comparison runs paragraphs and list items into each other ("flashSockets"), and names a text as changed where only
the keys are that its editor gives to paragraphs.
"""

import re
from typing import Any

from bs4 import BeautifulSoup
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    RichTextBlockComparison,
    RichTextFieldComparison,
    StreamFieldComparison,
    diff_text,
    register_comparison_class,
)
from wagtail.fields import RichTextField, StreamField

KEY_OF_A_PARAGRAPH = re.compile(r'\s+data-block-key="[^"]*"')
ENDS_A_LINE = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "br")


def lines_of(source: Any) -> str:
    """Formatted text as plain text, a line for each paragraph, heading and list item."""
    soup = BeautifulSoup(str(source or ""), "html.parser")
    for element in soup.find_all(ENDS_A_LINE):
        element.insert_after("\n")
    return "\n".join(line for text in soup.get_text().split("\n") if (line := text.strip()))


def difference_of(before: str, after: str) -> SafeString:
    """What was taken out and put in between two formatted texts, line by line; a note where the words are the same."""
    ours, theirs = lines_of(before), lines_of(after)
    shown = str(diff_text(ours, theirs).to_html()).replace("\n", "<br>")
    if ours == theirs and without_keys(before) != without_keys(after):
        shown += format_html("<p><em>{}</em></p>", _("Only formatting or links are different."))
    return mark_safe(shown)  # noqa: S308 - escaped by Wagtail


def without_keys(value: Any) -> Any:
    """What a stream or formatted text says, without what its editor numbers blocks and paragraphs with."""
    if isinstance(value, str):
        return KEY_OF_A_PARAGRAPH.sub("", value)
    if isinstance(value, list | tuple):
        return [without_keys(part) for part in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {name: without_keys(part) for name, part in value.items() if not (is_block and name == "id")}
    return value


class ParagraphsBlockComparison(RichTextBlockComparison):
    """Running text among other blocks."""

    def has_changed(self) -> bool:
        """Whether a reader would notice."""
        return bool(without_keys(source_of(self.val_a)) != without_keys(source_of(self.val_b)))

    def htmlvalue(self, val: Any) -> SafeString:
        """One version alone."""
        return difference_of(source_of(val), source_of(val))

    def htmldiff(self) -> SafeString:
        """Both versions."""
        return difference_of(source_of(self.val_a), source_of(self.val_b))


class ParagraphsFieldComparison(RichTextFieldComparison):
    """Formatted text that is a field of its own."""

    def has_changed(self) -> bool:
        """Whether a reader would notice."""
        return bool(without_keys(self.val_a or "") != without_keys(self.val_b or ""))

    def htmldiff(self) -> SafeString:
        """Both versions."""
        return difference_of(self.val_a or "", self.val_b or "")


class BodyComparison(StreamFieldComparison):
    """Streams of blocks."""

    def has_changed(self) -> bool:
        """Whether a reader would notice."""
        block = self.field.stream_block
        return bool(without_keys(block.get_prep_value(self.val_a)) != without_keys(block.get_prep_value(self.val_b)))


def source_of(value: Any) -> str:
    """The HTML of a rich text value."""
    return str(getattr(value, "source", value) or "")


def register() -> None:
    """Compare every page and text this way."""
    register_comparison_class(RichTextField, comparison_class=ParagraphsFieldComparison)
    register_comparison_class(StreamField, comparison_class=BodyComparison)
