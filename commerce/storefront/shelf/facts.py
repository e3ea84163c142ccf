"""Facts of a product as text, in a given language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from commerce.catalogue.models import Attribute
from commerce.kernel.translated import in_language

ON_CARD = 3


def card_facts(values: Iterable[Any], language: str) -> list[list[str]]:
    """Up to three facts for a card, [label, value] each, of a product's values: attributes marked for listings."""
    listed = sorted((v for v in values if v.attribute.listed), key=lambda v: (v.attribute.position, v.pk))
    with override(language):
        rows: dict[str, list[str]] = defaultdict(list)
        for value in listed:
            if text := value.shown():
                rows[str(value.attribute)].append(text)
    return [[label, ", ".join(texts)] for label, texts in list(rows.items())[:ON_CARD]]


def facts_as_html(values: Iterable[Any], language: str) -> list[list[object]]:
    """All facts by group, [title, [[label, HTML]]], in the order of the attributes; several values of one are joined. Formatted
    text keeps its form, a file is a link, all else is escaped.
    """
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with override(language):
        for value in sorted(values, key=lambda value: (value.attribute.position, value.pk)):
            if html := value.as_html():
                groups[in_language(value.attribute.group)][str(value.attribute)].append(str(html))
    return [[title, [[label, ", ".join(texts)] for label, texts in rows.items()]] for title, rows in groups.items()]


def file_facts(values: Iterable[Any], language: str) -> list[list[str]]:
    """The files among the facts, such as datasheets: [label, title, address] each."""
    files = [v for v in values if v.attribute.kind == Attribute.Kind.FILE and v.document is not None]
    with override(language):
        return [[str(value.attribute), value.document.title, value.document.url] for value in files]
