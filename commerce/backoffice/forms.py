"""Forms of the shop's settings in the admin: codes that must exist are chosen or checked, not believed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from moneyed import CurrencyDoesNotExist, get_currency
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.backoffice.variants.rows import BELOW_ZERO, amount_as_typed
from commerce.tax.models import TaxClass


class InCurrencyForm(WagtailAdminModelForm):
    """A form with a `currency`: money in one that does not exist could not be shown, and the checkout would stand still."""

    def clean_currency(self) -> str:
        """The ISO code in capitals. Raises ValidationError where there is no such currency."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        try:
            get_currency(code)
        except CurrencyDoesNotExist as error:
            raise forms.ValidationError(_("Write the currency as its ISO code, such as GBP or ZAR.")) from error
        return code


class PriceListForm(InCurrencyForm):
    """A price list that ends after it begins."""

    def clean(self) -> dict[str, Any]:
        """Both ends together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("valid_from"), cleaned.get("valid_until")
        if begins and ends and ends <= begins:
            self.add_error("valid_until", _("The list would end before it begins."))
        return cleaned


def tax_classes() -> list[tuple[str, str]]:
    """(code, name) of the store's tax classes; asked for each form, as forms serve all stores."""
    return list(TaxClass.objects.values_list("code", "name"))


class ShippingMethodForm(InCurrencyForm):
    """Offers the tax classes that there are. One that is no more stays until it is changed. Prices have the places of their
    currency, whatever the column keeps.
    """

    tax_class = forms.ChoiceField(label=capfirst(_("tax class")), choices=tax_classes, initial="standard")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, present = self.fields.get("tax_class"), self.instance.tax_class
        if isinstance(field, forms.ChoiceField) and self.instance.pk and present not in dict(tax_classes()):
            field.choices = [*tax_classes(), (present, present)]
        for name in ("amount", "free_from"):
            self.fields[name].error_messages["min_value"] = BELOW_ZERO
            if self.initial.get(name) is not None:
                self.initial[name] = self._as_shown(self.initial[name])

    def _as_shown(self, amount: Decimal) -> Decimal:
        try:
            return Decimal(amount_as_typed(amount, self.instance.currency))
        except CurrencyDoesNotExist:
            return amount
