"""Forms of attributes and types: units that exist, ranges that hold something, choices that products use."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.catalogue.deletion import why_used
from commerce.catalogue.models import Attribute, ProductValue, VariantValue
from commerce.catalogue.units import UNITS, convertible, dimension_of

HEX = re.compile(r"#[0-9a-fA-F]{6}")
# What may become what while products have values: the column that holds the value stays the same.
SAME_COLUMN = (
    set(Attribute.CHOSEN),
    {Attribute.Kind.TEXT, Attribute.Kind.RICH_TEXT},
)


class UnitInput(forms.TextInput):
    """A text box that suggests the units there are. Others can be written: they are shown as written, never converted."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box with its list."""
        known = f"{name}-known"
        box = super().render(name, value, {**(attrs or {}), "list": known}, renderer)
        rows = ((unit.symbol, unit.dimension) for unit in UNITS.values())
        return format_html(
            '{}<datalist id="{}">{}</datalist>', box, known, format_html_join("", '<option value="{}">{}</option>', rows)
        )


class AttributeForm(WagtailAdminModelForm):
    """An attribute with its choices."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("unit", "shown_unit"):
            if name in self.fields:
                self.fields[name].widget = UnitInput(attrs=self.fields[name].widget.attrs)
        self._is_compared = False

    def is_valid(self) -> bool:
        """The attribute and its choices, which are only known once they are cleaned."""
        own = super().is_valid()
        if self.is_bound and not self._is_compared:
            self._is_compared = True
            self._check_choices()
            own = own and super().is_valid()
        return own

    def clean(self) -> dict[str, Any]:
        """Units that fit, a range that holds something, a kind that keeps the values there are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        unit, shown = cleaned.get("unit", ""), cleaned.get("shown_unit", "")
        if shown and not unit:
            self.add_error("unit", _("Say which unit values are written in."))
        elif shown and not convertible(unit, shown):
            self.add_error("shown_unit", self._not_convertible(unit, shown))
        least, most = cleaned.get("least"), cleaned.get("most")
        if isinstance(least, Decimal) and isinstance(most, Decimal) and most < least:
            self.add_error("most", _("The greatest value is below the least."))
        self._check_kind(cleaned.get("kind"))
        self._check_unit(unit)
        if cleaned.get("facetable") and cleaned.get("kind") not in Attribute.FILTERED:
            self.add_error("facetable", _("Shoppers filter by choices, colours, numbers, and yes or no."))
        return cleaned

    def _not_convertible(self, unit: str, shown: str) -> str:
        """Why one cannot be put into the other."""
        if not dimension_of(unit) or not dimension_of(shown):
            strange = unit if not dimension_of(unit) else shown
            return _("“%(unit)s” is not a unit that can be converted. Choose one from the list.") % {"unit": strange}
        return _("%(unit)s and %(shown)s measure different things.") % {"unit": unit, "shown": shown}

    def _check_kind(self, kind: str | None) -> None:
        """A kind cannot change under the values of products: they would be lost from the site."""
        before = self.initial.get("kind")
        if not kind or not self.instance.pk or before == kind:
            return
        if any({before, kind} <= same for same in SAME_COLUMN):
            return
        if self._has_values():
            self.add_error("kind", _("Products have values of this attribute. Make a new attribute for another kind."))

    def _check_unit(self, unit: str) -> None:
        """Numbers that were typed as millimetres are not metres from now on. What was no unit can be written better."""
        before = self.initial.get("unit") or ""
        if self.instance.pk and unit != before and dimension_of(unit) and dimension_of(before) and self._has_values():
            why = _("Products have values in %(unit)s. To show them in another unit, choose that one under “shown in”.")
            self.add_error("unit", why % {"unit": before})

    def _has_values(self) -> bool:
        """Whether a product or a variant says something of it."""
        used = ProductValue.objects.filter(attribute=self.instance.pk).exists()
        return used or VariantValue.objects.filter(attribute=self.instance.pk).exists()

    def _check_choices(self) -> None:
        """Swatches are colours; a choice that products use stays."""
        formset = self.formsets.get("choices")
        for form in formset.forms if formset is not None else ():
            cleaned = getattr(form, "cleaned_data", {})
            if cleaned.get("DELETE") and form.instance.pk and (why := why_used(form.instance)):
                self.add_error(None, why)
            elif cleaned.get("swatch") and not HEX.fullmatch(cleaned["swatch"]):
                form.add_error("swatch", _("Write the colour as #rrggbb, such as #1f7a4d."))


class ProductTypeForm(WagtailAdminModelForm):
    """A type with its attributes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_compared = False

    def is_valid(self) -> bool:
        """What tells variants apart is a choice: combinations are made of choices."""
        own = super().is_valid()
        if self.is_bound and not self._is_compared:
            self._is_compared = True
            self._check_options()
            own = own and super().is_valid()
        return own

    def _check_options(self) -> None:
        formset = self.formsets.get("type_attributes")
        for form in formset.forms if formset is not None else ():
            cleaned = getattr(form, "cleaned_data", {})
            attribute = cleaned.get("attribute")
            is_option = cleaned.get("for_variants") and not cleaned.get("DELETE")
            if is_option and attribute and attribute.kind not in (Attribute.Kind.CHOICE, Attribute.Kind.COLOUR):
                form.add_error("for_variants", _("Only a choice or a colour can tell variants apart."))
