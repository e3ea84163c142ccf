"""Texts for documents that know no markup. Pure."""

import html
import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags

# What XML 1.0 forbids, and what would break a line of a list.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BLOCK_ENDS = re.compile(r"</(?:p|li|h[1-6]|div|td|tr)>|<br\s*/?>", re.IGNORECASE)
WORDY = ("rich_text", "heading", "quote")


def plain_text(markup: str, *, most: int = 0) -> str:
    """HTML as one line of text, at most so many letters long (cut between words); 0: all of it."""
    text = " ".join(FORBIDDEN.sub("", html.unescape(strip_tags(BLOCK_ENDS.sub(" ", markup)))).split())
    return cut(text, most)


def one_line(text: str, *, most: int = 0) -> str:
    """Text without markup, such as a title, on one line; `<` stays what it is."""
    return cut(" ".join(FORBIDDEN.sub("", text).split()), most)


def cut(text: str, most: int) -> str:
    """The text, shortened between words where it is too long."""
    if not most or len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def words_of(blocks: Iterable[Any]) -> str:
    """The running text of a body of blocks, as HTML."""
    found = []
    for child in blocks:
        if child.block_type in WORDY:
            value = child.value
            found.append(str(value.source if hasattr(value, "source") else value.get("text", "")))
    return "</p>".join(found)
