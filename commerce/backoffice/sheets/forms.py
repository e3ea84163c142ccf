"""Sending a sheet in, and asking for one."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.bulk.places import CategoryField
from commerce.backoffice.sheets.export import CSV, XLSX
from commerce.backoffice.sheets.kinds import KINDS
from commerce.backoffice.sheets.limits import MEGABYTE, MOST_BYTES
from commerce.catalogue.models import Brand, CategoryPage, Product, ProductType
from commerce.catalogue.states import ProductStatus
from sites.tenants.languages import default_language

FORMS = [(XLSX, gettext_lazy("Excel (XLSX)")), (CSV, gettext_lazy("CSV"))]


def kinds() -> list[tuple[str, Any]]:
    """(code, label) of the kinds."""
    return [(code, kind.label) for code, kind in KINDS.items()]


class UploadForm(forms.Form):
    """A sheet to be compared. What is in the file decides what it is, not its name."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in it"), choices=kinds)
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=200,
        help_text=gettext_lazy("CSV or XLSX. Nothing changes before you have seen the differences."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        """Not larger than we read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("The file has %(has)d MB; at most %(most)d MB are read. Split it into several.")
                % {"has": (file.size or 0) // MEGABYTE + 1, "most": MOST_BYTES // MEGABYTE}
            )
        return file


class ExportForm(forms.Form):
    """Which rows, in which form."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=kinds)
    form = forms.ChoiceField(label=gettext_lazy("As"), choices=FORMS)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=[("", gettext_lazy("all")), *ProductStatus.choices], required=False
    )
    brand = forms.ModelChoiceField(
        label=gettext_lazy("Brand"), queryset=Brand.objects.all(), required=False, empty_label=gettext_lazy("all")
    )
    product_type = forms.ModelChoiceField(
        label=gettext_lazy("Type"), queryset=ProductType.objects.all(), required=False, empty_label=gettext_lazy("all")
    )
    category = CategoryField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.required, category.empty_label = False, _("all")
        pages = CategoryPage.objects.filter(locale__language_code=default_language())
        category.queryset = pages.order_by("path").defer_streamfields()

    def products(self) -> list[int] | None:
        """Ids of the products that are asked for; None for all of them."""
        chosen = {name: self.cleaned_data[name] for name in ("status", "brand", "product_type") if self.cleaned_data[name]}
        category = self.cleaned_data["category"]
        if not chosen and not category:
            return None
        rows = Product.objects.filter(**chosen)
        if category:
            below = CategoryPage.objects.descendant_of(category, inclusive=True).values("translation_key")
            rows = rows.filter(placements__category__translation_key__in=below)
        return sorted(set(rows.order_by().values_list("pk", flat=True)))


class ApplyForm(forms.Form):
    """What to do about rows with errors."""

    choice = forms.ChoiceField(choices=[("valid", ""), ("all", "")])
