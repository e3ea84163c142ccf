"""Formatted text in cells: HTML with what the editor's buttons can make, and nothing else."""

import re
from collections.abc import Iterable
from typing import Any

from bs4 import Tag
from django.utils.translation import gettext as _
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

from commerce.backoffice.sheets.cells import TextCell

# Feature of the editor -> what it makes, in the way it is kept.
TAGS = {
    "h2": ("h2",),
    "h3": ("h3",),
    "h4": ("h4",),
    "bold": ("b", "strong"),
    "italic": ("i", "em"),
    "ol": ("ol", "li"),
    "ul": ("ul", "li"),
    "hr": ("hr",),
    "link": ("a",),
    "document-link": ("a",),
    "superscript": ("sup",),
    "subscript": ("sub",),
}
ALWAYS = ("p", "br")
TAG = re.compile(r"<\s*([a-zA-Z][a-zA-Z0-9-]*)")


def vanish(tag: Tag) -> None:
    """Neither the tag nor what is in it: nobody shall read a script."""
    tag.decompose()


def kind_of_link(value: str) -> str | None:
    """To a page or a document of the store; None for anything else."""
    return value if value in ("page", "document") else None


def number(value: str) -> str | None:
    """The id of what is linked."""
    return value if value.isascii() and value.isdigit() else None


class FeatureWhitelister(Whitelister):
    """Keeps what these features of the editor make; other tags go, their words stay."""

    def __init__(self, features: Iterable[str]) -> None:
        self.allowed = {*ALWAYS, *(tag for feature in features for tag in TAGS[feature])}
        self.element_rules = dict.fromkeys(("[document]", *self.allowed), allow_without_attributes) | {
            "script": vanish,
            "style": vanish,
        }
        if "a" in self.allowed:
            self.element_rules["a"] = attribute_rule({"href": check_url, "linktype": kind_of_link, "id": number})


class RichCell(TextCell):
    """Formatted text. What its editor could not have made is taken out, and said in the preview."""

    def __init__(self, features: Iterable[str], *, most: int = 0) -> None:
        super().__init__(most=most)
        self.whitelister = FeatureWhitelister(features)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Clean HTML; nothing where no words are left."""
        text = super().clean(value, row, **kwargs)
        return str(self.whitelister.clean(text)) if "<" in text or "&" in text else text

    def note(self, text: str) -> str:
        """What `clean` takes out of it, for the person; empty where it stays as it is."""
        gone = {name.lower() for name in TAG.findall(text)} - self.whitelister.allowed
        return _("Taken out: %(tags)s.") % {"tags": ", ".join(f"<{name}>" for name in sorted(gone))} if gone else ""
