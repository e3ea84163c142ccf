"""Forms of the catalogue in the admin."""

from typing import Any

from django import forms
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.catalogue.deletion import why_kept
from commerce.catalogue.facts.form import PREFIX, FactsForm
from commerce.catalogue.facts.panel import facts_media
from commerce.catalogue.history import record_change, recorded
from commerce.catalogue.models import Product, ProductType
from commerce.catalogue.states import ProductKind, ProductLife, ProductStatus
from sites.content.suppliers import supply


def tax_classes() -> list[tuple[str, str]]:
    """(code, name) of the store's tax classes, which a higher floor knows; asked for each form, as forms serve all stores."""
    found: list[tuple[str, str]] = supply("tax classes")
    return found


class ProductForm(WagtailAdminModelForm):
    """Facts of a product, with its specification as a form inside (`facts`).

    Offers the tax classes that there are. One that is no more stays on the products that have it, until it is changed.
    """

    tax_class = forms.ChoiceField(label=_("Tax class"), choices=tax_classes, initial="standard")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, present = self.fields.get("tax_class"), self.instance.tax_class
        if isinstance(field, forms.ChoiceField) and present not in dict(tax_classes()) and self.instance.pk:
            field.choices = [*tax_classes(), (present, present)]
        self.facts = self._facts()
        self._is_compared = False

    def _facts(self) -> FactsForm:
        """The specification: of the type whose inputs were on the screen."""
        product = self.instance if self.instance.pk else None
        sent = self.data.get(f"{PREFIX}-type") if self.is_bound else None
        if sent is None:
            return FactsForm(product=product, product_type=self.instance.product_type if product else None)
        shown = ProductType.objects.filter(pk=sent).first() if str(sent).isdecimal() else None
        is_asked = str(sent) == str(self.data.get("product_type"))
        return FactsForm(self.data, product=product, product_type=shown, is_asked=is_asked)

    @property
    def media(self) -> Media:
        """That of the specification too."""
        return super().media + facts_media()

    def is_valid(self) -> bool:
        """Both halves, and what only shows once all parts are cleaned."""
        own = super().is_valid()
        if self.is_bound and not self._is_compared:
            self._is_compared = True
            self._check_bundle(self.cleaned_data.get("kind"))
            self._keep_ordered_variants()
            own = own and super().is_valid()
        return (not self.facts.is_bound or self.facts.is_valid()) and own

    def has_changed(self) -> bool:
        """Either half."""
        return bool(super().has_changed()) or (self.facts.is_bound and self.facts.has_changed())

    def save(self, commit: bool = True) -> Product:  # noqa: FBT001, FBT002 - Django's signature
        """The product with its specification; what is different goes into its history."""
        if not commit:
            return super().save(commit=False)  # type: ignore[no-any-return]
        if not self.instance.pk:
            product = self._save()
            record_change(product=product, fact="created", before="", after=product.name)
            return product
        with recorded([self.instance.pk]):
            return self._save()

    def _save(self) -> Product:
        product: Product = super().save()
        if self.facts.is_bound:
            self.facts.save(product=product)
        return product

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

    def clean(self) -> dict[str, Any]:
        """Dates in order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("available_from"), cleaned.get("withdrawn_at")
        if begins and ends and ends <= begins:
            self.add_error("withdrawn_at", _("It would be withdrawn before it is available."))
        return cleaned

    def _check_bundle(self, kind: str | None) -> None:
        """A bundle is part of none, itself included."""
        if kind != ProductKind.BUNDLE or not self.instance.pk:
            return
        around = Product.objects.filter(parts__variant__product=self.instance.pk).exclude(pk=self.instance.pk).distinct()
        if found := ", ".join(str(bundle) for bundle in around[:3]):
            message = _("It is part of %(bundles)s, and a bundle cannot be part of a bundle.")
            self.add_error("kind", forms.ValidationError(message, params={"bundles": found}))
        for form in self.formsets["parts"].forms if "parts" in self.formsets else ():
            variant = getattr(form, "cleaned_data", {}).get("variant")
            if variant is not None and variant.product_id == self.instance.pk:
                form.add_error("variant", _("A bundle cannot contain itself."))

    def _keep_ordered_variants(self) -> None:
        """Variants that orders or bundles name can be switched off, not removed."""
        formset = self.formsets.get("variants")
        if formset is None:
            return
        for form in formset.forms:
            is_marked = getattr(form, "cleaned_data", {}).get("DELETE")
            if is_marked and form.instance.pk and (why := why_kept(form.instance)):
                self.add_error(None, why)
