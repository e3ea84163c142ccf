"""Columns for the attributes that a store has made itself."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commerce.backoffice.sheets.cells import DayCell, NumberCell, OneOfCell, SeveralOfCell, TextCell, YesNoCell
from commerce.backoffice.sheets.documents import DocumentCell, document_titles
from commerce.backoffice.sheets.rich import RichCell
from commerce.backoffice.sheets.sheet import Column
from commerce.catalogue.many.values import NewValue
from commerce.catalogue.models import Attribute, ProductValue, TypeAttribute
from commerce.catalogue.wording import FEATURES
from sites.tenants.languages import default_language

PREFIX = "attribute:"


def product_attributes() -> dict[str, Attribute]:
    """By header: the attributes that products have; those that only tell variants apart are not among them."""
    options = TypeAttribute.objects.filter(for_variants=True).values("attribute")
    facts = TypeAttribute.objects.filter(for_variants=False).values("attribute")
    rows = Attribute.objects.prefetch_related("choices")
    used = ProductValue.objects.values("attribute")
    only_options = rows.filter(pk__in=options).exclude(pk__in=facts).exclude(pk__in=used).values_list("pk", flat=True)
    return {f"{PREFIX}{row.code}": row for row in rows.exclude(pk__in=list(only_options))}


def attribute_columns(attributes: Mapping[str, Attribute]) -> Iterator[Column]:
    """The columns of attributes, by header. Documents are asked for where there is a file among them."""
    has_files = any(attribute.kind == Attribute.Kind.FILE for attribute in attributes.values())
    documents = DocumentCell(document_titles() if has_files else {})
    for header, attribute in attributes.items():
        if attribute.kind == Attribute.Kind.FILE:
            yield Column(header, documents, hint=_("%(attribute)s: title of a document") % {"attribute": attribute})
            continue
        unit = f" {attribute.unit}" if attribute.unit else ""
        yield Column(header, cell_of(attribute), hint=f"{attribute}: {attribute.get_kind_display()}{unit}")


def cell_of(attribute: Attribute) -> Any:
    """How a value of this kind is written; files have a cell of their own, which knows the documents."""
    kind = attribute.kind
    if kind in Attribute.CHOSEN:
        several = kind == Attribute.Kind.CHOICES
        return (SeveralOfCell if several else OneOfCell)(choices_of(attribute), also=labels_of(attribute), empty=True)
    if kind == Attribute.Kind.NUMBER:
        return NumberCell(places=4, digits=12, least=attribute.least, most=attribute.most)
    if kind == Attribute.Kind.BOOLEAN:
        return YesNoCell(unset=True)
    if kind == Attribute.Kind.RICH_TEXT:
        return RichCell(FEATURES)
    return DayCell() if kind == Attribute.Kind.DATE else TextCell(most=200)


def choices_of(attribute: Attribute) -> dict[str, int]:
    """Choice ids by code."""
    return {choice.code: choice.pk for choice in attribute.choices.all()}


def labels_of(attribute: Attribute) -> dict[str, int]:
    """Choice ids by label, in every language."""
    return {label: choice.pk for choice in attribute.choices.all() for label in choice.labels.values() if label}


def standing_value(attribute: Attribute, rows: Sequence[ProductValue]) -> Any:
    """The value of a product as its column writes it; None without one."""
    if not rows:
        return None
    first = rows[0]
    if attribute.kind == Attribute.Kind.CHOICES:
        return tuple(row.choice_id or row.text.get(default_language(), "") for row in rows)
    if attribute.kind in (Attribute.Kind.CHOICE, Attribute.Kind.COLOUR):
        return first.choice_id or first.text.get(default_language(), "")
    found: Mapping[str, Any] = {
        Attribute.Kind.NUMBER: first.number,
        Attribute.Kind.BOOLEAN: first.boolean,
        Attribute.Kind.DATE: first.date,
        Attribute.Kind.FILE: first.document_id,
    }
    return found[attribute.kind] if attribute.kind in found else first.text.get(default_language(), "")


def new_value(attribute: Attribute, value: Any) -> NewValue:
    """What a cell says, for the service."""
    kind = attribute.kind
    if kind == Attribute.Kind.CHOICES:
        return NewValue(choices=tuple(value or ()))
    if kind in (Attribute.Kind.CHOICE, Attribute.Kind.COLOUR):
        return NewValue(choices=(value,) if value else ())
    parts: Mapping[str, str] = {
        Attribute.Kind.NUMBER: "number",
        Attribute.Kind.BOOLEAN: "boolean",
        Attribute.Kind.DATE: "date",
        Attribute.Kind.FILE: "document",
    }
    if kind in parts:
        return NewValue(**{parts[kind]: value})
    return NewValue(texts={default_language(): value or ""})
