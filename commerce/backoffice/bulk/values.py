"""One attribute, one value."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date as day
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.bulk.change import FIRST, UNDO, BulkChange, Parts, Plan, Shown, names
from commerce.backoffice.sheets.kinds.facts import cell_of, new_value, standing_value
from commerce.catalogue.many.facts import Outcome
from commerce.catalogue.many.values import present_values, put_values, set_values
from commerce.catalogue.models import Attribute, AttributeChoice, ProductValue

# Formatted text and files belong to one product.
NOT_ONE_FOR_ALL = (Attribute.Kind.FILE, Attribute.Kind.RICH_TEXT)


class AttributeForm(forms.Form):
    """Which attribute, and what it shall be, written as in a sheet."""

    attribute = forms.ModelChoiceField(
        label=gettext_lazy("Attribute"), queryset=Attribute.objects.exclude(kind__in=NOT_ONE_FOR_ALL)
    )
    value = forms.CharField(
        label=gettext_lazy("Value"),
        required=False,
        max_length=400,
        help_text=gettext_lazy(
            "A choice by its name or code, several separated by |; a number; yes or no; a date like 2026-11-30. "
            "Empty takes the value away."
        ),
        widget=forms.TextInput(attrs={"list": "attribute-values", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """The value as its kind reads it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if attribute := cleaned.get("attribute"):
            try:
                cleaned["parsed"] = cell_of(attribute).clean(cleaned.get("value", "")) if cleaned.get("value") else None
            except ValueError as error:
                self.add_error("value", str(error))
        return cleaned


class AttributeChange(BulkChange):
    """A fact of the specification."""

    code = "attribute"
    label: ClassVar[str | Promise] = gettext_lazy("Attribute")
    form_class = AttributeForm

    def sentence(self, data: Mapping[str, Any]) -> str:
        """IP rating: IP67."""
        value = cell_of(data["attribute"]).render(data["parsed"]) if data["parsed"] is not None else ""
        return f"{data['attribute']}: {value or _('empty')}"

    def plan(self, ids: Sequence[int], data: Mapping[str, Any]) -> Plan:
        """Before and after. Two queries."""
        attribute, cell = data["attribute"], cell_of(data["attribute"])
        present = present_values(ids, [attribute])
        after = cell.render(data["parsed"]) if data["parsed"] is not None else ""
        before = {pk: written(cell, standing_value(attribute, present.get((pk, attribute.pk), []))) for pk in ids}
        moved = [pk for pk in ids if before[pk] != after]
        known = names(moved[:FIRST])
        nothing = _("empty")
        first = [Shown(known.get(pk, ""), before[pk] or nothing, after or nothing) for pk in moved[:FIRST]]
        return Plan(changes=len(moved), same=len(ids) - len(moved), first=first)

    def apply(self, ids: Sequence[int], data: Mapping[str, Any]) -> Outcome:
        """Set it."""
        attribute = data["attribute"]
        return Outcome(set_values(wanted={pk: {attribute: new_value(attribute, data["parsed"])} for pk in ids}))

    def about(self, data: Mapping[str, Any]) -> Collection[str]:
        """The attribute, by its id."""
        return [str(data["attribute"].pk)]

    def standing(self, ids: Sequence[int], about: Collection[str]) -> dict[int, Parts]:
        """The rows of the attributes."""
        attributes = Attribute.objects.in_bulk([int(name) for name in about])
        rows = present_values(ids, attributes.values())
        return {pk: {str(key): [as_json(row) for row in rows.get((pk, key), [])] for key in attributes} for pk in ids}

    def put_back(self, wanted: Mapping[int, Parts]) -> Outcome:
        """The rows as they were, where their choices are still there."""
        attributes = Attribute.objects.in_bulk({int(name) for parts in wanted.values() for name in parts})
        named = {row["choice_id"] for parts in wanted.values() for rows in parts.values() for row in rows if row["choice_id"]}
        there = set(AttributeChoice.objects.filter(pk__in=named).values_list("pk", flat=True)) | {None}
        gone = {
            pk: _("A choice it had is no more.")
            for pk, parts in wanted.items()
            if any(row["choice_id"] not in there for rows in parts.values() for row in rows)
        }
        rows = {
            pk: {attributes[int(name)]: [from_json(pk, int(name), row) for row in rows] for name, rows in parts.items()}
            for pk, parts in wanted.items()
            if pk not in gone
        }
        return Outcome(put_values(wanted=rows, source=UNDO), gone)

    def in_words(self, parts: Parts) -> str:
        """The values."""
        rows = [from_json(0, int(name), row) for name, rows in parts.items() for row in rows]
        return ", ".join(row.shown() for row in rows) or _("empty")


def as_json(row: ProductValue) -> dict[str, Any]:
    """What a row says."""
    return {
        "choice_id": row.choice_id,
        "text": row.text,
        "number": None if row.number is None else str(row.number),
        "boolean": row.boolean,
        "date": row.date.isoformat() if row.date else None,
    }


def from_json(product_id: int, attribute_id: int, said: Mapping[str, Any]) -> ProductValue:
    """The row that says so."""
    number = None if said["number"] is None else Decimal(said["number"])
    date = day.fromisoformat(said["date"]) if said["date"] else None
    return ProductValue(product_id=product_id, attribute_id=attribute_id, **{**said, "number": number, "date": date})


def written(cell: Any, value: Any) -> str:
    """A value as a sheet writes it."""
    return "" if value is None else str(cell.render(value))
