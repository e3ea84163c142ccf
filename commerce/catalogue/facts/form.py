"""The specification as a form of its own inside the product's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from commerce.catalogue.facts.fields import field_for
from commerce.catalogue.facts.rows import initial_of, set_fact, wanted_rows
from commerce.catalogue.models import Attribute, Product, ProductType, ProductValue, TypeAttribute
from commerce.kernel.translated import in_language

PREFIX = "facts"
LEFTOVERS = "removed"


@dataclass(frozen=True, slots=True)
class FactGroup:
    """A heading of the specification with its inputs."""

    title: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """An attribute with an input: of the type, or (`is_apart`) one that only this product has."""

    attribute: Attribute
    is_required: bool = False
    is_apart: bool = False


class FactsForm(forms.Form):
    """One input for each attribute that the type's products carry, and apart from them one for each other that this product
    has. Rows beyond the first of an attribute that shows one value can only be removed.

    `is_asked` is false where the person chose another type in the same breath: what is required is then not asked for,
    because its inputs were not on the screen.
    """

    type = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, product: Product | None, product_type: ProductType | None, is_asked: bool = True
    ) -> None:
        super().__init__(data, prefix=PREFIX, initial={"type": product_type.pk if product_type else None})
        self.product, self.product_type = product, product_type
        self.rows: dict[int, list[ProductValue]] = defaultdict(list)
        for row in values_of(product):
            self.rows[row.attribute_id].append(row)
        self.carried = carried_by(product_type)
        self.carried += others(self.rows, known={carried.attribute.pk for carried in self.carried})
        for carried in self.carried:
            self._add(carried, is_asked=is_asked)
        self.leftovers = self._leftovers()
        if self.leftovers:
            self.fields[LEFTOVERS] = forms.MultipleChoiceField(
                label=_("Remove"),
                required=False,
                choices=[(str(row.pk), str(row)) for row in self.leftovers],
                widget=forms.CheckboxSelectMultiple,
            )

    def _add(self, carried: Carried, *, is_asked: bool) -> None:
        """The input of one attribute."""
        attribute = carried.attribute
        rows = self.rows[attribute.pk]
        several = attribute.kind in Attribute.CHOSEN and len(rows) > 1
        as_written = ", ".join(in_language(row.text) for row in rows if not row.choice_id and row.text)
        name = field_name(attribute)
        self.fields[name] = field_for(
            attribute,
            required=carried.is_required and is_asked,
            several=several,
            as_written=as_written if attribute.kind in Attribute.CHOSEN else "",
        )
        self.initial[name] = initial_of(attribute, rows, several=several)

    def _leftovers(self) -> list[ProductValue]:
        """Rows without an input: those beyond the first where one is shown."""
        single = [carried.attribute.pk for carried in self.carried if carried.attribute.kind not in Attribute.CHOSEN]
        return [row for pk in single for row in self.rows[pk][1:]]

    def groups(self) -> list[FactGroup]:
        """The inputs of the type under their headings, in its order."""
        found: dict[str, list[BoundField]] = {}
        for carried in self.carried:
            if not carried.is_apart:
                found.setdefault(in_language(carried.attribute.group), []).append(self[field_name(carried.attribute)])
        return [FactGroup(title, tuple(fields)) for title, fields in found.items()]

    def apart(self) -> list[BoundField]:
        """The inputs of what is not part of the type."""
        return [self[field_name(carried.attribute)] for carried in self.carried if carried.is_apart]

    def save(self, *, product: Product) -> None:
        """Make the values what was typed, and take away what was marked."""
        for carried in self.carried:
            attribute = carried.attribute
            typed = self.cleaned_data.get(field_name(attribute))
            shown = self.rows[attribute.pk]
            rows = shown if attribute.kind in Attribute.CHOSEN else shown[:1]
            set_fact(product=product, attribute=attribute, wanted=wanted_rows(attribute, typed, rows), rows=rows)
        marked = self.cleaned_data.get(LEFTOVERS) or []
        for row in self.leftovers:
            if str(row.pk) in marked:
                row.delete()


def field_name(attribute: Attribute) -> str:
    """The name of an attribute's input."""
    return f"fact_{attribute.pk}"


def carried_by(product_type: ProductType | None) -> list[Carried]:
    """What products of a type carry, in its order; nothing without a type. Two queries."""
    if product_type is None:
        return []
    rows = TypeAttribute.objects.filter(product_type=product_type, for_variants=False)
    filled = rows.select_related("attribute").prefetch_related("attribute__choices")
    return [Carried(row.attribute, is_required=row.is_required) for row in filled]


def others(rows: Mapping[int, object], *, known: Collection[int]) -> list[Carried]:
    """Attributes that a product has values of and its type does not carry. Two queries."""
    strange = [pk for pk in rows if pk not in known]
    found = Attribute.objects.filter(pk__in=strange).prefetch_related("choices") if strange else []
    return [Carried(attribute, is_apart=True) for attribute in found]


def values_of(product: Product | None) -> Iterable[ProductValue]:
    """The values that a product has now. One query."""
    if product is None or product.pk is None:
        return []
    rows = ProductValue.objects.filter(product=product).select_related("attribute", "choice", "document")
    return rows.order_by("attribute__position", "pk")
