"""Forms that shoppers fill in."""

import re
from typing import Any

from babel import Locale
from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from commerce.checkout.place_order import Placing
from commerce.tax.models import TaxRate
from sites.tenants.context import current_store

# The shape of a postcode where it is known (Universal Postal Union, postal addressing systems).
POSTCODES = {
    "GB": r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}",
    "DE": r"[0-9]{5}",
    "FR": r"[0-9]{5}",
    "NL": r"[0-9]{4} ?[A-Z]{2}",
    "AT": r"[0-9]{4}",
    "BE": r"[0-9]{4}",
    "ZA": r"[0-9]{4}",
    "IE": r"[A-Z][0-9W]{2} ?[A-Z0-9]{4}",
}


def countries() -> list[tuple[str, str]]:
    """(code, name in the active language) of the countries that the store delivers to: those it has tax rates for."""
    codes = set(TaxRate.objects.values_list("country", flat=True)) | {current_store().country}
    names = Locale.parse((translation.get_language() or "en").split("-")[0]).territories
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


def text(label: Any, autocomplete: str, *, required: bool = True, most: int = 150, **attrs: str) -> forms.CharField:
    """A line of text that the browser may fill in."""
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


class CheckoutForm(forms.Form):
    """Who buys and where it goes."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("For the confirmation and news of the delivery."),
    )
    full_name = text(_("Full name"), "name")
    company = text(_("Company"), "organization", required=False)
    phone = text(_("Telephone"), "tel", required=False, most=40, inputmode="tel")
    line1 = text(_("Street and number"), "address-line1")
    line2 = text(_("Flat, floor, department"), "address-line2", required=False)
    city = text(_("Town"), "address-level2", most=100)
    region = text(_("County, province or state"), "address-level1", required=False, most=100)
    postcode = text(_("Postcode"), "postal-code", most=20)
    country = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country"}))
    note = forms.CharField(label=_("Note for us"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    # What the page showed: the total, and which cart it was (see `sites.tenants.signing`).
    seen_total = forms.DecimalField(widget=forms.HiddenInput, max_digits=14, decimal_places=3)
    checkout_key = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = countries()
        self.fields["country"].choices = offered  # type: ignore[attr-defined]
        self.fields["country"].initial = current_store().country

    def clean(self) -> dict[str, Any]:
        """The postcode must have the shape of its country's."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        country, postcode = cleaned.get("country", ""), cleaned.get("postcode", "").upper()
        if postcode and country in POSTCODES and not re.fullmatch(POSTCODES[country], postcode):
            self.add_error("postcode", _("This does not look like a postcode of the country you chose."))
        else:
            cleaned["postcode"] = postcode
        return cleaned

    def placing(self) -> Placing:
        """The checked answers."""
        names = Placing.__dataclass_fields__
        return Placing(**{name: self.cleaned_data[name] for name in names})


class FindOrderForm(forms.Form):
    """An order number and the e-mail address it was placed with."""

    number = forms.CharField(label=_("Order number"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
