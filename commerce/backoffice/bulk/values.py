"""One attribute, one value."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.bulk.change import FIRST, BulkChange, Plan, Shown, names
from commerce.backoffice.sheets.kinds.facts import ABSENT, cell_of, new_value, standing_value
from commerce.catalogue.many.facts import Outcome
from commerce.catalogue.many.values import present_values, set_values
from commerce.catalogue.models import Attribute


class AttributeForm(forms.Form):
    """Which attribute, and what it shall be, written as in a sheet."""

    attribute = forms.ModelChoiceField(label=gettext_lazy("Attribute"), queryset=Attribute.objects.exclude(kind__in=ABSENT))
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


def written(cell: Any, value: Any) -> str:
    """A value as a sheet writes it."""
    return "" if value is None else str(cell.render(value))
