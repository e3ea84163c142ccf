"""What is typed about one variant."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.catalogue.models import Attribute, ProductImage, Variant, VariantValue
from commerce.catalogue.models.variant import SKU, valid_gtin
from commerce.catalogue.typing_numbers import TypedDecimalField, TypedIntegerField
from commerce.catalogue.wording import plain

MOST = 10_000_000
MEASURES = ("weight", "width", "height", "depth")
FACTS = ("sku", "gtin", "mpn", *MEASURES, "min_quantity", "is_active")


class OneVariantForm(forms.Form):
    """Facts, options and pictures of a variant. Prices and stock are in the grid."""

    sku = forms.CharField(label=gettext_lazy("SKU"), max_length=64, validators=[SKU])
    gtin = forms.CharField(label=gettext_lazy("GTIN"), max_length=14, required=False, validators=[valid_gtin])
    mpn = forms.CharField(label=gettext_lazy("Manufacturer's number"), max_length=64, required=False)
    weight = TypedDecimalField(label=gettext_lazy("Weight in kg"), min_value=0, max_digits=10, decimal_places=4, required=False)
    width = TypedDecimalField(label=gettext_lazy("Width in cm"), min_value=0, max_digits=10, decimal_places=2, required=False)
    height = TypedDecimalField(label=gettext_lazy("Height in cm"), min_value=0, max_digits=10, decimal_places=2, required=False)
    depth = TypedDecimalField(label=gettext_lazy("Depth in cm"), min_value=0, max_digits=10, decimal_places=2, required=False)
    min_quantity = TypedIntegerField(label=gettext_lazy("Least to buy"), min_value=1, max_value=MOST)
    is_active = forms.BooleanField(label=gettext_lazy("Active"), required=False)
    pictures = forms.TypedMultipleChoiceField(label=gettext_lazy("Pictures"), coerce=int, required=False)

    def __init__(self, data: Any, *, variant: Variant, attributes: Sequence[Attribute], images: Sequence[ProductImage]) -> None:
        self.variant = variant
        super().__init__(data, initial=typed_now(variant))
        chosen = {value.attribute_id: value.choice_id for value in variant.values.all()}
        for attribute in attributes:
            choices = [(str(choice.pk), str(choice)) for choice in attribute.choices.all()]
            self.fields[f"option_{attribute.pk}"] = forms.ChoiceField(
                label=str(attribute),
                choices=[("", "–"), *choices],
                required=False,
                initial=str(chosen.get(attribute.pk) or ""),
            )
        pictures = self.fields["pictures"]
        assert isinstance(pictures, forms.TypedMultipleChoiceField)  # noqa: S101 - for the type checker
        pictures.choices = [(row.pk, str(row.pk)) for row in images]
        self.initial["pictures"] = list(variant.pictures.values_list("pk", flat=True))

    def clean_sku(self) -> str:
        """Free in the whole shop."""
        sku: str = self.cleaned_data["sku"]
        if Variant.objects.filter(sku=sku).exclude(pk=self.variant.pk).exists():
            raise ValidationError(_("%(sku)s is taken already."), params={"sku": sku})
        return sku

    def clean(self) -> dict[str, Any]:
        """No two variants of a product with the same options: a shopper could not tell them apart."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = {(attribute, choice) for attribute, choice in self.options().items() if choice}
        others: dict[int, set[tuple[int, int]]] = {}
        rows = VariantValue.objects.filter(variant__product=self.variant.product_id, choice__isnull=False)
        for pk, attribute, choice in rows.exclude(variant=self.variant.pk).values_list("variant", "attribute", "choice"):
            others.setdefault(pk, set()).add((attribute, choice))
        if wanted and wanted in others.values():
            same = Variant.objects.get(pk=next(pk for pk, options in others.items() if options == wanted))
            self.add_error(None, _("%(sku)s has the same options.") % {"sku": same.sku})
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the variant shall be, by column."""
        return {name: self.cleaned_data[name] for name in FACTS}

    def options(self) -> dict[int, int | None]:
        """Attribute id -> choice id, None for none, of the attributes that are choices."""
        fields = [name for name in self.fields if name.startswith("option_")]
        return {int(name[7:]): int(chosen) if (chosen := self.cleaned_data.get(name)) else None for name in fields}

    def option_fields(self) -> list[Any]:
        """The fields of the options."""
        return [self[name] for name in self.fields if name.startswith("option_")]

    def fact_fields(self) -> list[Any]:
        """The fields of what it is."""
        return [self[name] for name in ("sku", "gtin", "mpn", "min_quantity", "is_active")]

    def measure_fields(self) -> list[Any]:
        """The fields of what it measures."""
        return [self[name] for name in MEASURES]

    def chosen_pictures(self) -> set[int]:
        """The pictures that are ticked now."""
        return {int(pk) for pk in self["pictures"].value() or () if str(pk).isdigit()}


def typed_now(variant: Variant) -> dict[str, Any]:
    """What the variant is, as it is typed: numbers without needless zeros."""
    return {name: plain(value) if isinstance(value := getattr(variant, name), Decimal) else value for name in FACTS}
