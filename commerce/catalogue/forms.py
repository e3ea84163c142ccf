"""Forms of the catalogue in the admin."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.catalogue.states import ProductLife, ProductStatus
from sites.content.suppliers import supply


def tax_classes() -> list[tuple[str, str]]:
    """(code, name) of the store's tax classes, which a higher floor knows; asked for each form, as forms serve all stores."""
    found: list[tuple[str, str]] = supply("tax classes")
    return found


class ProductForm(WagtailAdminModelForm):
    """Offers the tax classes that there are. One that is no more stays on the products that have it, until it is changed."""

    tax_class = forms.ChoiceField(label=_("tax class"), choices=tax_classes, initial="standard")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, present = self.fields.get("tax_class"), self.instance.tax_class
        if isinstance(field, forms.ChoiceField) and present not in dict(tax_classes()) and self.instance.pk:
            field.choices = [*tax_classes(), (present, present)]

    def clean_status(self) -> str:
        """The new status, where the table of a product's life has that move; a new product may begin anywhere."""
        before, after = self.initial.get("status"), str(self.cleaned_data["status"])
        if self.instance.pk and before and before != after and not ProductLife.may(str(before), after):
            known = dict(ProductStatus.choices)
            raise forms.ValidationError(
                _("A product that is %(before)s cannot become %(after)s."),
                params={"before": known[str(before)], "after": known[after]},
            )
        return after
