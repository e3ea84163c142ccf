"""Facts of a product as text, in a given language."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from commerce.catalogue.models import Attribute
from commerce.kernel.translated import in_language
from commerce.storefront.shelf.parts import Fact

ON_CARD = 3
# Numbers may be as many as products: a whole shelf is made without a memory that grows with it.
MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Said:
    """A value in words: its group, its label, as plain text and as HTML."""

    group: str
    label: str
    text: str
    html: str


def said_of(value: Any) -> Said:
    """A value of a product in the active language."""
    return Said(in_language(value.attribute.group), str(value.attribute), value.shown(), str(value.as_html()))


class Wording:
    """Facts in one language; what many products share is put into words once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._said: dict[Hashable, Said] = {}

    def of(self, fact: Fact) -> Said:
        """The fact in words."""
        said = self._said.get(fact.key) if fact.key else None
        if said is None:
            with override(self.language):
                said = said_of(fact.as_value())
            if fact.key and len(self._said) < MOST_KEPT:
                self._said[fact.key] = said
        return said


def in_order(values: Iterable[Any]) -> list[Any]:
    """In the order of the attributes."""
    return sorted(values, key=lambda value: (value.attribute.position, value.pk))


def card_facts(facts: Iterable[Fact], wording: Wording) -> list[list[str]]:
    """Up to three facts for a card, [label, value] each, of a product's facts in order: attributes marked for listings."""
    rows: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.attribute.listed and (said := wording.of(fact)).text:
            rows[said.label].append(said.text)
    return [[label, ", ".join(texts)] for label, texts in list(rows.items())[:ON_CARD]]


def grouped(said: Iterable[Said]) -> list[list[object]]:
    """By group, [title, [[label, HTML]]]; several values of one attribute are joined, empty ones left out."""
    groups: dict[str, dict[str, list[str]]] = {}
    for one in said:
        if one.html:
            groups.setdefault(one.group, {}).setdefault(one.label, []).append(one.html)
    return [[title, [[label, ", ".join(texts)] for label, texts in rows.items()]] for title, rows in groups.items()]


def is_file(value: Any) -> bool:
    """Whether it stands below the specification, as a download."""
    return bool(value.attribute.kind == Attribute.Kind.FILE)


def facts_as_html(values: Iterable[Any], language: str) -> list[list[object]]:
    """All facts but files by group, [title, [[label, HTML]]], in the order of the attributes; several values of one are joined.
    Formatted text keeps its form, all else is escaped.
    """
    with override(language):
        return grouped(said_of(value) for value in in_order(values) if not is_file(value))


def file_facts(values: Iterable[Any], language: str) -> list[list[str]]:
    """The files among the facts, such as datasheets: [label, title, address] each."""
    files = [value for value in values if is_file(value) and value.document is not None]
    if not files:
        return []
    with override(language):
        return [[str(value.attribute), value.document.title, value.document.url] for value in files]
