"""Facts of a product as text, in a given language."""

from collections import defaultdict

from django.utils.translation import override

from commerce.catalogue.models import Product
from commerce.kernel.translated import in_language

ON_CARD = 3


def card_facts(product: Product, language: str) -> list[list[str]]:
    """Up to three facts for a card, [label, value] each: attributes marked for listings."""
    listed = sorted((value for value in product.values.all() if value.attribute.listed), key=lambda v: v.attribute.position)
    with override(language):
        return [[str(value.attribute), value.shown()] for value in listed[:ON_CARD]]


def facts_by_group(product: Product, language: str) -> list[list[object]]:
    """All facts by group, [title, [[label, value]]], in the order of the attributes; several values of one are joined."""
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    values = sorted(product.values.all(), key=lambda value: (value.attribute.position, value.pk))
    with override(language):
        for value in values:
            if text := value.shown():
                groups[in_language(value.attribute.group)][str(value.attribute)].append(text)
    return [[title, [[label, ", ".join(texts)] for label, texts in rows.items()]] for title, rows in groups.items()]
