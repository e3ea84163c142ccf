"""One line of the grid: what a variant is, costs, and how many there are."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.catalogue.models import Variant
from commerce.catalogue.models.variant import SKU, valid_gtin
from commerce.catalogue.states import WITHOUT_STOCK, ProductKind
from commerce.catalogue.typing_numbers import TypedDecimalField, TypedIntegerField
from commerce.catalogue.wording import plain
from commerce.stock.services.count import is_countable
from pricing.arithmetic.money import minor_unit

MOST = 10_000_000
BELOW_ZERO = gettext_lazy("A price is 0 or more.")
FACTS = ("sku", "gtin", "mpn", "weight", "min_quantity", "is_active")
STOCK = ("on_hand", "backorder")
EDITED = ("sku", "gtin", "mpn", "price", "compare_at", *STOCK, "weight", "min_quantity", "is_active")


class PriceField(TypedDecimalField):
    """An amount of 0 or more, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        said = {"min_value": BELOW_ZERO}
        super().__init__(min_value=0, max_digits=14, decimal_places=6, required=False, error_messages=said, **kwargs)


class VariantForm(forms.Form):
    """One variant. What counts as changed is what differs from what the person saw (`seen`), not from what is so by now: a
    sale in the meantime must not be undone by saving a price.
    """

    variant = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    sku = forms.CharField(label=gettext_lazy("SKU"), max_length=64, validators=[SKU])
    gtin = forms.CharField(label=gettext_lazy("GTIN"), max_length=14, required=False, validators=[valid_gtin])
    mpn = forms.CharField(label=gettext_lazy("Manufacturer's number"), max_length=64, required=False)
    price = PriceField(label=gettext_lazy("Price"))
    compare_at = PriceField(label=gettext_lazy("Former price"))
    on_hand = TypedIntegerField(label=gettext_lazy("On hand"), min_value=-MOST, max_value=MOST)
    backorder = forms.BooleanField(label=gettext_lazy("Sold when out of stock"), required=False)
    weight = TypedDecimalField(label=gettext_lazy("Weight in kg"), min_value=0, max_digits=10, decimal_places=4, required=False)
    min_quantity = TypedIntegerField(label=gettext_lazy("Least to buy"), min_value=1, max_value=MOST)
    is_active = forms.BooleanField(label=gettext_lazy("Active"), required=False)

    def __init__(self, *args: Any, has_stock: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_stock:
            for name in STOCK:
                del self.fields[name]
        seen = self.seen_values()
        for name in self.edited():
            self.fields[name].widget.attrs |= {"data-cell": name, "data-was": as_cell(seen.get(name)), "autocomplete": "off"}

    def edited(self) -> list[str]:
        """The columns that this product has."""
        return [name for name in EDITED if name in self.fields]

    def cells(self) -> list[Any]:
        """The inputs of the line, in order."""
        return [self[name] for name in self.edited()]

    def seen_values(self) -> dict[str, Any]:
        """What stood there when the person began, as text or yes and no; what is so now where that is not told."""
        try:
            told = json.loads(self["seen"].value() or "")
        except ValueError:
            told = None
        return told if isinstance(told, dict) else {name: self.initial.get(name) for name in EDITED}

    def changes(self) -> set[str]:
        """The columns in which something else was typed. Of a clean form."""
        seen = self.seen_values()
        return {name for name in self.edited() if self.cleaned_data.get(name) != self._as_typed(name, seen.get(name))}

    def _tell_what_others_changed(self) -> None:
        """An error in each cell that was typed in while it became something else; saved once more, what was typed counts."""
        if self.initial.get("variant") != self.cleaned_data.get("variant"):
            return
        seen = self.seen_values()
        changed = []
        for name in self.changes() - self.errors.keys():
            now = self._as_typed(name, self.initial.get(name))
            if now not in (self._as_typed(name, seen.get(name)), self.cleaned_data[name]):
                shown = as_cell(self.initial.get(name)) if not isinstance(now, bool) else (_("yes") if now else _("no"))
                seen[name] = self.initial.get(name)
                self.fields[name].widget.attrs["data-was"] = as_cell(seen[name])
                said = _("Meanwhile somebody made this “%(now)s”. Save again to write over it.")
                changed.append((name, said % {"now": shown or _("nothing")}))
        for name, said in changed:
            self.add_error(name, said)
        if changed:
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix("seen")] = json.dumps(seen)  # type: ignore[index]

    def _refuse_less_than_none(self) -> None:
        """Whatever is not typed may stand below zero: more was sold than there was."""
        if "on_hand" in self.cleaned_data and "on_hand" in self.changes():
            standing = self._as_typed("on_hand", self.initial.get("on_hand")) or 0
            if not is_countable(self.cleaned_data["on_hand"], standing=standing):
                self.add_error("on_hand", _("Fewer than none cannot be counted. Write 0 or more."))

    def _as_typed(self, name: str, value: Any) -> Any:
        try:
            return self.fields[name].to_python(value)
        except forms.ValidationError:
            return None

    def clean_gtin(self) -> str:
        """Without the blanks that people group it with."""
        return str(self.cleaned_data["gtin"]).replace(" ", "")

    def clean(self) -> dict[str, Any]:
        """A price is changed, not emptied; a former price stands beside a price, and above it. What somebody else has changed
        meanwhile is not written over unseen.
        """
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._tell_what_others_changed()
        self._refuse_less_than_none()
        if "price" not in cleaned or "compare_at" not in cleaned:
            return cleaned
        price, former = cleaned["price"], cleaned["compare_at"]
        if price is None:
            if self._as_typed("price", self.seen_values().get("price")) is not None:
                self.add_error("price", _("Write a price. To stop selling this variant, switch it off."))
            elif former is not None:
                self.add_error("price", _("Write a price beside the former one."))
        return cleaned


class BaseVariantForms(BaseFormSet):
    """All lines: no SKU twice, none that another product has."""

    def clean(self) -> None:
        """Errors go to the cells they are about."""
        typed = [(form, form.cleaned_data.get("sku", "")) for form in self.forms if hasattr(form, "cleaned_data")]
        count = Counter(sku for _form, sku in typed if sku)
        mine = [form.cleaned_data.get("variant") for form, _sku in typed]
        taken = set(Variant.objects.filter(sku__in=list(count)).exclude(pk__in=mine).values_list("sku", flat=True))
        for form, sku in typed:
            if count[sku] > 1:
                form.add_error("sku", _("Another line has this SKU."))
            elif sku in taken:
                form.add_error("sku", _("Another product has this SKU."))


VariantForms = formset_factory(VariantForm, formset=BaseVariantForms, extra=0, max_num=1000, absolute_max=1000)


def has_stock(kind: str) -> bool:
    """Whether variants of this kind of product are counted: bundles have the stock of their parts, files and services none."""
    return kind not in (*WITHOUT_STOCK, ProductKind.BUNDLE)


def as_cell(value: Any) -> str:
    """A value as its cell shows it; "on" for a ticked one."""
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def amount_as_typed(amount: Decimal | None, currency: str) -> str:
    """The amount without needless zeros, but with the places of its currency: 45.000000 -> 45.00, in yen 45. Empty for none."""
    if amount is None:
        return ""
    finest = min(minor_unit(currency), Decimal(1).scaleb(int(amount.normalize().as_tuple().exponent)))
    return f"{amount.quantize(finest):f}"


def weight_as_typed(weight: Decimal | None) -> str:
    """The weight without needless zeros."""
    return "" if weight is None else plain(weight)
