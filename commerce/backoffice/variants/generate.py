"""Making variants from options: choose, look, make."""

from itertools import takewhile
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from commerce.backoffice.variants.combinations import (
    MOST,
    Combination,
    Option,
    TooMany,
    combine,
    repeated,
    unknown_places,
)
from commerce.catalogue.journey import journey
from commerce.catalogue.many.history import Changed, record_changes
from commerce.catalogue.models import Attribute, Product, TypeAttribute, Variant, VariantValue
from commerce.catalogue.models.variant import SKU
from commerce.kernel.events import ProductsChanged, publish
from commerce.kernel.translated import in_language

CHANGE = "catalogue.change_variant"


class OptionsForm(forms.Form):
    """Which choices of which attributes, and how SKUs are made."""

    base = forms.CharField(label=gettext_lazy("Base of the SKU"), max_length=48)
    pattern = forms.CharField(
        label=gettext_lazy("Pattern of the SKU"),
        max_length=64,
        initial="{base}-{code}",
        help_text=gettext_lazy("{base} is the base, {code} the codes of all options; the code of an attribute is that option."),
    )

    def __init__(self, *args: Any, attributes: list[Attribute], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attributes = attributes
        for attribute in attributes:
            self.fields[f"options_{attribute.pk}"] = forms.MultipleChoiceField(
                label=str(attribute),
                required=False,
                choices=[(str(choice.pk), str(choice)) for choice in attribute.choices.all()],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_pattern(self) -> str:
        """Names in braces that mean something."""
        pattern: str = self.cleaned_data["pattern"]
        if strange := unknown_places(pattern, attribute_codes={attribute.code for attribute in self.attributes}):
            raise ValidationError(_("Nothing stands for {%(name)s}."), params={"name": strange[0]})
        return pattern

    def chosen(self) -> list[list[Option]]:
        """The chosen options of each attribute."""
        return [self._chosen_of(attribute) for attribute in self.attributes]

    def _chosen_of(self, attribute: Attribute) -> list[Option]:
        wanted = set(self.cleaned_data.get(f"options_{attribute.pk}", ()))
        return [
            Option(attribute.pk, attribute.code, choice.pk, choice.code, in_language(choice.labels) or choice.code)
            for choice in attribute.choices.all()
            if str(choice.pk) in wanted
        ]


def generate_variants(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen. The first POST shows what would be made, one with `make` makes it."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    product = get_object_or_404(Product.objects.select_related("product_type"), pk=pk)
    attributes = option_attributes(product)
    begin = {"base": base_of(list(product.variants.values_list("sku", flat=True))), **options_now(product)}
    form = OptionsForm(request.POST or None, attributes=attributes, initial=begin)
    combinations: list[Combination] = []
    if request.method == "POST" and form.is_valid():
        combinations = preview(form, product)
        if "make" in request.POST and combinations and not form.errors:
            made = make_variants(product=product, combinations=combinations)
            said = ngettext("%(count)d variant was made.", "%(count)d variants were made.", len(made)) % {"count": len(made)}
            messages.success(request, said)
            return redirect("prices-and-stock", product.pk)
    context = {
        "product": product,
        "form": form,
        "attributes": attributes,
        "combinations": combinations,
        "new": sum(not combination.exists for combination in combinations),
        "journey": journey(product, None, by=request.user),
    }
    return render(request, "backoffice/variants/generate.html", context, status=422 if form.errors else 200)


def option_attributes(product: Product) -> list[Attribute]:
    """The attributes that tell the variants of this type apart, in the type's order."""
    rows = TypeAttribute.objects.filter(product_type=product.product_type_id, for_variants=True)
    return [row.attribute for row in rows.select_related("attribute").prefetch_related("attribute__choices")]


def base_of(skus: list[str]) -> str:
    """What all SKUs begin with, where that is something; else the first one: LDS02-868, LDS02-915 -> LDS02."""
    same = takewhile(lambda signs: len(set(signs)) == 1, zip(*skus, strict=False))
    shared = "".join(signs[0] for signs in same).rstrip("-_./ ") if len(skus) > 1 else ""
    return shared if len(shared) > 1 else next(iter(skus), "")


def options_now(product: Product) -> dict[str, list[str]]:
    """The options that the variants have, as the form names them."""
    found: dict[str, list[str]] = {}
    for attribute, choice in VariantValue.objects.filter(variant__product=product, choice__isnull=False).values_list(
        "attribute", "choice"
    ):
        found.setdefault(f"options_{attribute}", []).append(str(choice))
    return found


def preview(form: OptionsForm, product: Product) -> list[Combination]:
    """What would be made; errors go to the form."""
    chosen = form.chosen()
    if not any(chosen):
        form.add_error(None, _("Choose at least one option."))
        return []
    base, pattern = form.cleaned_data["base"], form.cleaned_data["pattern"]
    try:
        combinations = combine(chosen, base=base, pattern=pattern, present=present_combinations(product))
    except TooMany as refused:
        words = {"count": refused.count, "most": MOST}
        form.add_error(
            None,
            _("That would be %(count)d combinations. At most %(most)d can be made at once: choose fewer options.") % words,
        )
        return []
    check_skus(form, [combination for combination in combinations if not combination.exists])
    return combinations


def check_skus(form: OptionsForm, new: list[Combination]) -> None:
    """SKUs that are well made, each once, and free in the whole shop."""
    for combination in new:
        try:
            SKU(combination.sku)
        except ValidationError as error:
            form.add_error("pattern", f"{combination.sku}: {error.messages[0]}")
            return
        if len(combination.sku) > Variant._meta.get_field("sku").max_length:
            form.add_error("pattern", _("%(sku)s is too long for a SKU.") % {"sku": combination.sku})
            return
    if twice := repeated(new):
        form.add_error("pattern", _("More than one combination would get %(sku)s.") % {"sku": twice[0]})
    taken = Variant.objects.filter(sku__in=[combination.sku for combination in new]).values_list("sku", flat=True)
    if found := sorted(taken):
        form.add_error("pattern", _("%(sku)s is taken already.") % {"sku": ", ".join(found[:5])})


def present_combinations(product: Product) -> set[frozenset[tuple[int, int]]]:
    """The options of each variant that there is."""
    return {
        frozenset((value.attribute_id, value.choice_id) for value in variant.values.all() if value.choice_id)
        for variant in product.variants.prefetch_related("values")
    }


@transaction.atomic
def make_variants(*, product: Product, combinations: list[Combination]) -> list[Variant]:
    """A variant for each combination that is new, after those that are there; none has a price or stock yet.

    Four queries.
    """
    last = product.variants.order_by("-sort_order").values_list("sort_order", flat=True).first()
    start = 0 if last is None else last + 1
    new = [combination for combination in combinations if not combination.exists]
    variants = [Variant(product=product, sku=one.sku, sort_order=start + number) for number, one in enumerate(new)]
    Variant.objects.bulk_create(variants)
    VariantValue.objects.bulk_create(
        VariantValue(variant=variant, attribute_id=option.attribute_id, choice_id=option.choice_id)
        for variant, one in zip(variants, new, strict=True)
        for option in one.options
    )
    record_changes(Changed(product.pk, "options", "", one.label, one.sku) for one in new)
    publish(ProductsChanged(frozenset({product.pk})))
    return variants
